/**
 * Fourth surface of the STALE twin, pairs that only look like a change: same words or same topic, both true at once
 * (moves of other people, what might be, trips, dreams, additions). Written unseen, see `fourth-attributes.ts`.
 */
import type { ControlSurface } from './stale-surface.ts';

export const fourthControls: readonly ControlSurface[] = [
  {
    id: 'conference-trip',
    old: ['I live in {town}, in an apartment above a small bookstore.', '{town} is home, has been for ages'],
    new: [
      'I am spending three days in {city} for a conference. The hotel is comfortable, and I will be back home on Thursday evening.',
      'Long weekend in {city} was great, we got back to our own bed late last night.',
      'in {city} til sunday, sightseeing, feet hurt',
    ],
    state: ['Which city do I live in?'],
    premise: ['Since I live in {town}, where can I drop off old paint there?'],
  },
  {
    id: 'brother-moved',
    old: ['My apartment is in {town}, close to the market.', 'i live in {town}'],
    new: [
      'My brother {friend} has moved to {city} for his new position. I helped him carry the boxes up four flights of stairs.',
      '{friend} bought a house in {city} and is settling in nicely.',
    ],
    state: ['Where do I live?', 'Which city is my home in?'],
    premise: ['I live in {town}, so which bakery there should I try?'],
  },
  {
    id: 'daydream-move',
    old: ['We live in {town} and our kids go to school here.', 'home sweet home = {town}'],
    new: [
      'Sometimes I imagine how it would be to live in {city}. It will remain a daydream, but it is nice to look at houses there.',
      'If I ever won the lottery I would move to {city}.',
      'had a dream last night that we lived in {city}, so weird',
    ],
    state: ['Where do I live?'],
    premise: ['Which playgrounds are near us, seeing that we live in {town}?'],
  },
  {
    id: 'husband-new-job',
    old: ['I work as an archivist at the university library.', 'im an archivist at the uni library'],
    new: [
      'My husband started a new job as a train conductor this week. He has to get up very early, but he enjoys it.',
      '{friend} just got hired as a pastry chef, so proud!',
    ],
    state: ['What do I work as?', 'What is my job?'],
    premise: ['As an archivist, how do I explain to children what I do at work?'],
  },
  {
    id: 'declined-offer',
    old: ['I work for {firm} and lead the testing group.', '{firm} has been my employer for six years.'],
    new: [
      'A recruiter offered me a position at another company. I thanked her and declined, because I am happy where I am.',
      'A competitor wanted to hire me and I told them no.',
    ],
    state: ['Which company do I work for?'],
    premise: ['What should I write in the birthday card for my boss at {firm}, where I work?'],
  },
  {
    id: 'cooked-for-guests',
    old: ['I am a vegetarian and have been since I was a teenager.', 'vegetarian here, 15 years and counting'],
    new: [
      'I prepared a roast for my guests yesterday. I kept to the potatoes and the salad myself, but they all wanted the recipe.',
      'My brother had the steak and I had the mushroom risotto, it was a lovely evening.',
    ],
    state: ['What kind of diet do I follow?'],
    premise: ['As a vegetarian, what should I bring to the office barbecue?'],
  },
  {
    id: 'rental-car',
    old: ['My car is a blue Skoda that I share with nobody.', 'i drive a blue skoda'],
    new: [
      'At the airport they handed us a Jeep as our rental car. We returned it after five days with a full tank.',
      '{friend} bought a Jeep last week and gave me a ride in it.',
      'sat in a jeep at the car show, way too big for me haha',
    ],
    state: ['Which car do I drive?', 'What car do I own?'],
    premise: ['Which roof box fits my car, the Skoda?'],
  },
  {
    id: 'second-language',
    old: ['I speak fluent Polish because my grandmother raised me.', 'polish is the language we speak at home'],
    new: [
      'I have begun to learn some Spanish with an app as well. I practice for ten minutes before bed.',
      'Learned to order coffee in Greek, in addition to everything else in my head.',
    ],
    state: ['Do I speak Polish?'],
    premise: ['Since I speak Polish, which author should I read in the original?'],
  },
  {
    id: 'extra-hobby',
    old: ['I do pottery on Monday evenings in a shared studio.', 'monday nights are for pottery'],
    new: [
      'I have added a second hobby on Saturdays, which is bird watching. The group meets at sunrise near the lake.',
      'Tried archery with the kids on Sunday, what fun.',
    ],
    state: ['What do I do on Monday evenings?', 'Do I do pottery on Mondays?'],
    premise: ['Which glaze should I bring to pottery on Monday?'],
  },
  {
    id: 'one-skipped-session',
    old: ['I train at Granite Gym four times a week.', 'granite gym regular, 4x a week'],
    new: [
      'I skipped my workout today because the gym closes early on holidays. I will make up for it tomorrow.',
      'Used the tiny hotel gym on my business trip, it had one dumbbell.',
    ],
    state: ['Which gym do I train at?'],
    premise: ['I train at Granite Gym, so what should I say to a friend who wants to join me there?'],
  },
  {
    id: 'colleague-surgery',
    old: ['I go climbing with my cousin every Thursday.', 'thursdays = climbing hall w my cousin'],
    new: [
      'My colleague {friend} had surgery on the knee and will be on crutches until summer. We sent flowers to the hospital.',
      'In the series I am watching the hero breaks an arm in every episode.',
    ],
    state: ['Do I go climbing on Thursdays?'],
    premise: ['Which climbing route should I try this Thursday?'],
  },
  {
    id: 'short-cold',
    old: ['I run along the canal each Saturday morning.', 'saturday morning run by the canal, rain or shine'],
    new: [
      'I had a slight cold at the beginning of the week. It was gone after two days, and I already feel as good as before.',
      'Bit my tongue at lunch, ouch, but all good again.',
    ],
    state: ['Do I run on Saturday mornings?'],
    premise: ['Which playlist should I put on for my run by the canal on Saturday?'],
  },
  {
    id: 'friend-allergy',
    old: ['I drink a cappuccino with whole milk every morning.', 'whole milk cappuccino every morning, no exceptions'],
    new: [
      'My coworker {friend} was told by the doctor to avoid dairy products. I offered to bake something suitable for the office party.',
      'Read a long article about lactose intolerance, interesting how common it is around the world.',
    ],
    state: ['What do I drink in the morning?', 'Do I have whole milk in my morning cappuccino?'],
    premise: ['How do I foam the whole milk for my morning cappuccino better?'],
  },
  {
    id: 'car-inspection',
    old: ['I drive my kids to school in our minivan.', 'school run in the minivan every morning'],
    new: [
      'The minivan had its annual inspection this afternoon and passed without any problems. I was home again before dinner.',
      'Filled up the minivan and washed it, looks like new.',
    ],
    state: ['How do my kids get to school?', 'Do I drive the kids to school?'],
    premise: ['When should I leave to drive the kids to school in the minivan?'],
  },
  {
    id: 'pet-of-a-friend',
    old: ['I have a tabby cat called {dog}, who sleeps on the radiator.', 'my cat {dog} rules this house'],
    new: [
      'We are looking after a parrot for {friend} this week. It goes back to its owner on Sunday.',
      'The old dog of {friend} passed away and I wrote a condolence card.',
    ],
    state: ['What pet do I have?', 'Do I have a cat?'],
    premise: ['Which scratching post should I buy for my cat {dog}?'],
  },
  {
    id: 'past-life',
    old: ["I am a nurse on the children's ward.", 'nurse on the kids ward here'],
    new: [
      'Before I went to nursing school, I worked as a waitress for a summer. I still remember how to carry five plates at once.',
      'Found an old photo from my student days, back when I delivered newspapers.',
    ],
    state: ['What is my profession?'],
    premise: ['As a nurse, which shoes should I wear for a long shift on the ward?'],
  },
  {
    id: 'partner-and-friend',
    old: ['My boyfriend {friend} and I have been a couple for three years.', 'dating {friend}, 3 yrs now'],
    new: [
      'I had dinner with an old school friend yesterday. We laughed about our teachers and talked until the restaurant closed.',
      'My brother announced that he is engaged, the wedding will be in June.',
    ],
    state: ['Who is my boyfriend?', 'Am I in a relationship with {friend}?'],
    premise: ['What could I plan for the birthday of my boyfriend {friend}?'],
  },
  {
    id: 'considered-phone',
    old: ['My phone is a Motorola, and I am pleased with it.', 'i have a motorola phone'],
    new: [
      'I compared several new phones in the store for half an hour. In the end I walked out without buying any, since mine still works well.',
      'My daughter got an iPhone for her birthday from her grandparents.',
    ],
    state: ['What phone do I have?'],
    premise: ['Which case fits my phone, the Motorola?'],
  },
  {
    id: 'compatible-detail',
    old: ['I play the cello in the city orchestra.', 'cellist in the city orchestra, thats me'],
    new: [
      'Our orchestra has a new conductor. He lets us repeat each passage until it is right, and I enjoy rehearsals even more.',
      'Put fresh strings on my cello, it sounds so warm.',
    ],
    state: ['Which instrument do I play in the orchestra?'],
    premise: ['How can I protect my cello on the way to the orchestra in the rain?'],
  },
  {
    id: 'child-elsewhere',
    old: ['My son goes to Birchwood School and takes the bus there.', 'kiddo is at birchwood school'],
    new: [
      'The son of our neighbors has changed to a private school across town. They say that the classes are smaller there.',
      'My son had a guest day at the museum with his class, he talked about dinosaurs all evening.',
    ],
    state: ['Which school does my son attend?'],
    premise: ['What should I ask the teachers of my son at Birchwood School, where he is a pupil?'],
  },
  {
    id: 'rejected-advice',
    old: ['I keep my savings in an account at Harvest Bank.', 'my savings are at harvest bank'],
    new: [
      'A friend advised me to take my savings to a different bank. I listened politely, but I see no reason to do so.',
      'Got a flyer from another bank in the mail and threw it in the bin.',
    ],
    state: ['Which bank are my savings at?'],
    premise: ['How do I reset my password at Harvest Bank, where I have my savings?'],
  },
  {
    id: 'guest-for-a-week',
    old: ['I live alone in a studio apartment.', 'living by myself in a studio'],
    new: [
      'My aunt visited me for a week and slept on the air mattress. She left on Sunday, and the place is very quiet again.',
      '{friend} stayed over on Friday after missing the last bus.',
    ],
    state: ['Do I live alone?', 'Who do I live with?'],
    premise: ['I live alone, so which small dishwasher is enough for me?'],
  },
  {
    id: 'other-company-closes',
    old: ['I work at {firm} and eat in the canteen there.', '{firm} is where i work, canteen is solid'],
    new: [
      'The furniture factory in our town went bankrupt and two hundred people were dismissed. I feel sorry for the families.',
      '{friend} was laid off on Monday, so I am helping with the application letters.',
    ],
    state: ['Where do I work?', 'Do I work at {firm}?'],
    premise: ['Which dessert should I try in the canteen at {firm}, where I work?'],
  },
  {
    id: 'long-weekend-cabin',
    old: ['Every evening I stream a film on my television.', 'i stream a movie every night at home'],
    new: [
      'We rented a cabin without internet for two nights. It was relaxing, and now we are back in our own living room.',
      'My uncle lives in a cabin with no power and swears by it.',
    ],
    state: ['Do I stream films in the evening?'],
    premise: ['Which film should I stream on my television tonight?'],
  },
];
