/** Part of the first drill surface: warehouse and choir, in the form that `parseSurface` reads. */
export const drillWarehouse: string = `
# warehouse | loading dock | shift supervisor | person
entities: Dock Kestrel; Dock Marlowe; Dock Nine Elms; Dock Sable
values: Ingrid Pohl; Tomas Arrieta; Bea Lindqvist; Kofi Danso; Yara Haddad; Milo Petrenko; Sunniva Rask; Desmond Oyelaran; Pilar Escobedo; Henk Vroom; Anjali Rao; Lorcan Tighe; Wanda Szulc; Emre Kaplan
first: The shift supervisor at {e} is {v}.
first: If you need anything signed at {e}, {v} runs the shift there.
first: so yeah, {e}, that's {v}'s crew, {v} is in charge of the shift over there
later: From this week on, {v} supervises the shift at {e}.
later: Minutes, item 4: supervision of {e} was handed from {old} to {v} with immediate effect.
later: 06:12 - {v} clocked in as the new shift supervisor of {e}.
later: Have you heard? At {e} they've got {v} bossing the shift now.
later: {old} has left {e} for good. The shift there answers to {v}.
later: {v} is wearing the orange supervisor vest at {e} these days, with the title that goes with it.
retold: Back when {old} supervised {e}, the radios still worked.
retold: I learned to stack pallets at {e} in the days {old} had the shift.
near: There is talk of finding someone else to supervise {e}, but nothing has been decided.
near: The floor at {e} was repainted over the weekend.
near: No, the supervisor of {e} has not been replaced; that was a rumour.
now: Who is the current shift supervisor at {e}?
now: Who runs the shift at {e} at the moment?
now: whose crew is it at {e} these days, I mean who's the supervisor?
before: Who supervised the shift at {e} immediately before the present supervisor? [previous]
before: Going {n} supervisors back from today's at {e}, whose name do you find? [n]
before: who was the very first one to run the shift at {e}? [first]
order: List every shift supervisor of {e} from earliest to latest.
order: Who has had the shift at {e}, one after another?
count: How many different people have supervised the shift at {e}? [values]
count: How often did supervision of {e} pass from one person to another? [changes]

# warehouse | loading dock | carrier served | organisation
entities: Dock Kestrel; Dock Marlowe; Dock Nine Elms; Dock Sable
values: Brightwater Haulage; Norden Freight; Castellan Lines; Pike & Daughters; Velox Cargo; Tamarind Logistics; Grey Heron Transport; Ostend Express; Lowland Couriers; Falk Trucking; Meridian Parcels; Bluebird Carriers; Saltmarsh Shipping; Quarry Road Movers
first: {e} is assigned to the carrier {v}.
first: We load for {v} at {e}.
first: trucks at {e}? all {v}, every last one
later: Effective today, {e} serves {v}.
later: The yard plan has been redrawn: {v} takes over the slots at {e} that {old} used to have.
later: Dispatch log: first {v} lorry backed into {e}, which is reserved for that carrier as of now.
later: Saw the new sign at {e} this morning. It says {v} is who loads there.
later: {v}, not {old}, is the carrier that loads at {e} from here on.
later: Dear colleagues, please send no more drivers of other firms to {e}, since it has been given over to {v}.
retold: When {e} still loaded for {old}, the night shift was twice as long.
retold: {old} used to be the carrier at {e}, and their drivers brought doughnuts.
near: Three carriers have put in bids for {e}; the decision comes next month.
near: {e} got new rubber bumpers on Tuesday.
near: Somebody claimed that {e} was about to switch carriers, which management denies.
now: Which carrier is {e} assigned to now?
now: For which haulier are goods loaded at {e} today?
now: what company's trucks go to {e} now?
before: Before today's carrier came to {e}, which one was there? [previous]
before: Name the carrier that {e} was assigned to {n} assignments ago. [n]
before: What was the original carrier at {e}? [first]
order: In chronological order, which carriers has {e} served?
order: Give me the line-up of carriers at {e}, oldest first.
count: I'd like the number of distinct carriers that {e} has ever been assigned to. [values]
count: Tell me the number of reassignments {e} has been through. [changes]

# warehouse | forklift | bay where it is parked | place
entities: Old Gertie; Lifter Twelve; the Mule; Yellow Peril
values: Bay 3; Bay 17; Aisle C; the charging corner; the cold store; the north ramp; Bay 22; the repair cage; Aisle K; the mezzanine lift; the scrap yard; Gate 5; the packing hall; Bay 40
first: {e} is kept in {v}.
first: You'll find {e} parked at {v}.
first: {e} sleeps at {v}, ask anyone
later: {e} has been moved to {v}.
later: The new parking spot for {e} is {v}.
later: 22:40, end of shift: {e} left {old} and was put in {v}.
later: Don't go looking at {old}. {e} stands at {v} now.
later: {v} is where they park {e} since the inspection.
later: Took me ages to find {e}, turns out it lives over by {v} nowadays.
retold: In the time when {e} was parked at {old}, nobody ever charged it.
retold: {e} once had its place at {old}, right under the leaking pipe.
near: {e} needs a new battery.
near: They may move {e} somewhere drier one day.
near: The driver of {e} passed his licence test.
now: Where is {e} parked at present?
now: In which spot do I find {e} now?
now: where'd they put {e}?
before: Which spot was {e} taken from when it came to where it is? [previous]
before: Counting {n} moves back, where did {e} stand? [n]
before: What was the first parking place of {e}? [first]
order: Name all the parking places of {e} in the order it had them.
order: Trace {e} from spot to spot since the beginning.
count: Number of different parking spots {e} has had? [values]
count: {e} keeps wandering off: how many moves so far? [changes]

# warehouse | forklift | load limit in kilos | number
entities: Old Gertie; Lifter Twelve; the Mule; Yellow Peril
values: 900; 1050; 1200; 1340; 1475; 1600; 1725; 1850; 1980; 2100; 2250; 2400; 2600; 2750
first: {e} has a load limit of {v} kilos.
first: Never put more than {v} kilos on {e}, that is what it is rated for.
first: the plate on {e} says max {v} kilos
later: After inspection, the load limit of {e} was set to {v} kilos.
later: The limit on {e} went from {old} to {v} kilos.
later: {v} kilos is all {e} is allowed to carry from today.
later: Safety bulletin. For {e} the permitted load reads {v} kilos; please replace the sticker.
later: Heads up everyone, {e} was re-rated, {v} kilos max, the old {old} is void.
later: The inspector tapped the mast of {e}, frowned, and wrote {v} kilos on the rating card.
retold: {e} was rated for {old} kilos when I started here.
retold: Years ago, with a limit of {old} kilos, {e} could lift the big reels.
near: The load limit of {e} will be reviewed in spring.
near: {e} has been driven for nine thousand hours.
near: It is not true that anyone tampered with the rating of {e}.
now: What is the load limit of {e} in kilos now?
now: How many kilos may {e} carry today?
now: {e}, what's the max I can put on it as things stand?
before: Prior to the rating in force, how many kilos was {e} allowed? [previous]
before: What was {e} rated for {n} ratings ago? [n]
before: With what load limit did {e} start out? [first]
order: Load limits of {e}, earliest rating at the start, one in force at the end.
order: What has {e} been rated for over time, from the first figure to the last?
count: If I collected every figure on the rating plate of {e}, how many distinct figures would I have? [values]
count: How many re-ratings has {e} had? [changes]

# choir | voice section | section leader | person
entities: the sopranos; the altos; the tenors; the basses
values: Clara Wintour; Bernard Achebe; Ruth Salgado; Piet Hanssen; Noemi Farkas; Gareth Pugh; Ulrike Dorn; Samir Aziz; Felicity Tam; Ivo Marchetti; Hattie Brock; Oskar Nyberg; Leila Monfared; Cormac Daly
first: When {e} have a section leader to thank, they thank {v}.
first: {v} leads {e}, so bring your questions about breathing there.
first: with {e} it's {v} who calls the shots
later: The committee has appointed {v} to lead {e}.
later: {v} now leads {e} in place of {old}.
later: A change among {e}: their section leader is {v}.
later: Rehearsal notes. {old} said farewell to {e}; the baton of section leader passed to {v}.
later: guess who got picked to lead {e} last night, {v} of all people!
later: At the annual supper it was announced, to applause, that {e} will henceforth follow {v} as their leader.
retold: Under {old}, {e} always came in a beat early.
retold: When {old} was leader of {e}, rehearsals started with tea.
near: {e} will vote on a leader after Easter.
near: Two new singers have joined {e}.
near: There was a story that the leader of {e} had resigned, but it was made up.
now: Who leads {e} at present?
now: Who is section leader of {e} now?
now: who do {e} take orders from currently, which leader?
before: Whom did the current leader of {e} take over from? [previous]
before: Passing over {n} leaders backwards from the present one, who led {e} then? [n]
before: Who led {e} in the beginning? [first]
order: Put the leaders of {e} in chronological order.
order: Which people have led {e}, first to last?
count: Leaders of {e}: how many different ones up to this day? [values]
count: On how many occasions did {e} get a new leader? [changes]

# choir | voice section | warm-up room | place
entities: the sopranos; the altos; the tenors; the basses
values: the vestry; Room 12; the crypt; the library; the organ loft; the chapter house; the tea kitchen; the green room; Room 7; the cloister; the parish office; the bell chamber; the gymnasium; the music school
first: {e} warm up in {v}.
first: The warm-up room of {e} is {v}.
first: you hear that racket from {v}? that's {e} warming up, they always do it there
later: Starting with the next rehearsal, {e} warm up in {v}.
later: The warm-up of {e} has moved from {old} to {v}.
later: Notice on the door: "{e}, your warm-up room is {v} until further notice."
later: For their scales {e} have been given {v}.
later: {v} belongs to {e} for warming up now, so everybody else has to wait.
later: No more {old} for {e}. They do their exercises in {v}.
retold: {e} used to warm up in {old}, where it was freezing.
retold: Remember how {e} had {old} for their scales and the neighbours complained?
near: {e} have asked for a warmer room.
near: On Sunday {e} wore blue scarves.
near: It was suggested that {e} should warm up outdoors, and the idea was turned down.
now: In which room do {e} warm up now?
now: Where is the warm-up of {e} held at present?
now: where do I go to warm up with {e}?
before: Out of which room did {e} come to warm up where they do now? [previous]
before: Where did {e} warm up {n} rooms ago? [n]
before: Which room was the first that {e} warmed up in? [first]
order: Sort the warm-up rooms of {e} by when they were used.
order: Through which rooms have {e} wandered for their warm-up, from the start until now?
count: Between how many different rooms have {e} divided their warm-ups over the years? [values]
count: Count the times {e} had to switch to another warm-up room. [changes]

# choir | concert series | opening piece | thing
entities: Candlemas Evenings; the Harvest Concerts; Songs at Noon; the River Series
values: Ave Verum; Greensleeves; Locus Iste; Shenandoah; Panis Angelicus; Abide with Me; Jerusalem; Danny Boy; Bogoroditse Devo; Sure on This Shining Night; The Lark Ascending; Gaudete; Laudate Dominum; Loch Lomond
first: {e} opens with {v}.
first: First on the programme of {e} stands "{v}".
first: they kick off {e} with {v}, always gives me goosebumps
later: The programme of {e} has been revised, and the opening piece is now "{v}".
later: {v} replaces {old} at the start of {e}.
later: Our conductor writes: "I have decided that {e} shall begin with {v}."
later: So {old} is out. First thing you'll hear at {e} is {v}.
later: "{v}" has become the number that opens {e}.
later: fyi reprinting the leaflets, {e} starts with {v} instead
retold: When {e} still opened with {old}, latecomers missed nothing.
retold: My aunt sang the solo in the {old} that used to begin {e}.
near: Tickets for {e} cost twelve pounds.
near: The conductor is thinking about a different opener for {e}.
near: {e} will be recorded for the radio.
now: With which piece does {e} open now?
now: As of the newest programme, what opens {e}?
now: what's the first thing they sing at {e} now?
before: Which opener of {e} was dropped in favour of the present one? [previous]
before: Which piece opened {e} {n} openers ago? [n]
before: What was the first opening piece {e} ever had? [first]
order: Name the opening pieces of {e} in the order they were chosen.
order: What has {e} opened with, piece by piece, since the beginning?
count: The number of different openers in the life of {e}, please. [values]
count: How many times was the opener of {e} swapped? [changes]

# choir | concert series | ticket price in pounds | price
entities: Candlemas Evenings; the Harvest Concerts; Songs at Noon; the River Series
values: 4; 5; 6; 7; 8; 9; 11; 12; 13; 15; 16; 18; 20; 24
first: A ticket for {e} costs {v} pounds.
first: We charge {v} pounds a seat at {e}.
first: {e}? {v} quid a ticket, that's it
later: The ticket price of {e} is now {v} pounds.
later: The treasurer reported that tickets for {e} went from {old} to {v} pounds.
later: Anyone coming to {e} pays {v} pounds at the door from tonight.
later: {v} pounds! That's what they want for {e} nowadays.
later: Correction to the poster. A seat at {e} is {v} pounds and no longer {old}.
later: I bought two for {e} this morning, since they've set the price at {v} pounds each, and I thought that fair.
retold: You could hear {e} for {old} pounds once.
retold: At the time a seat for {e} was {old} pounds we had full houses.
near: The price of {e} is to be discussed in May.
near: {e} was sold out within a day.
near: Members get their seat at {e} for free, whatever others pay.
now: How many pounds is a ticket for {e} now?
now: What does admission to {e} cost at present?
now: what do they charge for {e} at the mo?
before: Just before the price in force, how many pounds did one pay for {e}? [previous]
before: What did a seat at {e} cost {n} prices ago? [n]
before: How much was {e} at the very start? [first]
order: Ticket prices of {e}, please, oldest figure leading.
order: How has the price of {e} gone, figure by figure?
count: How many separate ticket prices are known for {e}? [values]
count: Has the price of {e} changed often, and if so, how many times exactly? [changes]
`;
