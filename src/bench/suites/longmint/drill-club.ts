/** Part of the first drill surface: football club and village council, in the form that `parseSurface` reads. */
export const drillClub: string = `
# football club | team | captain | person
entities: the first eleven; the reserves; the under-nineteens; the veterans
values: Jamie Sorrell; Luca Benetti; Kwame Asante; Dario Novak; Finn Gallagher; Mateus Prado; Rhys Bevan; Anton Sieber; Idris Bello; Nico Valdes; Olly Thwaite; Stefan Ionescu; Karim Nasri; Bo Akerman
first: As captain of {e} the coach has chosen {v}.
first: {v} wears the armband for {e}.
first: {v} skippers {e}, great lad
later: {v} has been made captain of {e}.
later: The coach took the armband of {e} from {old} and gave it to {v}.
later: In other news, {e} have a new captain, and he is called {v}.
later: Team sheet for Saturday. {e}, captain from now on: {v}.
later: {v} captain of {e}!!! about time, sorry {old}
later: With the whole squad in favour, the captaincy of {e} went to {v} after training yesterday.
retold: When {old} captained {e}, they never lost at home.
retold: {old} was still captain of {e} in the season of the flood.
near: Several players would like to captain {e}.
near: {e} drew two all.
near: The coach has denied that he will take the armband from the captain of {e}.
now: Who captains {e} at the moment?
now: Name today's captain of {e}.
now: who's got the armband for {e} now?
before: From whose arm did the armband of {e} come to the present captain? [previous]
before: Who was captain of {e} {n} captains ago? [n]
before: With whose captaincy does the history of {e} open? [first]
order: Captains of {e}, arranged by the time they served.
order: Who wore the armband for {e}, one after another?
count: How many players have had the captaincy of {e}? [values]
count: How many times has the armband of {e} changed arms? [changes]

# football club | team | training evening | time
entities: the first eleven; the reserves; the under-nineteens; the veterans
values: Monday at six; Monday at eight; Tuesday at five; Tuesday at seven; Wednesday at six; Wednesday at nine; Thursday at five; Thursday at half past seven; Friday at six; Friday at eight; Saturday at ten; Saturday at noon; Sunday at nine; Sunday at four
first: {e} train on {v}.
first: The weekly session of {e} is on {v}.
first: {v}, that's when {e} train
later: Training of {e} has been rescheduled to {v}.
later: Starting next week {e} no longer train on {old}; their slot is {v}.
later: By the new season list {e} have {v} for training.
later: Groundsman's board: {e} - {v}, every week until further notice.
later: Lads, pitch was double-booked. {e} train {v} from here on.
later: My son plays for {e} and so our dinner has moved again, since they now train on {v}.
retold: In the winter when {e} trained on {old}, half the team had colds.
retold: {old} used to be the hour of {e}.
near: The fitness coach joins {e} next month.
near: Nobody has told {e} anything about another training time.
near: {e} want floodlights.
now: When do {e} train now?
now: What is the current weekly training time of {e}?
now: when's training for {e} currently?
before: What was the slot of {e} until the last rescheduling? [previous]
before: What was the training slot of {e} {n} slots ago? [n]
before: When the season list was first drawn up, what slot did {e} get? [first]
order: On which slots did {e} train, from the earliest arrangement to this one?
order: Which slots have {e} had, oldest to newest?
count: How many different training times have {e} had? [values]
count: How many times were {e} given another training time? [changes]

# football club | player | shirt number | number
entities: Alvaro Reyes; Timo Laine; Sean Corrigan; Babacar Diop
values: 2; 3; 5; 6; 7; 8; 10; 11; 14; 17; 19; 21; 23; 30
first: {e} wears number {v}.
first: The shirt of {e} carries the number {v}.
first: number {v} is {e}, the quick one
later: {e} has been given the number {v} shirt.
later: {e} swapped his {old} for the {v}.
later: Number {v} now belongs to {e}.
later: Kit list, corrected: {e}, {v} (was {old}).
later: So {e} talked to the manager. He plays in number {v} from today.
later: if you're buying a shirt for the kid get {v}, that's what {e} has on his back now
retold: {e} scored that goal with the {old} on his back.
retold: I've got a shirt of {e} from the time he was number {old}.
near: {e} limped off before the break.
near: Everyone asks whether {e} will get another number.
near: {e} signed for two more seasons.
now: Which shirt number does {e} wear now?
now: With which number does {e} play today?
now: what's on the back of {e}'s shirt today, what number?
before: Which number did {e} turn in for the one he has? [previous]
before: Undo {n} changes of shirt: which number has {e} on? [n]
before: With which number did {e} begin at the club? [first]
order: Give the numbers on the back of {e} as they followed one another.
order: Which numbers has {e} had, first to last?
count: How many numbers has {e} had on his back, no number counted twice? [values]
count: How many times did {e} change numbers? [changes]

# football club | player | position | thing
entities: Alvaro Reyes; Timo Laine; Sean Corrigan; Babacar Diop
values: left back; right back; centre half; sweeper; holding midfielder; left wing; right wing; playmaker; centre forward; goalkeeper; second striker; wing back; box-to-box midfielder; false nine
first: Where does he play? Well, {e} was signed as {v}.
first: {e} plays as {v} for the club.
first: they've got {e} down as {v}
later: {e} has been converted to {v}.
later: The manager confirmed that {e} moves from {old} to {v} permanently.
later: {v} is where {e} plays now.
later: Tactics meeting. From now on: {e}, {v}.
later: honestly {e} looks happier since they made him {v}
later: {old} never suited {e}, says the coach, who plays him as {v} these days.
retold: As {old}, which {e} was two years ago, he got booked every week.
retold: {e} used to be {old} and hated it.
near: {e} bought a house near the ground.
near: Fans argue about the best position for {e}.
near: {e} missed training with a cold.
now: In which position does {e} play now?
now: As what does {e} play at present?
now: where do they put {e} on the pitch nowadays?
before: What had {e} been playing as until he was put in his present position? [previous]
before: What position did {e} play {n} positions ago? [n]
before: In which position did {e} start at the club? [first]
order: Positions of {e} over the years, earliest first.
order: What has {e} played as, from the earliest position to the latest?
count: In his time at the club, how many different positions has {e} filled? [values]
count: How many switches of position has {e} made? [changes]

# village council | committee | chair | person
entities: the Roads Committee; the Fete Committee; the Drainage Board; the Burial Committee
values: Mrs Halloran; Mr Bickerstaff; Mrs Penhaligon; Mr Osei; Miss Trubshaw; Mr Vandermeer; Mrs Kaur; Mr Lightfoot; Mrs Zielinska; Mr Ashdown; Miss Quennell; Mr Ferreira; Mrs Thorne; Mr Mbeki
first: {v} was elected chair of {e}.
first: {e} is chaired by {v}.
first: {e}? oh that's {v} in the chair, bless them
later: RESOLVED that {v} take the chair of {e} forthwith.
later: {old} stepped down from {e}, and {v} is chair.
later: The chair of {e} is {v}, by nine votes to two.
later: Parish newsletter. We congratulate {v}, the new chair of {e}.
later: You'll have to go through {v} if you want anything from {e} now, seeing who's been put in the chair.
later: well {e} finally got rid of {old}, {v} chairs it now
retold: It was under the chairmanship of {old} that {e} bought the marquee.
retold: When {old} chaired {e}, meetings finished by nine.
near: {e} will elect its chair in September.
near: {e} spent forty pounds on biscuits.
near: The motion of no confidence in the chair of {e} failed.
now: Who chairs {e} now?
now: In whose hands is the chair of {e} today?
now: who's in the chair at {e} this week?
before: Who sat in the chair of {e} until the present holder did? [previous]
before: Who chaired {e} {n} chairs ago? [n]
before: Who was {e}'s first chair? [first]
order: RESOLVED that the clerk read out the chairs of {e} chronologically; what does she read?
order: Who has chaired {e}, in sequence?
count: How many different people have occupied the chair of {e}? [values]
count: How many times did the chair of {e} go to somebody else? [changes]

# village council | committee | meeting place | place
entities: the Roads Committee; the Fete Committee; the Drainage Board; the Burial Committee
values: the village hall; the Crown Inn; the schoolhouse; the scout hut; the rectory; the cricket pavilion; the library annex; Barton Farm; the fire station; the Methodist chapel; the old post office; the surgery; the Swan Hotel; the mill house
first: {e} meets in {v}.
first: Meetings of {e} take place at {v}.
first: {e} always gets together over at {v}
later: It was agreed that {e} shall meet at {v} henceforth.
later: The venue of {e} has been switched from {old} to {v}.
later: Please note: {v} is where {e} meets from now on.
later: The roof of {old} leaks. Therefore {e} holds its meetings in {v}.
later: {e} has found a new home at {v}, with chairs for everyone.
later: I turned up at {old} like a fool and nobody had told me that {e} sits at {v} these days.
retold: In the times when {e} met at {old}, one could smoke.
retold: {e} still met in {old} the year the bridge fell.
near: {e} is looking for somewhere warmer to meet, so far without luck.
near: {e} approved the accounts.
near: The minutes of {e} were lost on the bus.
now: Where does {e} meet now?
now: What venue does {e} use at present?
now: where do I go if I want to sit in on {e}?
before: Which venue did {e} abandon for the present one? [previous]
before: What was the meeting place of {e} {n} venues ago? [n]
before: Where did {e} hold its meetings at first? [first]
order: At which places did {e} meet, oldest first?
order: Where has {e} met, venue after venue?
count: Counting every venue once, how many has {e} met in? [values]
count: How many changes of venue are there in the minutes of {e}? [changes]

# village council | parish property | tenant | person
entities: Glebe Cottage; the Long Barn; Toll House; the Watermeadow
values: Ned Harkness; Sally Pym; Jacek Wolski; Prudence Oates; Amir Siddiqui; Flora Macrae; Walter Gibb; Sinead Byrne; Hugo Laurent; Dilys Morgan; Eric Stubbs; Chidi Eze; Rosalind Peel; Toby Marchbank
first: {e} is let to {v}.
first: Under "tenant", the parish ledger has {v} for {e}.
first: {v} rents {e} off the parish
later: The clerk reported that {e} has been let to {v}.
later: The lease of {e} passed from {old} to {v}.
later: {v} is now the tenant of {e}.
later: Keys of {e} handed over today. Tenant: {v}.
later: Turns out it's {v} who has taken on {e} now that {old} has gone to live with her sister.
later: saw {v} hanging curtains... {e} has a new tenant then, the clerk confirmed it
retold: There were hens everywhere while {old} had {e}.
retold: {e} was let to {old} in those days for a peppercorn rent.
near: The council intends to mend the gutters of {e}.
near: Six people have asked to rent {e} should it ever fall vacant.
near: The tenant of {e} pays on time.
now: Who is the tenant of {e} now?
now: To whom is {e} let at present?
now: who's renting {e} just now?
before: Whose lease of {e} ended when the present tenant's began? [previous]
before: Who was the tenant of {e} {n} tenancies ago? [n]
before: Who was the first to rent {e}? [first]
order: Who held {e} as tenant, in what order?
order: Who has rented {e}, from the first tenant on?
count: {e} has been let to how many different tenants? [values]
count: How many times did {e} pass to another tenant? [changes]

# village council | parish property | yearly rent in pounds | price
entities: Glebe Cottage; the Long Barn; Toll House; the Watermeadow
values: 120; 150; 180; 240; 275; 310; 360; 400; 450; 480; 525; 600; 640; 720
first: In exchange for {v} pounds yearly one may live in or use {e}.
first: {e} is let for {v} pounds a year.
first: they only ask {v} quid a year for {e}, imagine
later: The council set the rent of {e} at {v} pounds a year.
later: The rent of {e} was adjusted from {old} to {v} pounds per annum.
later: {v} pounds a year is the rent now due for {e}.
later: Dear tenant, for {e} you owe us {v} pounds yearly as from Lady Day.
later: The {old} pounds for {e} are history. The figure in the lease is {v}.
later: so {e} costs {v} a year now, I read it in the minutes
retold: When {e} could be had for {old} pounds a year, nobody wanted it.
retold: The rent of {e} was {old} pounds at the time of the drought.
near: The rent of {e} will be on the agenda in autumn.
near: {e} got a new front door.
near: An increase in the rent of {e} was proposed and voted down.
now: What is the yearly rent of {e} now?
now: How many pounds a year does {e} cost at present?
now: what do they ask for {e} a year nowadays?
before: What yearly sum was due for {e} till the last adjustment? [previous]
before: What rent applied to {e} {n} rents ago? [n]
before: What rent was first asked for {e}? [first]
order: Rents asked for {e}, sorted by year, earliest year first.
order: How has the rent of {e} developed, amount by amount?
count: How many different sums has the rent of {e} been? [values]
count: How many adjustments of the rent of {e} have been minuted? [changes]
`;
