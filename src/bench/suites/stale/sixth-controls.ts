/**
 * Sixth surface of the STALE twin, pairs that only look like a change: same words or same topic, both true at once
 * (other people's changes, plans that came to nothing, passing exceptions, denials, additions that agree, things long
 * past). Written unseen, see `sixth-attributes.ts`.
 */
import type { ControlSurface } from './stale-surface.ts';

export const sixthControls: readonly ControlSurface[] = [
  {
    id: 'marathon-weekend',
    old: [
      'My home is in {town}, two streets from the cathedral. I have a room with a view of the bell tower.',
      'im from {town} n still live there, near the cathedral',
    ],
    new: [
      'I spent three days in {city} for the marathon. My legs hurt, but I finished, and I was back in my own bed last night.',
      'ran the marathon in {city} this weekend, already home again, legs are jelly',
    ],
    state: ['In which town is my home?'],
    premise: ['My home is in {town}. Which doctor there treats runners?'],
  },
  {
    id: 'cousin-settles-elsewhere',
    old: ['I live in {town} and teach swimming there.', 'We live in {town}, by the water tower.'],
    new: [
      'My cousin {friend} has settled in {city} with his wife. He lives in a loft now and sends me pictures of the view.',
      '{friend}, my cousin, moved to {city} in May and now he lives right by the opera.',
    ],
    state: ['Which town do I call home?'],
    premise: ['As I live in {town}, where do I get a fishing permit?'],
  },
  {
    id: 'house-hunt-on-tv',
    old: ['I live in {town}, on the ground floor.', '{town} is where we live, ground floor with a yard'],
    new: [
      'In the series I am watching, a couple sells everything and moves to {city}. I would never do such a thing myself.',
      'watching a show where everybody moves to {city} and opens a b&b, not for me lol',
    ],
    state: ['Where do I have my home?'],
    premise: ['Which recycling bins are right for my home in {town}?'],
  },
  {
    id: 'headhunter-ignored',
    old: [
      'I work as a chemist at {firm}. My laboratory is in the east wing.',
      'chemist at {firm}, lab in the east wing',
    ],
    new: [
      'A headhunter wrote to me about a position at Castor Labs. I thanked her and told her that I am staying where I am.',
      'Castor Labs tried to poach me last week. I said no thanks.',
    ],
    state: ['Which company do I work for?'],
    premise: ['Is there a bus to my laboratory at {firm}?'],
  },
  {
    id: 'brother-in-law-fired',
    old: ['I am a dispatcher at {firm}.', 'I do the dispatching over at {firm}, early shifts mostly.'],
    new: [
      'My brother-in-law was fired yesterday. He is devastated, and I am helping him with his applications.',
      'bro in law got fired :( helping him w his cv tonight',
    ],
    state: ['Do I have a job?'],
    premise: ['When is payday for a dispatcher like me at {firm}?'],
  },
  {
    id: 'husband-promoted',
    old: ['I work as a school secretary.', 'im a school secretary, love the kids'],
    new: [
      'My husband was promoted and is head of a branch now. We opened a bottle of sparkling wine on the terrace.',
      'My husband starts as a branch manager on Monday, and he has bought two ties for it.',
    ],
    state: ['What is my job?'],
    premise: ['Which gift do I deserve on the day of the school secretary?'],
  },
  {
    id: 'borrowed-scooter',
    old: [
      'I walk to work along the canal, and it takes me twenty minutes.',
      'walking to work along the canal, 20 min each way',
    ],
    new: [
      'A colleague let me try his electric scooter in the yard this afternoon. I rode two circles and gave it back.',
      "Had a go on {friend}'s e-scooter, nearly hit a hedge, gave it straight back.",
    ],
    state: ['How do I normally get to work?'],
    premise: ['Which podcast suits my twenty minute walk to work?'],
  },
  {
    id: 'one-late-taxi',
    old: ['I take the metro to work, line four.', 'metro to work, line 4, always the last carriage'],
    new: [
      'The metro was on strike this morning, so I shared a taxi to work. The strike is over, and tomorrow everything runs as usual.',
      'metro strike today so took a cab for once, trains are back on tmrw',
    ],
    state: ['What do I usually take to work?'],
    premise: ['Is my monthly ticket for the metro to work worth its price?'],
  },
  {
    id: 'test-drive-only',
    old: ['I drive a green Volkswagen Golf.', 'My car is a green VW Golf, older than my nephew.'],
    new: [
      'Out of curiosity I took a Tesla for a test drive. It was amusing, but I have no intention of parting with my own car.',
      'test drove a tesla today for fun, keeping mine tho',
    ],
    state: ['Which car do I drive?'],
    premise: ['Which oil does my green Golf need?'],
  },
  {
    id: 'neighbor-new-van',
    old: ['We own a red Toyota Yaris.', 'we have a red yaris, tiny but fine'],
    new: [
      'Our neighbor sold his Toyota and bought a camper van. It blocks half of the street.',
      'The man next door swapped his car for a camper van and can no longer park it.',
    ],
    state: ['What car do we own?'],
    premise: ['How long will the battery of our red Yaris last?'],
  },
  {
    id: 'vegetarian-at-barbecue',
    old: ['I have been a vegetarian since I was twelve.', 'vegetarian here, since i was 12'],
    new: [
      'I grilled sausages for the football team of {kid} on Sunday. I had salad and corn on the cob myself.',
      'did the sausages for {kid} and her team, stuck to corn myself',
    ],
    state: ['Am I a vegetarian?'],
    premise: ['Being a vegetarian, what can I get at a steak house?'],
  },
  {
    id: 'stepson-quits-dairy',
    old: ['I put cream in everything I cook.', 'Cream goes into everything I make, no apologies.'],
    new: [
      'My stepson has stopped eating dairy products. I cook his portion separately, and the rest of us eat as before.',
      'stepson quit dairy, so he gets his own pot now, nothing changes for me',
    ],
    state: ['Do I cook with cream?'],
    premise: ['Which cream should I use for my sauce tonight?'],
  },
  {
    id: 'jammed-finger-healed',
    old: ['I play the accordion at the market each Saturday.', 'accordion at the market every sat'],
    new: [
      'I jammed a finger in the car door on Monday. By Wednesday the swelling was gone, and I can move it perfectly again.',
      'shut my finger in the car door mon, all good again by weds',
    ],
    state: ['Do I play the accordion on Saturdays?'],
    premise: ['Which tune do I open with on my accordion on Saturday?'],
  },
  {
    id: 'boss-breaks-arm',
    old: ['I bowl in a league on Friday nights.', 'Friday nights I bowl in the league with {friend}.'],
    new: [
      'My boss has broken her arm and is on sick leave for two months. We sent her a basket of fruit.',
      'boss broke her arm, off for 2 months, so the office is quiet',
    ],
    state: ['Do I bowl on Friday nights?'],
    premise: ['Which ball should I take to my bowling league on Friday?'],
  },
  {
    id: 'second-evening-class',
    old: ['On Tuesdays I attend a class in calligraphy.', 'calligraphy class on tuesdays, so relaxing'],
    new: [
      'I have enrolled in a class in bookbinding on Thursdays, in addition to calligraphy. The two go together well.',
      'Thursdays I do bookbinding as well now, which goes nicely with my calligraphy.',
    ],
    state: ['Do I go to calligraphy on Tuesdays?'],
    premise: ['Which ink shall I bring to my calligraphy class on Tuesday?'],
  },
  {
    id: 'student-days-abroad',
    old: ['I live in {town} with my two sons.', 'in {town} with my 2 boys, thats home'],
    new: [
      'In my twenties I lived in {city} for a year. I shared a kitchen with eleven people, and I still dream of it.',
      'Back in my student days I had a room in {city}, above a fish shop.',
    ],
    state: ['Where do my sons and I live?'],
    premise: ['Which school in {town} should I look at, since we live there?'],
  },
  {
    id: 'dreams-of-sailing-away',
    old: ['I am a prison librarian.', 'prison librarian, 9 yrs in'],
    new: [
      'Sometimes I wish I could give notice and sail around the world. It is a dream, and I shall be at my desk on Monday as always.',
      'would love to quit and go sailing, never gonna happen, see you at the desk on monday',
    ],
    state: ['What work do I do?'],
    premise: ['Which novels should I, as a prison librarian, order next?'],
  },
  {
    id: 'friend-drops-phone',
    old: ['My phone is a Motorola Edge.', 'i have a motorola edge'],
    new: [
      '{friend} dropped his phone into the lake and had to buy a new one. He has a OnePlus now.',
      '{friend} got a oneplus after his old phone drowned lol',
    ],
    state: ['Which phone do I have?'],
    premise: ['How do I reset my Motorola Edge?'],
  },
  {
    id: 'horse-at-the-vet',
    old: ['I own a mare called {horse} and ride her every day.', 'i ride my mare {horse} every single day'],
    new: [
      'The vet vaccinated {horse} this morning. She is in perfect health and may be ridden as usual.',
      'vet was here, {horse} got her jabs, fit as a fiddle',
    ],
    state: ['Do I ride {horse} every day?'],
    premise: ['Which saddle should I put on {horse} tomorrow?'],
  },
  {
    id: 'bakery-elsewhere-closed',
    old: [
      'Each Sunday I buy a plum cake at the bakery next to the church.',
      'plum cake from the bakery by the church every sunday',
    ],
    new: [
      'The bakery in the village where my parents live has closed. They have to drive to the next town for bread.',
      "The bakery in my parents' village shut down, so they drive for their bread.",
    ],
    state: ['Do I buy plum cake next to the church on Sundays?'],
    premise: ['How many pieces of plum cake do I get at the bakery next to the church?'],
  },
  {
    id: 'sitter-ill-once',
    old: ['{kid} stays with our nanny, Mrs Dufour, while I work.', 'our nanny is mrs dufour, {kid} adores her'],
    new: [
      'Mrs Dufour had a cold on Thursday, so my mother-in-law stepped in for the day. On Friday she was back with {kid}.',
      'mrs dufour was ill thurs, MIL helped out, nanny back since fri',
    ],
    state: ['Who is our nanny?'],
    premise: ['When should I pay our nanny, Mrs Dufour?'],
  },
  {
    id: 'other-shop-once',
    old: ['We get our groceries at the organic market hall.', 'All our groceries are from the organic market hall.'],
    new: [
      'Yesterday I bought a packet of batteries at Tesco. It was on the way from the dentist.',
      'popped into tesco for batteries on the way home, that was it',
    ],
    state: ['Where do we get our groceries?'],
    premise: ['Which day is best for our groceries at the organic market hall?'],
  },
  {
    id: 'paper-at-airport',
    old: ['I subscribe to the Herald and read it on paper.', 'herald subscriber, paper version'],
    new: [
      'At the airport I leafed through a copy of the Chronicle that somebody had left on a seat. It passed the time.',
      'read some old chronicle at the gate, flight was late',
    ],
    state: ['To which newspaper do I subscribe?'],
    premise: ['How do I move my subscription to the Herald to another address?'],
  },
  {
    id: 'denied-breakup-rumor',
    old: ['I am married to {friend}. We have a garden and a parrot.', 'married to {friend}, 1 garden, 1 parrot'],
    new: [
      'There is a rumor in the office that {friend} and I have separated. There is nothing in it, and we laughed about it at dinner.',
      'ppl at work think me and {friend} split up?? we did not, we laughed so hard',
    ],
    state: ['To whom am I married?'],
    premise: ['Where should I take my husband {friend} for our anniversary?'],
  },
];
