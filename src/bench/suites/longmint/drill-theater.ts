/** Part of the first drill surface: theatre and bakery, in the form that `parseSurface` reads. */
export const drillTheater: string = `
# theatre | production | director | person
entities: The Glass Orchard; Nine Bells; Mother Courage; A Winter Masque
values: Perdita Lowe; Gunnar Falk; Imogen Frye; Tariq Anwar; Celeste Morin; Dmitri Volkov; Bridget Nolan; Enzo Carlucci; Freya Maddox; Samuel Ojo; Vivian Teague; Lothar Beck; Adele Rousseau; Conrad Pike
first: {v} directs {e}.
first: To direct {e} the board engaged {v}.
first: for {e} they've hired {v} to direct, exciting
later: {e} has a new director: {v}.
later: {v} replaces {old} as director of {e}.
later: The direction of {e} is with {v} as of this rehearsal.
later: Press release. {old} has withdrawn; {e} is directed by {v}.
later: word backstage, and it's official on the board, is {v} directs {e} now
later: I write to tell you that I am glad to have {v} at the helm of {e}, after all that shouting.
retold: In the weeks when {old} directed {e}, we rehearsed until midnight.
retold: The set of {e} was designed while {old} was still its director.
near: The director of {e} lost her temper, and apologised.
near: {e} opens in March.
near: Some actors would like to see someone else direct {e}.
now: Who directs {e} now?
now: Whose production is {e} now, in the sense of who directs it?
now: who's directing {e} at the moment?
before: Who was directing {e} when the present director was brought in? [previous]
before: Going back by {n} directors, who had {e}? [n]
before: Who was engaged to direct {e} in the first place? [first]
order: Directors of {e}, in order of engagement.
order: By whom has {e} been directed, from the first to the latest?
count: How many people have been director of {e}, each counted once? [values]
count: How many times has {e} got a new director? [changes]

# theatre | production | running time in minutes | number
entities: The Glass Orchard; Nine Bells; Mother Courage; A Winter Masque
values: 84; 92; 97; 103; 108; 115; 121; 126; 134; 140; 147; 155; 162; 170
first: {e} runs for {v} minutes.
first: Expect to sit for {v} minutes if you go to {e}.
first: {v} minutes, {e}, without the interval
later: After cuts and additions, {e} runs {v} minutes.
later: The running time of {e} has gone from {old} minutes to {v}.
later: Stage manager's report: {e}, official duration {v} minutes.
later: {v} minutes is how long {e} is now.
later: Reprint the programme, please. {e} no longer takes {old} minutes but {v}.
later: they've fiddled with the second act again so {e} comes in at {v} minutes these days
retold: {e} lasted {old} minutes at the preview.
retold: Half the audience slept when {e} was {old} minutes long.
near: The director wants a different length for {e}.
near: {e} has two intervals.
near: {e} got a standing ovation.
now: How many minutes does {e} run now?
now: By the latest report, how many minutes long is {e}?
now: how long is {e} today?
before: How long was {e} before it came to its present length? [previous]
before: What was the running time of {e} {n} versions ago? [n]
before: What running time did {e} have originally? [first]
order: Running times of {e}, preview onwards.
order: How long has {e} been over time, figure after figure?
count: How many different lengths has {e} had? [values]
count: How many times was {e} made longer or shorter? [changes]

# theatre | stage lamp | gel colour | colour
entities: Spot A; Spot B; the balcony lamp; the footlight row
values: amber; rose; lavender; steel blue; straw; emerald; magenta; pale gold; cyan; ruby; indigo; peach; lime; clear
first: The gel in {e} is {v}.
first: {e} carries a {v} gel.
first: {v} for {e}, that's how it's rigged
later: {e} has been re-gelled: {v}.
later: The gel of {e} was changed from {old} to {v}.
later: {v} is in {e} now.
later: Lighting cue sheet, revised. {e} = {v}.
later: The designer hated {old}. We put {v} into {e}.
later: Up the ladder again, and when I came down {e} had {v} in it, which is how it is to stay.
retold: The actress looked ill when {e} had {old} in it.
retold: {old} was the gel of {e} for the Christmas show.
near: {e} flickers.
near: We should try some other gel in {e}.
near: A bulb in {e} was replaced.
now: What colour is the gel in {e} now?
now: Which gel does {e} carry at present?
now: what's in {e} colour-wise this week?
before: What gel was pulled out of {e} to put the present one in? [previous]
before: What colour was the gel of {e} {n} gels ago? [n]
before: What was the first gel colour in {e}? [first]
order: Which gels went into {e}, in order?
order: Which colours has {e} been rigged with, from the first to the present?
count: How many different colours of gel has {e} worn? [values]
count: Up the ladder to swap the gel in {e}: how many times did that happen? [changes]

# theatre | stage lamp | rig position | place
entities: Spot A; Spot B; the balcony lamp; the footlight row
values: Bar 1; Bar 3; the left boom; the right boom; the gallery rail; Bar 6; the proscenium arch; the trap room; Bar 8; the fly tower; the box front; Bar 11; the stage lip; the back wall
first: {e} is rigged on {v}.
first: By the rig plan, {e} goes on {v}.
first: {e} hangs off {v}, been checked
later: {e} is now rigged at {v}.
later: Crew moved {e} from {old} to {v}; it remains there.
later: {v} has become the position of {e}.
later: Plan B. {e} goes on {v}, done and bolted.
later: look up at {v} and there's {e}, we re-hung it last night
later: Dear Mr Pike, to spare your eyes we have taken {e} off {old} and fixed it to {v}.
retold: {e} dazzled the conductor when it was on {old}.
retold: In the days {e} hung on {old} we needed two ladders.
near: {e} needs a safety chain.
near: The hire company owns {e}.
near: Where {e} should hang was debated, and everything stays as it was.
now: Where is {e} rigged now?
now: At what position is {e} fixed at present?
now: where's {e} hanging just now?
before: Where had {e} been rigged until it went where it is? [previous]
before: If {e} went back {n} positions, where would it hang? [n]
before: Where was {e} rigged first? [first]
order: {e} was rigged at which positions, in sequence?
order: Where has {e} hung, one place after another?
count: In how many different positions has {e} been rigged? [values]
count: How many times has {e} been re-hung somewhere else? [changes]

# bakery | bread | flour supplier | organisation
entities: the sourdough; the rye loaf; the milk bread; the seeded batard
values: Tolland Mill; Barley & Stone; Hillcrest Grain; Weir Mill; Fenland Flour; Oakes Brothers; Sunfield Farm; the Abbey Mill; Grist & Co; Redwheel; Marrow Lane Mill; Whitesheaf; Pennant Grains; Dovecote Mill
first: The flour for {e} comes from {v}.
first: {v} supplies the flour for {e}.
first: {e} is all {v} flour, you can taste it
later: We now buy the flour for {e} from {v}.
later: For {e} we switched from {old} to {v}.
later: Who mills for {e}? {v}, as of the last delivery.
later: Delivery note: {v}, ten sacks, for {e}, as every week from now on.
later: {old} put their prices up. So the flour in {e} is from {v} these days.
later: Customers ask why {e} tastes nuttier, and the answer is that {v} mills the flour for it now.
retold: The crust was paler when {old} flour went into {e}.
retold: {old} supplied the flour for {e} in our first shop.
near: We bake sixty of {e} a day.
near: I am looking at other flour for {e}, but I am undecided.
near: {e} won a ribbon at the fair.
now: Who supplies the flour for {e} now?
now: From which firm does the flour of {e} come at present?
now: whose flour is in {e} nowadays?
before: Which supplier of flour for {e} did we drop for the present one? [previous]
before: Who was the flour supplier of {e} {n} suppliers ago? [n]
before: From whom did the flour for {e} come at first? [first]
order: Flour for {e}: whose was it, in order of time?
order: Whose flour has gone into {e}, one supplier after the next?
count: How many suppliers have sent us flour for {e}, no one counted twice? [values]
count: How many switches of flour supplier were there for {e}? [changes]

# bakery | bread | price in cents | price
entities: the sourdough; the rye loaf; the milk bread; the seeded batard
values: 210; 225; 240; 260; 275; 290; 310; 325; 345; 360; 380; 395; 420; 450
first: {e} costs {v} cents.
first: We sell {e} at {v} cents.
first: {e}, that'll be {v} cents love
later: The price of {e} is {v} cents from this morning.
later: We had to change {e} from {old} to {v} cents.
later: {v} cents is what {e} costs now.
later: Chalkboard: {e} - {v} cents.
later: Till update done. {e} rings up at {v} cents instead of {old}.
later: my gran nearly fainted, she says {e} is {v} cents at the counter these days
retold: {e} was {old} cents when the shop was still on Mill Street.
retold: For {old} cents, which was the price of {e} then, you got it warm.
near: {e} sells out by ten.
near: If butter gets dearer, the price of {e} may follow.
near: {e} has a thick crust.
now: How many cents does {e} cost now?
now: For how many cents do we sell {e} today?
now: how much is {e} at the minute?
before: How many cents did one pay for {e} until the last change? [previous]
before: Peel {n} price tags off {e}: what does the one below say? [n]
before: For how many cents did {e} sell when we first baked it? [first]
order: What was on the price tag of {e}, from the earliest tag to the latest?
order: What has {e} cost, price by price since the start?
count: How many different price tags has {e} had? [values]
count: How many times did we change the price of {e}? [changes]

# bakery | oven | baker in charge | person
entities: the deck oven; the stone oven; Big Bertha; the little convection
values: Aldo; Marguerite; Stanislav; Keiko; Bronwen; Ousmane; Theresa; Fergus; Ludmila; Hamid; Josie; Ragnar; Esperanza; Wim
first: {v} is in charge of {e}.
first: The baker responsible for {e} is {v}.
first: touch {e} and {v} will have your head, it's theirs to run
later: From tonight {v} is in charge of {e}.
later: {old} hands {e} over to {v}.
later: Rota, final: {e} - baker in charge {v}.
later: {e} has been entrusted to {v}, who came to us from the hotel.
later: {v} mans {e} now. Good luck with the left burner!
later: Since poor {old} burned that hand, it has been {v} who looks after {e} and fires it up at three.
retold: When {old} was in charge of {e}, the loaves had blisters.
retold: {old} ran {e} in the old days, whistling.
near: {e} was cleaned from top to bottom.
near: Two apprentices hope to be given {e} some day.
near: {e} takes an hour to heat.
now: Who is in charge of {e} now?
now: Which baker is responsible for {e} at present?
now: who's running {e} these days?
before: By whom was {e} handed to the baker who has it now? [previous]
before: Which baker had {e} {n} bakers ago? [n]
before: Who was the first baker in charge of {e}? [first]
order: Bakers in charge of {e}, first to last.
order: Who has run {e}, in sequence?
count: How many bakers have had {e} to look after? [values]
count: {e} was handed on from baker to baker, but how many times? [changes]

# bakery | oven | baking temperature in degrees | number
entities: the deck oven; the stone oven; Big Bertha; the little convection
values: 175; 180; 190; 195; 205; 210; 215; 220; 225; 235; 240; 250; 260; 275
first: {e} is set to {v} degrees.
first: Rolls go into {e} at {v} degrees.
first: we run {e} at {v} degrees, give or take nothing
later: The setting of {e} has been changed to {v} degrees.
later: {e} was turned from {old} to {v} degrees and stays there.
later: {v} degrees is the standard for {e} now.
later: Note on the door of {e}: "Bake at {v} degrees."
later: The rolls came out wrong. We set {e} to {v} degrees, and {old} is forgotten.
later: remember everyone, {e} at {v} degrees from now on, I'm not saying it again
retold: At {old} degrees, where {e} used to be, the bottoms burned.
retold: When we ran {e} at {old} degrees, a batch took fifty minutes.
near: The thermometer of {e} was checked.
near: Someone suggested another temperature for {e}, and I refused.
near: {e} hums.
now: To how many degrees is {e} set now?
now: At what temperature does {e} bake at present?
now: what do we run {e} at now?
before: How hot was {e} set until the present setting was made? [previous]
before: To how many degrees was {e} set {n} settings ago? [n]
before: What was the first temperature setting of {e}? [first]
order: Temperature settings of {e} in the order they were made.
order: What has {e} been run at, from the first setting on?
count: How many distinct temperatures has {e} been baking at over time? [values]
count: How many times was the dial of {e} moved to another setting? [changes]
`;
