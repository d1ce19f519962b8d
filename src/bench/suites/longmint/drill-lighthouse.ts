/** Part of the first drill surface: lighthouse and research group, in the form that `parseSurface` reads. */
export const drillLighthouse: string = `
# lighthouse | lighthouse | keeper | person
entities: Skarn Point Light; Gull Rock Light; Old Harrow; Tern Island Light
values: Magnus Eide; Peg Rowlands; Ansel Moreau; Birgit Stahl; Tadhg Keane; Olive Prentice; Rasmus Holm; Jonah Whitby; Elspeth Craig; Nuno Tavares; Greta Lund; Silas Penhale; Mairi Sinclair; Bram de Wit
first: {v} is the keeper of {e}.
first: The light at {e} is kept by {v}.
first: out at {e} there's just {v} and the gulls, {v} keeps the place
later: The Harbour Board has named {v} keeper of {e}.
later: Logbook: relieved {old} at {e} this day. Signed, {v}, keeper.
later: {e} has a new keeper; the name is {v}.
later: {old} packed up at last. {v} keeps {e} from now on.
later: Post for {e} should be addressed to {v}, who took over as keeper.
later: At the pub they were saying {v} has moved into the keeper's house at {e} and lights the lamp now, which I've since seen for myself.
retold: While {old} kept {e}, the lamp never once went out.
retold: My father rowed supplies to {e} in the years when {old} was keeper.
near: The Board is advertising for an assistant at {e}.
near: A storm tore three slates off {e}.
near: Despite the gossip, the keeper of {e} is staying on.
now: Who keeps {e} at present?
now: Whose job is it to keep {e} today?
now: who's out at {e} as keeper right now?
before: Who was relieved at {e} by the keeper now there? [previous]
before: Who was keeper of {e} {n} keepers before this one? [n]
before: Who kept {e} before anybody else did? [first]
order: Which keepers came and went at {e}, in order of arrival?
order: Who has kept {e}, in turn?
count: {e} has been in the care of how many different keepers? [values]
count: How many changings of the keeper has {e} lived through? [changes]

# lighthouse | lighthouse | seconds between flashes | number
entities: Skarn Point Light; Gull Rock Light; Old Harrow; Tern Island Light
values: 4; 5; 6; 7; 8; 9; 10; 11; 12; 14; 15; 18; 20; 25
first: {e} flashes every {v} seconds.
first: The interval of {e} is {v} seconds.
first: count to {v} and there goes {e} again, {v} seconds between flashes
later: Notice to mariners: {e} now shows one flash every {v} seconds.
later: The flashing interval of {e} was altered from {old} seconds to {v}.
later: {v} seconds lie between the flashes of {e} since the motor was replaced.
later: Please correct your charts. For {e} read {v} seconds.
later: I timed {e} tonight and they really have reset it: {v} seconds on the dot.
later: Forget the {old} seconds printed in the almanac, {e} blinks at {v}-second intervals now.
retold: In the days when {e} flashed every {old} seconds, fishermen confused it with the mill.
retold: The old clockwork gave {e} an interval of {old} seconds.
near: An engineer will look at the motor of {e}.
near: {e} has been painted in red and white bands.
near: The proposal to alter the rhythm of {e} was rejected.
now: How many seconds pass between flashes of {e} now?
now: What is the current interval of {e} in seconds?
now: {e} blinks every how many seconds nowadays?
before: Up to the last alteration, how many seconds lay between flashes of {e}? [previous]
before: How many seconds between flashes did {e} have {n} settings ago? [n]
before: What interval did {e} have to begin with? [first]
order: Arrange the flash intervals of {e} by the time they were in use.
order: Which intervals has {e} run through, from the first to the present?
count: By the old almanacs and the newest, how many different intervals has {e} flashed at? [values]
count: How often was the interval of {e} altered? [changes]

# lighthouse | supply boat | home mooring | place
entities: the Petrel; the Dora May; the Cormorant; the Lucky Jane
values: Pier One; Fisher's Steps; Coal Wharf; the inner basin; Salt Quay; the lifeboat slip; Buoy 9; Mill Creek; the customs jetty; Hangman's Cove; Pier Six; the timber dock; Sandy Hole; the marina
first: {e} is moored at {v}.
first: In the harbour register, home mooring, {e}: {v}.
first: {e} ties up at {v} every night
later: The home mooring of {e} has been changed to {v}.
later: Harbour master's log, 3 March: {e} shifted from {old} to {v} for good.
later: {v} has become home for {e}.
later: They dredged. Now {e} has her regular berth at {v}.
later: If you want to catch {e} before she sails, try {v}, that's where she belongs these days.
later: {e} gave up her place at {old} and is based at {v}.
retold: When {e} was still based at {old}, we had to wade to board her.
retold: {old} was the mooring of {e} in those times.
near: {e} was out all night looking for a lost dinghy.
near: {e} has a new diesel engine.
near: The skipper dreams of a better mooring for {e}.
now: Where is the home mooring of {e} now?
now: At which place does {e} have her regular berth today?
now: where does {e} tie up nowadays?
before: Which mooring did {e} give up for the one she has? [previous]
before: Before the last {n} changes of mooring, where was {e} based? [n]
before: Where did {e} have her first mooring? [first]
order: The moorings {e} called home, from first to latest, are which?
order: Where has {e} been based, one mooring after the other?
count: How many berths in all has {e} called her home mooring? [values]
count: How many shifts from one home mooring to another did {e} make? [changes]

# lighthouse | supply boat | hull colour | colour
entities: the Petrel; the Dora May; the Cormorant; the Lucky Jane
values: white; navy blue; bottle green; scarlet; mustard yellow; black; turquoise; silver; burgundy; orange; cream; sky blue; chocolate brown; violet
first: The hull of {e} is {v}.
first: {e} is painted {v}.
first: look for a {v} boat, that's {e}
later: {e} came out of the yard with a {v} hull.
later: The hull of {e}, {old} until last week, is {v} now.
later: {v} is the new colour of {e}.
later: They've gone and painted {e} {v}!
later: Yard bill: stripping and repainting hull of {e}. Colour: {v}.
later: You wouldn't recognise {e}. She's {v} all over, and not a speck of {old} is left.
retold: I have a photograph of {e} when she was {old}.
retold: {e} was {old} in the years she carried coal.
near: {e} could do with a fresh coat of paint.
near: The deck chairs on {e} were stolen.
near: The skipper laughed at the idea of repainting {e}.
now: What colour is the hull of {e} now?
now: In which colour is {e} currently painted?
now: what colour boat do I look for if I want {e}?
before: Under her present paint, what colour had {e} been until then? [previous]
before: {n} paint jobs ago, what colour was the hull of {e}? [n]
before: In which colour did {e} set out? [first]
order: In which order did {e} wear her hull colours? Name them.
order: Which colours has {e} been, from the first coat to the last?
count: How many colours, counted once each, has the hull of {e} had? [values]
count: How many times has {e} been repainted in another colour? [changes]

# research group | project | principal investigator | person
entities: Project Halcyon; Project Umber; the Lichen Survey; Project Tidewheel
values: Dr Vasquez; Dr Okonkwo; Professor Lindgren; Dr Mehta; Professor Castellanos; Dr Brandt; Dr Yilmaz; Professor Fairweather; Dr Nakagawa; Dr Sorensen; Professor Abel; Dr Kowalczyk; Dr Tembo; Professor Ruiz
first: The proposal names {v} as principal investigator of {e}.
first: {e} is run by {v}, who wrote the proposal.
first: for anything about {e} bug {v}, it's their project as PI
later: The funder has approved {v} as principal investigator of {e}.
later: {v} succeeds {old} as head of {e}.
later: Group meeting: "As of this month {e} is led by {v}."
later: {old} is off to industry. The one running {e} is {v}.
later: heads up, new PI on {e}: {v}
later: I ran into {v} at the coffee machine, still a bit dazed from having been put in charge of {e} the day before.
retold: When {old} was PI of {e}, every figure had to be blue.
retold: The first paper dates from the period in which {old} ran {e}.
near: Interviews for a postdoc on {e} are under way.
near: {e} published its data last week.
near: Contrary to what the newsletter hinted, {e} keeps its principal investigator.
now: Who is the principal investigator of {e} now?
now: Under whose lead is {e} at present?
now: who's the PI on {e} as we speak?
before: From which principal investigator was {e} handed to the present one? [previous]
before: Who led {e} {n} PIs ago? [n]
before: Who was the original PI of {e}? [first]
order: Principal investigators of {e}, by time of appointment.
order: Who has been in charge of {e}, from its start to this day?
count: How many scientists have been PI of {e}? [values]
count: How many times has {e} gone to a new PI? [changes]

# research group | project | funder | organisation
entities: Project Halcyon; Project Umber; the Lichen Survey; Project Tidewheel
values: the Wexler Trust; the Nordic Council; the Ministry of Science; Orchard Foundation; the Marine Fund; Calder Institute; the Lottery Board; Helix Philanthropies; the City of Aarle; the Alpine Society; Zenith Bank; the Royal Academy; the Green Levy; Pallas Endowment
first: {e} is funded by {v}.
first: The money for {e} comes from {v}.
first: {v} pays for {e}, all of it
later: Funding of {e} has been taken over by {v}.
later: Acknowledgements, revised: {e} is supported by {v} (formerly by {old}).
later: {v} is the new sole funder of {e}.
later: The grant from {old} ran out. Luckily {v} now foots the whole bill for {e}.
later: did you see the email, {e} is on {v} money now
later: I am pleased to let you know that {v} has signed, so that from today {e} is theirs to fund.
retold: Back when {old} paid for {e}, we could afford a technician.
retold: The microscope was bought while {e} was funded by {old}.
near: The report on {e} to the funder is due in June.
near: {e} has hired a statistician.
near: We are applying for other money for {e} and have heard nothing so far.
now: Who funds {e} now?
now: Which body is the current funder of {e}?
now: whose money is {e} running on at the moment?
before: Which funder bowed out before the present one took up {e}? [previous]
before: Which funder did {e} have {n} funders ago? [n]
before: Who was the first to fund {e}? [first]
order: Follow the money of {e}: which funders, in chronological order?
order: By whom has {e} been paid for, one after the other?
count: How many different purses has {e} lived on, that is, how many funders? [values]
count: At how many points did {e} move from one funder to another? [changes]

# research group | instrument | room where it stands | place
entities: the big centrifuge; the mass spectrometer; the laser table; the wind tunnel
values: Lab 2; Lab 14; the basement; Room B07; the annex; the clean room; Hall East; Lab 31; the greenhouse; Room D12; the old chapel; the shared workshop; Lab 8; the rooftop hut
first: The room assigned to {e} is {v}.
first: We have {e} set up in {v}.
first: {e}? in {v}, next to the fridge
later: {e} has been relocated to {v}.
later: Facilities ticket closed: {e} moved out of {old} and installed in {v}.
later: {v} now houses {e}.
later: The floor in {old} was too weak. That is why {e} is in {v} today.
later: anybody booking {e}, it's in {v} since Monday
later: I lost an hour before someone told me that they had carried {e} over to {v}, where it will stay.
retold: While {e} stood in {old}, it made the windows rattle.
retold: {e} was in {old} back then, and we had to queue on the stairs.
near: A technician serviced {e} on Friday.
near: {e} may be moved once more if the building is sold.
near: You need a badge to use {e}.
now: Where does {e} stand at present?
now: Which room houses {e} now?
now: which room do I go to for {e}?
before: From where was {e} carried to its present room? [previous]
before: In which room was {e} {n} relocations ago? [n]
before: In which room was {e} first set up? [first]
order: Take me through the rooms of {e} as it was moved.
order: Where has {e} stood, from first place to present place?
count: Rooms that have housed {e}, each counted once: how many? [values]
count: How many times has {e} been relocated? [changes]

# research group | instrument | status | status
entities: the big centrifuge; the mass spectrometer; the laser table; the wind tunnel
values: in service; under repair; on loan; awaiting calibration; out of order; reserved for teaching; mothballed; being upgraded; in quarantine; on standby; awaiting parts; under inspection; decommissioned; in storage
first: On delivery {e} was given the status "{v}".
first: In the equipment list {e} appears as {v}.
first: {e} is {v} atm
later: {e} is now {v}.
later: Status update: {e}, previously {old}, is {v}.
later: The technicians have set {e} to "{v}".
later: Never mind what the board says. As of noon {e} is {v}.
later: It says "{v}" on the tag of {e} since this morning.
later: ok so {e} is not {old} any more, they've marked it {v}
retold: At the time {e} was {old}, all measurements were done by hand.
retold: During the weeks in which {e} was {old} I wrote my thesis.
near: The manual of {e} is in the second drawer.
near: We will see about the status of {e} next week.
near: {e} cost more than the building.
now: What is the current status of {e}?
now: In what state is {e} listed now?
now: what's up with {e}, what's its status?
before: What was the status of {e} just before the current one? [previous]
before: What status did {e} have {n} status changes ago? [n]
before: With which status was {e} first listed? [first]
order: What statuses were set for {e}, and in which order?
order: What has {e} been listed as, from first to last?
count: How many distinct labels has the equipment list borne for {e} as its status? [values]
count: How many status changes has {e} gone through? [changes]
`;
