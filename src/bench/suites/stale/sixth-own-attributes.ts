/** Sixth surface of the STALE twin, attributes of the author's own choice (Type I). Written unseen, see `sixth-attributes.ts`. */
import type { AttributeSurface } from './stale-surface.ts';

export const sixthOwnAttributes: readonly AttributeSurface[] = [
  {
    id: 'field-of-study',
    values: ['law', 'chemistry', 'architecture', 'philosophy', 'dentistry', 'geology', 'musicology', 'economics'],
    old: [
      'I am a student of {v} at the university here. I am in my second year, and the reading list is longer than my arm.',
      'I study {v}, mostly in the last row with a thermos of tea.',
      'studying {v} at uni, 3rd semester',
    ],
    new: [
      'The dean has approved my transfer, and I am now enrolled in {v}. My credits from the first two years will be recognized in part.',
      'I changed subjects over the break. It is {v} that I study now, and my father has almost forgiven me.',
      'swapped my degree, doing {v} now, first lecture was ace',
    ],
    state: ['What subject do I study now?', 'Which degree am I enrolled in at present?'],
    premise: [
      'I am a student of {v}. Which textbooks should I buy for next term?',
      'How do I explain to my grandmother what I learn in my {v} degree?',
    ],
    request: ['Recommend a summer internship that suits my degree.', 'Write a short bio of me as a student.'],
  },
  {
    id: 'month-of-wedding',
    values: ['April', 'May', 'June', 'August', 'September', 'October'],
    old: [
      'Our wedding will take place in {v}. We have reserved the old boathouse, and my aunt is going to bake the cake.',
      "We're getting married in {v}, so I'm suddenly an expert on napkins.",
      'wedding is in {v}, dress not even ordered yet',
    ],
    new: [
      'The venue had made a mistake with our booking. After a long telephone call, we have agreed with everybody that we shall marry in {v}.',
      'New invitations are at the printer: the big day is in {v} now, same boathouse, same cake.',
      'rebooked everything, were getting married in {v} now, guests informed',
    ],
    state: ['In which month is my wedding?', 'When are we getting married, as things stand?'],
    premise: [
      'Which flowers are in season for my wedding in {v}?',
      'What will the weather be like when I get married in {v}?',
    ],
    request: ['Write a save-the-date for our wedding.', 'Draw up a schedule for the preparations of our wedding.'],
  },
  {
    id: 'mail-provider',
    values: ['Gmail', 'Proton Mail', 'Outlook', 'Fastmail', 'Yahoo Mail', 'Zoho Mail'],
    old: [
      'My email account is with {v}. I have used it for both private and official correspondence since college.',
      'All my mail sits at {v}, thousands of unread newsletters included.',
      'my email is on {v}, inbox is a mess',
    ],
    new: [
      'I closed my previous mailbox today. My email account is with {v} now, and everybody in my address book has been informed of the new address.',
      'I moved my whole mailbox over to {v}, and that is where my email lives from now on.',
      'switched my email to {v}, all migrated, pls use the new address',
    ],
    state: ['Which provider is my email account with?', 'Where do I have my mailbox at present?'],
    premise: [
      'How do I set up an out-of-office reply in my {v} account?',
      'How can I free up space in my mailbox at {v}?',
    ],
    request: ['Explain how I set up a filter in my email.', 'Help me to put my email on a new tablet.'],
  },
  {
    id: 'camera-used',
    values: ['a Leica Q2', 'a Nikon Z6', 'a Fujifilm X100', 'an Olympus Pen', 'a Canon R8', 'a Sony A7'],
    old: [
      'I take all my photographs with {v}. It was a gift from my uncle, and it accompanies me on every trip.',
      'My camera is {v}, scratched but loyal.',
      'i shoot everything on {v}, love it',
    ],
    new: [
      'I sold my old camera to a student and bought {v} with the money. All my photographs are taken with it from now on.',
      "My camera these days is {v}. The previous one drowned in a rock pool, but that's another story.",
      'got myself {v}, old camera sold on ebay, first pics look unreal',
    ],
    state: ['Which camera do I take my photographs with now?', 'What camera do I own at the moment?'],
    premise: ['Which lens hood do I need for my camera, {v}?', 'I photograph with {v}. How do I clean its sensor?'],
    request: ['Suggest camera settings for fireworks, with the camera I have.', 'Find a spare battery for my camera.'],
  },
  {
    id: 'landlord-name',
    values: ['Mr Castellano', 'Mrs Abernathy', 'Mr Okonkwo', 'Ms Lindqvist', 'Mrs Petrova', 'Mr Haddad'],
    old: [
      'My landlord is {v}. The rent is due on the third of the month, and repairs are usually dealt with quickly.',
      'We rent from {v}, who still collects the rent in person.',
      'landlord = {v}, bit nosy, ok otherwise',
    ],
    new: [
      'The building in which I rent my apartment has been sold. According to the letter, my landlord is {v} as of this week, and the rent goes to a new account.',
      'Our flat has a new owner, {v}, so that is who we pay rent to now.',
      'house got sold, {v} is my landlord now, seems ok',
    ],
    state: ['What is the name of my landlord now?', 'Who do I pay my rent to these days?'],
    premise: [
      'How do I tell my landlord, {v}, that the boiler leaks?',
      'My landlord is {v}. May I be asked for a higher deposit?',
    ],
    request: [
      'Draft a letter to my landlord about the moldy bathroom.',
      'To whom do I address my notice of termination?',
    ],
  },
  {
    id: 'grocery-store',
    values: ['Aldi', 'Waitrose', 'Carrefour', 'Lidl', 'Whole Foods', 'Kroger', 'Safeway'],
    old: [
      'I do my weekly shopping at {v}. It is five minutes from my door, and I know the shelves by heart.',
      'We get all our groceries at {v}, Saturdays before the crowds.',
      'always do the food shop at {v}, cheap n close',
    ],
    new: [
      'I have changed supermarkets. All my groceries come from {v} now, because the vegetables are fresher and the staff are friendlier.',
      'Since the new branch opened round the corner, we do the whole weekly shop at {v}.',
      'new regular: {v}, every food shop for the past month was there, not going back',
    ],
    state: ['Where do I do my weekly shopping now?', 'Which supermarket do my groceries come from at present?'],
    premise: [
      'Which loyalty card do I need for my weekly shopping at {v}?',
      'I buy all my groceries at {v}. When is it least crowded?',
    ],
    request: [
      'Sort my shopping list by the aisles of my supermarket.',
      'Tell me which offers to look out for this week.',
    ],
  },
  {
    id: 'newspaper-subscribed',
    values: ['the Guardian', 'Le Monde', 'the Irish Times', 'the Boston Globe', 'El Pais', 'the Financial Times'],
    old: [
      'I subscribe to {v}. It is in my letterbox before six, and I read it from the first page to the last.',
      'My daily paper is {v}, crossword first, politics later.',
      'i get {v} every day, paper edition, old school i know',
    ],
    new: [
      'I let my old subscription run out, and the only newspaper I take now is {v}. The first copy was delivered this morning.',
      "It's {v} that comes through my letterbox these days, and the crossword is much harder.",
      'changed papers, subscribed to {v} instead, came today',
    ],
    state: ['Which newspaper do I subscribe to now?', 'What is my daily paper at the moment?'],
    premise: [
      'How do I pause my subscription to {v} during my vacation?',
      'As a subscriber to {v}, can I read its archive?',
    ],
    request: [
      'Help me write a letter to the editor of my newspaper.',
      'Where do I complain when my paper does not come?',
    ],
  },
  {
    id: 'name-of-babysitter',
    values: ['Saoirse', 'Ludmila', 'Beatriz', 'Hannah', 'Keiko', 'Aaliyah', 'Roswitha'],
    old: [
      'Our babysitter is called {v}. She comes on Wednesday evenings, and the children adore her.',
      '{v} babysits for us, and she is the only one who can get the little one to sleep.',
      '{v} is our babysitter, weds evenings',
    ],
    new: [
      'We have found a new babysitter. Her name is {v}, and from this week on, she looks after the children every Wednesday.',
      'Wednesday evenings belong to {v} now: she has taken over the babysitting, and the kids approve.',
      'new sitter started, {v}, shes doing all the weds from now on',
    ],
    state: ['What is the name of our babysitter now?', 'Who looks after our children on Wednesday evenings?'],
    premise: [
      'What should I pay {v} for babysitting our children this Wednesday?',
      'Which present would suit our babysitter, {v}?',
    ],
    request: ['Write a note for our babysitter about bedtime.', 'Put the babysitter for Wednesday into my calendar.'],
  },
  {
    id: 'floor-of-desk',
    values: ['the second floor', 'the fourth floor', 'the seventh floor', 'the ground floor', 'the ninth floor'],
    old: [
      'My desk at work is on {v}. I sit next to the printer, so I hear all the news.',
      'I sit on {v} of our office building, with a view of the car park.',
      'my desk is on {v}, next to printer',
    ],
    new: [
      'Our department was relocated within the building. My desk is on {v} now, and there is a small kitchen right behind it.',
      'They carried my desk to {v} over the weekend, plant and all, and that is where I sit from here on.',
      'desk move done, im on {v} now, so quiet here',
    ],
    state: ['Which floor is my desk on now?', 'On what floor of the office do I sit?'],
    premise: [
      'My desk is on {v}. Should I take the stairs to it?',
      'Which sign do I put up for the visitors to my desk on {v}?',
    ],
    request: ['Tell a visitor how to find me in the office.', 'Write the delivery note for a parcel to my desk.'],
  },
  {
    id: 'shoe-size-of-son',
    values: ['size 26', 'size 27', 'size 28', 'size 29', 'size 30', 'size 31'],
    old: [
      'My son takes {v} in shoes. His feet are rather narrow, so we buy most of them with a strap.',
      "The boy's feet are {v}, and he walks every pair to pieces.",
      'my sons shoes are {v} atm',
    ],
    new: [
      'We were at the shoe shop this morning, and they measured the feet of my son. He takes {v} now, and he chose a pair with dinosaurs.',
      'My boy is in {v} these days, I swear somebody waters his feet at night.',
      'measured my sons feet today, {v} now, all his shoes go to the charity shop',
    ],
    state: ['What shoe size does my son take now?', 'Which size of shoe fits my son at present?'],
    premise: [
      'My son takes {v}. Which sandals are good for his feet?',
      'Where do I find rubber boots in {v} for my son?',
    ],
    request: ['Order a pair of winter boots for my son.', 'Add sneakers for my son to the list, with the size.'],
  },
];
