/** Word lists that the entity rules read: common given names, places, kinship words and words that merely start sentences. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Common given names, lower case; ones that are ordinary words (Will, Mark, Grace) count as names only inside a sentence. */
export const givenNames: ReadonlySet<string> = words(`
aaron abby abigail adam adrian ahmed aisha alan albert alejandro alex alexa alexander alexandra alexis ali alice alicia alina
alison allison alyssa amanda amber amelia amir amy ana andre andrea andreas andrew andy angela angelina anita ann anna anne
annie anthony antonio ariana arjun arthur ashley audrey austin ava barbara beatrice becky ben benjamin beth betty bianca bill
billy bob bobby brad bradley brandon brenda brendan brian bruce bryan caleb calvin cameron camila carl carla carlos carmen
carol caroline carolyn catherine cathy charles charlie charlotte chen chloe chris christian christina christine christopher
claire clara claudia colin connor craig cristina cynthia daisy dan daniel daniela danielle danny darren dave david deborah
debra deepak denise dennis derek diana diane diego dmitri don donald donna doris dorothy doug douglas dylan eddie edgar
eduardo edward eileen elaine eleanor elena eli elias elijah elisa elizabeth ella ellen emily emma eric erica erik erin ethan
eugene eva evan evelyn fatima felipe felix fernando fiona francesca francis francisco frank fred gabriel gabriela gareth
gary george gerald gina gloria gordon greg gregory guillermo gustavo hana hannah harold harry hassan heather hector helen henry
holly howard hugo ian ibrahim imran ingrid irene isaac isabel isabella ivan jack jackie jackson jacob jade james jamie jan
jane janet janice jared jasmine jason javier jay jean jeff jeffrey jen jenna jennifer jenny jeremy jerry jesse jessica jill
jim jimmy jo joan joanna joe joel johan johanna john johnny jon jonathan jordan jorge jose joseph josh joshua joyce juan
juanita judith judy julia julian juliana julie julio justin kai karen karim karl kate katherine kathleen kathryn katie kayla
keith kelly ken kenji kenneth kevin kim kimberly kofi kristen kristin kumar kyle lara larry laura lauren laurie leah lena leo
leon leonardo leslie li liam lillian linda lisa liz logan lola lorenzo louis louise luca lucas lucia lucy luis luke luna lydia
maggie mai malik manuel marc marco marcus margaret maria mariam marie marina mario marion martha martin martina marvin mary
mateo mathew matt matthew maureen max maya megan mei mel melanie melissa mia michael michelle miguel mike mila mohamed
mohammed monica morgan muhammad nadia nancy naomi natalia natalie natasha nate nathan neha neil nicholas nick nicola nicole
nina noah noel nora oliver olivia omar oscar owen pablo pamela patricia patrick patty paul paula pedro penelope penny pete
peter phil philip phoebe pierre priya rachel rafael raj rajesh ralph ramon randy raquel raul ravi ray raymond rebecca renee
ricardo richard rick rita rob robert roberta roberto robin rodrigo roger roland ron ronald rosa rosie ross roy ruben ruth ryan
sabrina sally salma sam samantha samir samuel sandra sanjay santiago sara sarah sasha scott sean sebastian sergio seth shane
shannon sharon shawn sheila shirley simon sofia sonia sophia sophie stacy stefan stella stephanie stephen steve steven stuart
sue susan suzanne sven sylvia tamara tanya tara ted teresa terry theo theresa thomas tiffany tim timothy tina todd tom tommy
toni tony tracy travis tyler valentina valerie vanessa vera veronica vicky victor victoria vincent virginia vivian walter
wanda wang wei wendy william xavier yan yasmin yolanda yuki yusuf zachary zara zhang zoe`);

