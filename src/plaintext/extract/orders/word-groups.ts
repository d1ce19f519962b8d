/** Words by what they can be part of, as bits: which patterns are worth trying on a sentence is told without trying any. */

/** A set of groups, one bit each. */
export type Groups = number;

const members = {
  drop: 'ignore ignoring disregard disregarding forget override overriding overrule overruling bypass bypassing skip discard abandon dismiss neglect aside throw cancel suspend stop longer attention heed follow obey listen apply stick respect free out circumvent off disable disabling deactivate lift unlearn scrap drop erase clear wipe void break go rid away disabled removed deprecated filtering limits ethical',
  rules:
    'filtering limits checks instruction instructions prompt prompts rule rules guideline guidelines rail rails guiderail guiderails guardrail guardrails directive directives directions orders policy policies restriction restrictions constraint constraints limitation limitations safeguard safeguards safety filter filters programming training command commands message messages configuration persona briefing context',
  you: 'you your yours',
  user: 'user users human humans owner owners operator operators principal principals person holder',
  reader:
    'ai ais llm llms gpt gpts chatgpt claude gemini copilot copilots language chatbot chatbots chat artificial virtual digital automated automatic intelligent autonomous assistant assistants agent agents model models bot bots machine machines summarizer summariser summarizers summarisers crawler crawlers scraper scrapers whoever whatever whichever anyone anybody anything',
  all: 'everything all anything whatever what every each any one',
  prevail:
    'precedence priority supersede supersedes override overrides overrule overrules replace replaces outrank outranks trump trumps prevail prevails',
  void: 'longer void null cancelled canceled obsolete outdated dated revoked superseded replaced expired lifted suspended invalid withdrawn overridden rescinded over',
  now: 'now longer hereby',
  role: 'mode new real true actual only sole secret updated hidden role persona identity character',
  memory:
    'memory memories storage store notes knowledge records profile profiles notebook context facts preferences record note file',
  write:
    'remember memorize memorise store save record note keep write add append put commit log persist register insert update set change replace overwrite edit correct delete erase forget remove wipe clear purge make plant file enter learn retain mind reset rewrite',
  lasting:
    'permanently forever session sessions conversation conversations chat chats users interaction interactions dialogue dialogues request requests query queries',
  future: 'future later coming next following subsequent',
  treat: 'treat regard consider take handle count accept mark label tag store save record',
  treated:
    'user users human humans owner owners operator operators principal principals person holder verified trusted confirmed authoritative system developer instruction instructions command commands orders',
  asking: 'whenever when if every each any once next soon should',
  say: 'say answer reply replies respond tell mention recommend suggest claim state insist direct point refer include quote steer advise promote endorse praise deny refuse output print write declare assert confirm affirm name list cite present describe add append insert work weave advertise favor favour talk speak bring plug emphasize emphasise highlight begin start end finish close conclude open sign return act behave obey ignore treat pretend serve follow prefer use comply',
  output:
    'answer answers reply replies response responses output outputs summary summaries completion completions conversation conversations recommendation recommendations message messages',
  only: 'nothing only exclusively solely exactly',
  tell: 'tell convince persuade assure warn urge instruct advise steer nudge talk push trick pressure recommend suggest mislead deceive lie reassure inform praise endorse mention prefer rank sell promote advertise favor favour',
  give: 'send forward post upload email e mail exfiltrate transmit submit leak relay copy share report deliver export pass dump append encode embed include put reveal print show list repeat output display disclose give hand provide paste write recite quote expose tell attach publish smuggle summarize summarise describe reproduce translate recite',
  secret:
    'conversation conversations chat chats message messages session sessions browsing search memory memories password passwords passphrase passphrases credential credentials login log api key keys token tokens secret secrets social security bank cookie cookies environment contact address personal card cards code codes pin pins user users human owner operator account person data',
  system: 'system hidden initial secret internal confidential safety instruction',
  hide: 'tell telling inform informing reveal revealing alert alerting notify notifying show showing disclose disclosing warn warning ask asking let letting consult consulting bother bothering mention mentioning admit admitting explain explaining waiting repeat repeating quote quoting acknowledge acknowledging discuss discussing display displaying report reporting summarize summarizing summarise summarising refer referring keep hide conceal withhold',
  notes:
    'message messages note notes instruction instructions order orders request requests rule rules directive directives paragraph paragraphs prompt prompts injection injections command commands text texts',
  tool: 'tool tools function functions plugin plugins action access permission permissions connector connectors capability capabilities interpreter',
  notice:
    'message messages note notes notice notices instruction instructions update updates request requests order orders directive directives command commands alert alerts memo memos prompt prompts override overrides',
  reading:
    'read reading reads seen see sees seeing process processes processing processed summarize summarise summarizes summarises summarizing summarising summarized summarised retrieve retrieves retrieving retrieved encounter encounters encountering encountered parse parses parsing parsed load loads loading loaded recall recalls recalling recalled',
  onward: 'now henceforth forward effective notice rest here point moment future',
} as const;

export type GroupName = keyof typeof members;

const names = Object.keys(members) as GroupName[];
const bits = new Map<string, Groups>();
for (const [place, name] of names.entries()) {
  for (const word of members[name].split(' ')) bits.set(word, (bits.get(word) ?? 0) | (1 << place));
}

/** The groups that are named, joined by `|`. */
export function groupsOf(joined: string): Groups {
  let groups = 0;
  for (const name of joined.split('|')) groups |= 1 << names.indexOf(name as GroupName);
  return groups;
}

/** The groups of all words of a text. */
export function groupsIn(text: string): Groups {
  let groups = 0;
  for (const word of text.toLowerCase().split(/[^a-z]+/)) groups |= bits.get(word) ?? 0;
  return groups;
}
