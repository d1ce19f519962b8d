/** Part of the first drill surface: kennel and ferry line, in the form that `parseSurface` reads. */
export const drillKennel: string = `
# kennel | dog | handler | person
entities: Biscuit; Thunder; Duchess; Old Pepper
values: Marcy Dunne; Raul Ortega; Signe Bakke; Percy Walsh; Aiko Tanabe; Jules Fontaine; Dora Kemp; Levi Stein; Hanna Virtanen; Monty Clegg; Zara Qureshi; Pavel Hruby; Ginny Lomax; Abel Tesfaye
first: With {e} in the ring you will see {v}, the handler.
first: {e} is looked after by {v}.
first: {e} is {v}'s dog to handle, nobody else goes in there
later: {e} has been assigned to a new handler, {v}.
later: Kennel book: {e}, handler {old} replaced by {v}.
later: {v} handles {e} from today.
later: {old} is allergic, it turned out. {e} is in the care of {v} now.
later: guess which dog I drew... joking, it was {v} who got {e} as the dog to handle
later: Since last Thursday it is {v} who walks, feeds and trains {e} as handler.
retold: {e} learned to sit when {old} was handler.
retold: {old} was the handler of {e} at that time, and a strict one.
near: {e} barks at every handler.
near: {e} weighed in at thirty-one kilos.
near: Nobody knows whether {e} will get another handler next year.
now: Who handles {e} now?
now: With which handler is {e} now?
now: whose dog is {e} to look after at the minute, which handler?
before: Whose dog to handle was {e} until the present handler came? [previous]
before: Whose dog was {e}, counting {n} handlers back? [n]
before: Who was {e}'s first handler here? [first]
order: Handlers of {e}, one by one as they took over.
order: Who has had {e} in hand, from the first handler to the present one?
count: How many people have handled {e}, all counted once? [values]
count: How many times was {e} given to another handler? [changes]

# kennel | dog | daily food | thing
entities: Biscuit; Thunder; Duchess; Old Pepper
values: lamb and rice; chicken mince; salmon kibble; duck stew; turkey pellets; beef tripe; venison mash; rabbit meal; herring flakes; oat porridge; lentil mix; goose and potato; trout biscuits; pumpkin chow
first: {e} is fed {v}.
first: Per the feeding chart, {e} gets {v} daily.
first: {v} in the bowl for {e}, twice a day
later: The vet has put {e} on {v}.
later: {e} changed over from {old} to {v}.
later: Feeding chart, new: {e} - {v}.
later: {v} is what {e} gets every day now.
later: {e} turned up a nose at {old}. So it's {v} from here on.
later: I've been told to mix {v} for {e} each morning, and not the stuff in the blue tin any longer.
retold: {e} was plump in the days of {old}.
retold: On {old}, which {e} used to get, the coat went dull.
near: {e} stole a sausage.
near: A different diet for {e} is being considered.
near: {e} drinks a lot of water.
now: What is {e} fed now?
now: What food is on the chart for {e} at present?
now: what goes in the bowl for {e} these days?
before: What did {e} eat daily until the present food came in? [previous]
before: What food did {e} get {n} diets ago? [n]
before: On what food did {e} start here? [first]
order: What has the feeding chart shown for {e}, in chronological order?
order: What has {e} been fed on, one diet after the next?
count: On how many different foods has {e} been put? [values]
count: How many diet changes has {e} been through? [changes]

# kennel | litter | number of pups | number
entities: the March litter; the Willow litter; the beagle litter; Juno's litter
values: 3; 4; 5; 6; 7; 8; 9; 10; 11; 12; 13; 14; 15; 16
first: {e} has {v} pups on the register.
first: We count {v} pups in {e}.
first: {v} little ones in {e} when I looked
later: The register now shows {v} pups in {e}.
later: The count of {e} went from {old} to {v}.
later: {v} pups make up {e} at today's count.
later: Morning round. Pups in {e}: {v}.
later: Recounted {e} with a torch and there are {v}, we'd miscounted.
later: so it isn't {old} pups in {e} any more, it's {v}
retold: When {e} had {old} pups, they all slept in one basket.
retold: At the time of the first vaccination there were {old} pups in {e}.
near: {e} opened their eyes yesterday.
near: A family wants to come and see {e}.
near: The blanket of {e} is in the wash.
now: How many pups are in {e} now?
now: According to the latest count, {e} is how many pups strong?
now: {e}, how many pups are we at today?
before: How many pups did {e} have at the count before the present one? [previous]
before: What number of pups did {e} have {n} counts ago? [n]
before: What was the first number of pups registered for {e}? [first]
order: Pup counts of {e} in the order they were registered.
order: Which pup counts has {e} had, from the first to the last?
count: How many different totals has the register given for {e}? [values]
count: How many corrections of the pup count of {e} were there? [changes]

# kennel | litter | pen | place
entities: the March litter; the Willow litter; the beagle litter; Juno's litter
values: Pen 1; Pen 4; Pen 6; the straw room; Pen 9; the sun porch; Pen 11; the whelping box; Pen 15; the barn stall; Pen 18; the heated kennel; Pen 20; the orchard run
first: {e} is in {v}.
first: We put {e} in {v}.
first: {e} live over in {v}, mind the step
later: {e} has moved into {v}.
later: Transfer: {e} from {old} to {v}.
later: {v} is occupied by {e} now.
later: There was a draught in {old}. {e} is housed in {v} instead.
later: visitors for {e} please go to {v}, that's where they are at the moment
later: Since the cleaning on Sunday the home of {e} has been {v}, and they seem content there.
retold: While {e} was in {old}, the fox came round every night.
retold: {e} was born in winter and spent weeks in {old}, which was then their pen.
near: The pen of {e} will be disinfected.
near: {e} got their first toys.
near: Should it freeze, {e} may have to go elsewhere.
now: Which pen is {e} in now?
now: In what pen is {e} housed at present?
now: where've you got {e} now?
before: Out of which pen did {e} come into its present one? [previous]
before: Which pen was {e} in {n} pens ago? [n]
before: Into which pen was {e} put to begin with? [first]
order: Which pens did {e} live in, first one first?
order: Where has {e} been kept, pen by pen?
count: Pens {e} has known: how many different ones? [values]
count: How many transfers to another pen has {e} had? [changes]

# ferry line | ferry | master | person
entities: MV Corrib; MV Aurora Bay; MV Sandpiper; MV Lady Enid
values: Captain Roe; Captain Brannigan; Captain Ulvang; Captain Sato; Captain Delacroix; Captain Mwangi; Captain Pettersen; Captain Yorke; Captain Lobo; Captain Strand; Captain Ibarra; Captain Keogh; Captain Vance; Captain Antonov
first: On the bridge of {e} the master is {v}.
first: {e} sails under {v}.
first: {v} has {e}, you'll hear the singing from the bridge
later: Command of {e} has been given to {v}.
later: {v} relieved {old} as master of {e}.
later: Crew notice. The master of {e} is {v}.
later: Passengers will notice a new voice on {e}: it belongs to {v}, who commands her now.
later: {old} retired on Friday and {e} is in the hands of {v}.
later: they put {v} in charge of {e}, about time we had a decent captain
retold: {e} ran aground once, in the days of {old}.
retold: When {old} was master of {e}, the crew ate well.
near: The master of {e} asked for a new radar.
near: {e} was forty minutes late.
near: Any talk of a new master for {e} is premature, says the company.
now: Who is master of {e} now?
now: Under whose command does {e} sail at present?
now: who's captain on {e} at the mo?
before: Whom did the present master relieve aboard {e}? [previous]
before: Who commanded {e} {n} masters ago? [n]
before: Under which master was {e} put into service? [first]
order: Masters of {e} by date of command.
order: Who has commanded {e}, one after another?
count: How many captains, all told, have been master of {e}? [values]
count: How many times has command of {e} changed? [changes]

# ferry line | ferry | route | route
entities: MV Corrib; MV Aurora Bay; MV Sandpiper; MV Lady Enid
values: Halmsund to Vik; Port Ellery to Stroma; Kilrush to Inish; Newhaven to Grays; Dunmore to Carra; Fairlie to Ness; Holm to Brekka; Oban Quay to Lorne; Saint Aubin to Corbel; Tarbet to Mull Head; Westhaven to Eskay; Rosslare Pier to Moyle; Langness to Peel; Ullapool Quay to Tanera
first: {e} sails the route {v}.
first: According to the brochure the ship on the route {v} is {e}.
first: {v}, that's the run {e} does, day in day out
later: {e} has been transferred to the route {v}.
later: Timetable change: {e} runs {v} instead of {old}.
later: {v} is now served by {e}, which does no other route.
later: The run {old} has been given up. {e} plies {v}.
later: Took {e} today without looking and of course she does {v} now, so I ended up on the wrong island.
later: The company is pleased to inform customers that from the first of the month {v} will be the route of {e}, and that first of the month is today.
retold: {e} carried cattle when her route was {old}.
retold: In the summer that {e} ran {old}, porpoises followed her.
near: {e} has a new cafeteria.
near: A petition asks for {e} to be put on a different route.
near: {e} had engine trouble.
now: Which route does {e} sail now?
now: Along which route does {e} ply today?
now: what run is {e} on right now?
before: Which route did {e} leave for her present one? [previous]
before: Leaf back {n} timetables: on which route is {e} there? [n]
before: On which route did {e} begin? [first]
order: Routes sailed by {e}, in order of time, please.
order: Which runs has {e} done, from the earliest to today's?
count: How many different routes has {e} been on? [values]
count: How many times was {e} put on another route? [changes]

# ferry line | terminal | catering firm | organisation
entities: Westquay Terminal; Northpoint; the Old Landing; Carrick Terminal
values: Salt & Pepper; Harbour Bites; Mrs Lund's Kitchen; Galley Foods; Blue Plate; Tidal Treats; Crumb Brothers; Anchor Snacks; The Hungry Gull; Portside Pies; Kelp Cafe; Driftwood Diner; Golden Ladle; Seven Spoons
first: Catering at {e} is provided by {v}.
first: {v} runs the food counter at {e}.
first: you eat at {e}? that's {v} doing the sandwiches
later: The catering contract for {e} was awarded to {v}, starting at once.
later: {v} took over the food at {e} from {old}.
later: At {e} the caterer is {v} now.
later: New menu at {e}. {v} does the cooking.
later: the chips at {e} are edible again now that {v} has the counter and not {old}
later: We hereby confirm {v} as caterer of {e}, the former contract having ended yesterday.
retold: People brought their own lunch to {e} when {old} did the catering.
retold: {old} had the counter at {e} in those years.
near: The caterer at {e} has raised the price of tea.
near: {e} has new benches.
near: Bids for catering at {e} may be sent in until July.
now: Who does the catering at {e} now?
now: Which firm holds the catering contract of {e} at present?
now: who's selling the food at {e} as we speak?
before: Which caterer gave way to the present one at {e}? [previous]
before: Who had the catering at {e} {n} caterers ago? [n]
before: Which firm was the first to cater at {e}? [first]
order: Who catered at {e}, in chronological order?
order: Which firms have fed people at {e}, in turn?
count: How many firms have had the catering contract of {e} at one time or another? [values]
count: How many times has the counter at {e} gone to another firm? [changes]

# ferry line | terminal | opening hour | time
entities: Westquay Terminal; Northpoint; the Old Landing; Carrick Terminal
values: 4:30; 5:00; 5:15; 5:30; 5:45; 6:00; 6:15; 6:30; 6:45; 7:00; 7:15; 7:30; 7:45; 8:00
first: {e} opens at {v}.
first: The doors of {e} open at {v} in the morning.
first: don't bother coming to {e} before {v}, that's when they unlock
later: The opening hour of {e} is {v} as from today.
later: {e} used to open at {old} and now opens at {v}.
later: {v} is the new opening time at {e}.
later: Staff memo: unlock {e} at {v} every day.
later: I stood outside {e} in the rain for ages. It opens at {v} these days.
later: Passengers are advised that the hour printed on their card is wrong, because {e} has since altered its opening to {v}, earlier plans notwithstanding.
retold: When {e} opened at {old}, one could catch the mail boat.
retold: The porters hated it when {old} was the opening hour of {e}.
near: The hours of {e} might be different in winter.
near: {e} closes when the last boat is in.
near: Rumours of other opening hours at {e} are false.
now: At what time does {e} open now?
now: What hour do the doors of {e} open as of today?
now: when do they unlock {e} currently?
before: Until its present hour came in, when did {e} open? [previous]
before: What was the opening hour of {e} {n} schedules ago? [n]
before: At what time did {e} open in the beginning? [first]
order: The opening hours of {e} as they applied, starting with the oldest.
order: What opening times has {e} had, from the first onwards?
count: How many different opening times has {e} known? [values]
count: How many alterations of the opening hour were made at {e}? [changes]
`;