/** Countries, large cities and regions, lower case. */
export const places: ReadonlySet<string> = new Set(
  `afghanistan,africa,alabama,alaska,algeria,america,amsterdam,antwerp,argentina,arizona,arkansas,asia,athens,atlanta,auckland,
austin,australia,austria,baltimore,bangalore,bangkok,bangladesh,barcelona,bavaria,beijing,belgium,berlin,birmingham,bogota,bolivia,
boston,brazil,bristol,brooklyn,brussels,bucharest,budapest,buenos aires,bulgaria,cairo,calgary,california,cambodia,cambridge,canada,
cape town,caribbean,casablanca,charlotte,chengdu,chicago,chile,china,cincinnati,cleveland,cologne,colombia,colorado,connecticut,
copenhagen,costa rica,croatia,cuba,cyprus,czech republic,dallas,delhi,denmark,denver,detroit,dubai,dublin,ecuador,edinburgh,egypt,
england,estonia,ethiopia,europe,finland,florence,florida,france,frankfurt,geneva,georgia,germany,ghana,glasgow,greece,guangzhou,
haikou,hamburg,hanoi,havana,hawaii,helsinki,hong kong,houston,hungary,iceland,idaho,illinois,india,indiana,indonesia,iowa,iran,iraq,
ireland,israel,istanbul,italy,jakarta,jamaica,japan,jerusalem,johannesburg,jordan,kansas,kentucky,kenya,kiev,korea,kyiv,kyoto,lagos,
las vegas,latvia,lebanon,leeds,lima,lisbon,lithuania,liverpool,london,los angeles,louisiana,lyon,madrid,maine,malaysia,manchester,
manhattan,manila,marseille,maryland,massachusetts,melbourne,mexico,mexico city,miami,michigan,milan,minneapolis,minnesota,mississippi,
missouri,montana,montreal,morocco,moscow,mumbai,munich,nairobi,naples,nashville,nebraska,nepal,netherlands,nevada,new delhi,
new hampshire,new jersey,new mexico,new orleans,new york,new york city,new zealand,nigeria,north carolina,norway,nyc,oakland,ohio,
oklahoma,oregon,orlando,osaka,oslo,ottawa,oxford,pakistan,panama,paris,pennsylvania,perth,peru,philadelphia,philippines,phoenix,
pittsburgh,poland,portland,porto,portugal,prague,quebec,rio,rio de janeiro,romania,rome,rotterdam,russia,sacramento,san diego,
san francisco,san jose,santiago,sao paulo,saudi arabia,scotland,seattle,seoul,seville,shanghai,shenzhen,singapore,slovakia,slovenia,
south africa,south korea,spain,sri lanka,st louis,stockholm,stuttgart,sweden,switzerland,sydney,taipei,taiwan,tampa,tanzania,tel aviv,
tennessee,texas,thailand,tokyo,toronto,tunisia,turkey,uganda,uk,ukraine,united kingdom,united states,uruguay,us,usa,utah,utrecht,
valencia,vancouver,venezuela,venice,vermont,vienna,vietnam,virginia,wales,warsaw,washington,washington dc,wisconsin,xiamen,zurich,
aarhus,aberdeen,accra,adelaide,albuquerque,alicante,ankara,anchorage,avignon,basel,belfast,belgrade,bergen,bern,bilbao,bonn,bordeaux,
bratislava,bremen,brisbane,bruges,busan,canberra,cardiff,caracas,chennai,coimbra,colombo,cordoba,coventry,dakar,damascus,dortmund,dresden,
dundee,dusseldorf,edmonton,eindhoven,essen,fukuoka,gdansk,genoa,ghent,gothenburg,granada,graz,grenoble,guadalajara,hanover,
hyderabad,innsbruck,inverness,izmir,jaipur,kampala,karachi,kolkata,krakow,lahore,lausanne,leicester,leipzig,liege,lille,limerick,linz,ljubljana,
lucerne,luxembourg,maastricht,malaga,malmo,manitoba,medellin,minsk,montevideo,montpellier,nagoya,nanjing,nantes,newcastle,nottingham,odense,
odessa,palermo,plymouth,porto alegre,poznan,pune,quito,raleigh,reykjavik,riga,riyadh,saigon,salamanca,salzburg,sapporo,sarajevo,sheffield,sofia,
southampton,stavanger,strasbourg,swansea,tallinn,tbilisi,thessaloniki,toledo,toulouse,trieste,tromso,trondheim,tucson,tunis,turin,uppsala,
verona,vilnius,winnipeg,wroclaw,zagreb,zaragoza`
    .replace(/\n/g, '')
    .split(','),
);

/** Kinship and other relation nouns, singular, as they follow "my". */
export const relationNouns =
  'sister|brother|mother|mom|mum|father|dad|wife|husband|partner|fianc[ée]e?|boyfriend|girlfriend|son|daughter|aunt|uncle|cousin|niece|nephew|grandmother|grandma|grandfather|grandpa|stepmother|stepfather|stepson|stepdaughter|roommate|flatmate|neighbor|neighbour|best friend|friend|boss|manager|supervisor|mentor|coach|therapist|doctor|dentist|teacher|professor|colleague|coworker|co-worker|landlord|assistant';

/** Capitalized only because they start a sentence, or never names: weekdays and months are times, not entities. */
export const sentenceStarters: ReadonlySet<string> = words(`
a about above absolutely according actually add additionally after again ah all almost alright also alternatively although always am
amazing an and another any anyway anything apart are around as aside ask at avoid awesome awww aw based be because been before being
below besides best better both bring build but by bye call can check choose click come comes congrats congratulations consider
considering cool could create currently day days dear definitely did do does doing don done down dude during each either else end
enjoy ensure especially even eventually ever every everyone everything exactly example except exciting feel few finally find first
firstly for from fun further furthermore generally get getting give given go going good got great guess guys had haha happy has have
having he hello help her here hey hi him his hmm hope hopefully how however hurray i if ill im implement in include including indeed
instead interesting into is it its ive just keep key kind know last lastly lately later learn let lets like likewise long look looking
lol love lovely made main make many maybe me mean meanwhile mine mm more moreover most mostly much my myself need never new next nice
no none nope nor not note nothing now obviously of off oh ok okay omg on once one only oops or other otherwise our out over overall
part people perfect perhaps personally plan please plus possible previously probably pros provide put rather really recently regarding
remember review right run same say see set several shall she should show similarly simply since so some someone something sometimes soon
sorry sounds speaking start step steps still stop such sure take talk tell test thank thanks that thats the their them then there
therefore these they thing things think this those though three through thus time tips to today together tomorrow tonight too total
totally try trying two under unfortunately until up update upon us use used using usually very wait want was way we welcome well were what
whatever when whenever where whether which while who whoa whom whose why will wish with within without woah wonderful work would wow write
yay yeah yep yes yesterday yet yo you your yours youre yup
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
december christmas mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec ok am pm ai id ps btw fyi asap
hahaha ugh hooray cheers sweet yum bless morning evening night afternoon monday's mom mum dad mommy daddy grandma grandpa sir madam`);

/** Last words that make a capitalized name a place. */
export const placeEndings: ReadonlySet<string> = words(
  'city street avenue road park lake river mountain mountains island islands beach bay valley county village town bridge square airport station district province state harbor harbour falls canyon forest garden gardens coast desert',
);

/** Last words that make a capitalized name an organization. */
export const organizationEndings: ReadonlySet<string> = words(
  'inc corp corporation ltd llc gmbh company university college school institute academy hospital clinic bank church foundation association agency club center centre museum library labs lab studio studios group team council ministry committee society press magazine times restaurant cafe café hotel gym bookstore',
);

/** Tools, services and systems that people move their calls, files, money and habits to; nobody lives there. */
const toolNames =
  'teams|slack|zoom|discord|notion|trello|asana|jira|whatsapp|signal|telegram|skype|google|outlook|gmail|proton|protonmail|revolut|monzo|wise|paypal|linux|ubuntu|debian|fedora|windows|mac|macos|ios|android|chrome|firefox|safari|spotify|netflix|github|gitlab|bitbucket|aws|azure|kubernetes|docker|postgres|postgresql|mysql|mongodb|redis|react|vue|angular|svelte|python|typescript|javascript|rust|golang|java|dropbox|onedrive|icloud|obsidian|evernote|figma|excel|vim|emacs|vs code|vscode|chatgpt|claude|gemini|bluesky|mastodon|instagram|tiktok|youtube';
const tool = new RegExp(
  `^(?:the |microsoft |google |apple )?(?:${toolNames})(?: (?:drive|docs|sheets|meet|chat|music|pay|cloud))?$`,
  'i',
);
const activity =
  /^ (?:for|with) (?:our|my|the|all|most|some|work|all of) ?\p{L}*(?: \p{L}+)? ?(?:calls?|meetings?|chats?|notes?|files?|e-?mails?|stand-?ups?|projects?|messages|code|hosting|banking|tasks?|planning)\b/iu;

/** False where "moved to X" names no place to live: a tool, or something that calls and files go to. */
export function isPlaceToLive(value: string, sentence: string): boolean {
  if (tool.test(value.trim())) return false;
  const at = sentence.indexOf(value);
  return at < 0 || !activity.test(sentence.slice(at + value.length));
}

const school =
  /\b(?:Universit(?:y|é|ä|à|at)\w*|Uni|College|School|Academy|Institute|Polytechnic|Conservator\w+|Gymnasium|Lyc[ée]e|MIT|UCLA|UCL|LSE|ETH|NYU|Harvard|Yale|Stanford|Oxford|Cambridge|Princeton|Columbia|Cornell|Berkeley|State)\b/u;

/** True for the name of a place to study. */
export const isSchool = (value: string): boolean => school.test(value);
