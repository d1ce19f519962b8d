/**
 * Fifth surface of the STALE twin, pairs that only look like a change: same words or same topic, both true at once
 * (visits, other people's changes, plans that came to nothing, one exception, additions, things long past). Written
 * unseen, see `fifth-attributes.ts`.
 */
import type { ControlSurface } from './stale-surface.ts';

export const fifthControls: readonly ControlSurface[] = [
  {
    id: 'wedding-trip',
    old: ['I live in {town}, in a flat above a bicycle shop.', 'i live in {town}, flat above the bike shop'],
    new: [
      'I am in {city} for the wedding of a cousin. The ceremony was beautiful, and my flight home leaves tomorrow afternoon.',
      'We spent the weekend in {city} and got home on Sunday night with sore feet.',
      'quick trip to {city}, back home tmrw',
    ],
    state: ['Where do I live?'],
    premise: ['Since I live in {town}, which bakery there should I try?'],
  },
  {
    id: 'sister-relocates',
    old: ['My home is in {town}, near the old mill.', 'based in {town}, near the old mill'],
    new: [
      'My sister has moved to {city} with her family. She sent me a picture of her new front door this morning.',
      'my sis lives in {city} now, got a huge balcony',
    ],
    state: ['Which town do I live in?'],
    premise: ['I live in {town}. Where can I recycle glass there?'],
  },
  {
    id: 'house-in-a-novel',
    old: ['I live in {town} and have no wish to leave it.', '{town} is my home'],
    new: [
      'The main character of the novel that I am reading moves to {city} and opens a hotel there. I could hardly put it down.',
      "There's a show on about a family who sell up and move to {city}, we watched it all in one go.",
    ],
    state: ['Where is my home?'],
    premise: ['What is on in {town}, where I live, this weekend?'],
  },
  {
    id: 'turned-down-job',
    old: ['I work for {firm} as a bookkeeper.', 'bookkeeper at {firm}, thats me'],
    new: [
      'A recruiter offered me a position at a bank. I thought about it for a day, and then I politely declined.',
      'Had an interview elsewhere, they wanted me, I said no thanks.',
      'headhunter called again lol, told him no',
    ],
    state: ['Which company do I work for?'],
    premise: ['As I work at {firm}, what should I write on my name tag for the trade fair?'],
  },
  {
    id: 'neighbor-laid-off',
    old: ['I have a permanent contract at {firm}.', 'permanent job at {firm} here'],
    new: [
      'My neighbor {friend} lost his job at the shipyard on Friday. I brought him a pot of soup.',
      '{friend} got the sack from the shipyard, poor guy',
    ],
    state: ['Where am I employed?'],
    premise: ['Which holiday form do I need at {firm}, my employer?'],
  },
  {
    id: 'wife-changes-job',
    old: ['I teach physics at a secondary school.', 'physics teacher here'],
    new: [
      'My wife has become a veterinary nurse. She starts on Monday, and she is already nervous.',
      'My wife is a veterinary nurse from Monday on, new career at forty-five.',
    ],
    state: ['What is my job?'],
    premise: ['Which experiment should I show my class, since I teach physics?'],
  },
  {
    id: 'borrowed-bike',
    old: ['I go to work by tram every day.', 'tram to work, every day'],
    new: [
      'I borrowed the bicycle of {friend} on Sunday and rode around the lake. It was a lovely afternoon.',
      'rode {friend}s bike round the lake on sunday, fun',
    ],
    state: ['How do I get to work?'],
    premise: ['Which magazine should I read on the tram to work tomorrow?'],
  },
  {
    id: 'one-missed-tram',
    old: ['I take the tram to the office each morning.', 'tram to the office every morning'],
    new: [
      'I missed the tram this morning and took a taxi just this once. It cost me eighteen euros.',
      'taxi to the office today bc i missed the tram, never again, 18 euros',
    ],
    state: ['How do I get to the office?'],
    premise: ['I take the tram to the office. When should I be at the stop tomorrow?'],
  },
  {
    id: 'loan-car',
    old: ['I drive a Toyota Yaris.', 'my car is a toyota yaris'],
    new: [
      'My car is at the garage for new brakes until tomorrow. They gave me a BMW for the day, and I felt like a film star.',
      'garage lent me a bmw for the day while they do my brakes, fancy',
    ],
    state: ['Which car do I own?'],
    premise: ['Which oil does my Toyota Yaris need?'],
  },
  {
    id: 'friend-buys-car',
    old: ['My car is a Honda Jazz.', 'driving a honda jazz, love it'],
    new: [
      '{friend} bought a Tesla last week and took me for a ride. I have never felt so much like a passenger in a rocket.',
      'sat in {friend}s new tesla today, whoosh',
    ],
    state: ['What car do I drive?'],
    premise: ['Where is the spare wheel in my Honda Jazz?'],
  },
  {
    id: 'meat-for-guests',
    old: ['I am a vegetarian.', 'im vegetarian fyi'],
    new: [
      'I grilled sausages for my nephews on Saturday while I had my usual halloumi. They ate eleven of them.',
      'nephews came over and i grilled them sausages, halloumi for me as ever',
    ],
    state: ['What kind of diet do I follow?'],
    premise: ['As a vegetarian, what can I order in a steakhouse?'],
  },
  {
    id: 'daughter-vegan',
    old: ['I eat everything, and I love a good steak.', 'i eat everything, steak most of all'],
    new: [
      'My daughter {kid} has become a vegan. She asked me to buy oat milk for her.',
      '{kid} went vegan, i got her oat milk',
    ],
    state: ['Do I eat meat?'],
    premise: ['How should I cook my steak tonight?'],
  },
  {
    id: 'twisted-then-fine',
    old: ['I run ten kilometers every Sunday.', 'sunday 10k, every week'],
    new: [
      'I stumbled on the stairs and feared for my ankle. The doctor checked it and said that nothing was wrong, so I ran as usual.',
      'tripped on the stairs, ankle totally fine, ran on sunday like always',
    ],
    state: ['Do I run on Sundays?'],
    premise: ['How fast should I run my ten kilometers on Sunday?'],
  },
  {
    id: 'coworker-broken-leg',
    old: ['I play volleyball with my club on Mondays.', 'volleyball w the club on mondays'],
    new: [
      'A colleague of mine broke his leg while skiing and will be on crutches until summer. I signed his cast.',
      'guy at work broke his leg skiing, signed his cast',
    ],
    state: ['Do I play volleyball on Mondays?'],
    premise: ['What should I take to volleyball on Monday?'],
  },
  {
    id: 'instrument-added',
    old: ['I play the piano.', 'i play piano'],
    new: [
      'I have taken up the ukulele in addition to the piano. I practice both every day.',
      'started ukulele on top of piano, both daily',
    ],
    state: ['Do I play the piano?'],
    premise: ['Which waltz should I practice on the piano today?'],
  },
  {
    id: 'long-ago-city',
    old: ['I live in {town} with my wife.', 'living in {town} w my wife'],
    new: [
      'When I was a student, I lived in {city} for two years. I found the old photographs in a drawer today.',
      'back in my student days i lived in {city}, found the pics today',
    ],
    state: ['Where do I live now?'],
    premise: ['Which park in {town}, where I live, is good for a picnic?'],
  },
  {
    id: 'wish-to-quit',
    old: ['I work as a customs officer at the port.', 'customs officer at the port'],
    new: [
      'Sometimes I dream of being a baker instead. It will remain a dream, because I like my work far too much.',
      'In another life I would be a baker, but I am happy where I am.',
    ],
    state: ['What is my profession?'],
    premise: ['As a customs officer, which language should I learn for my work at the port?'],
  },
  {
    id: 'tried-phone-in-shop',
    old: ['My phone is a Sony Xperia.', 'got a sony xperia'],
    new: [
      'I tried out an iPhone in the shop while I was waiting for {friend}. It was too big for my hand, so I left it there.',
      'played w an iphone in the shop, too big, didnt buy it',
    ],
    state: ['Which phone do I use?'],
    premise: ['How do I turn on night mode on my Sony Xperia?'],
  },
  {
    id: 'cat-at-vet',
    old: ['I have a cat called {cat} who sleeps on my bed.', '{cat} my cat sleeps on my bed'],
    new: [
      'I took {cat} to the vet for her yearly vaccination. She was very brave, and she came straight home with me.',
      '{cat} got her shots at the vet today, all good',
    ],
    state: ['Do I have a cat?'],
    premise: ['How much food does my cat {cat} need a day?'],
  },
  {
    id: 'grandmother-of-friend',
    old: ['I visit my grandmother every Saturday.', 'saturdays im at grans'],
    new: [
      'The grandmother of {friend} died last week. I went to the funeral to keep my friend company.',
      '{friend}s gran died, went to the funeral w them',
    ],
    state: ['Do I visit my grandmother on Saturdays?'],
    premise: ['Which cake should I take when I visit my grandmother on Saturday?'],
  },
  {
    id: 'other-pool-closed',
    old: ['I swim at the Harbor Road pool on Tuesdays.', 'tuesdays i swim at harbor road pool'],
    new: [
      'The pool in the town where I grew up has been demolished. My brother sent me a picture of the rubble.',
      'they tore down the pool in my childhood town, 300 miles from here, sad',
    ],
    state: ['Do I swim at the Harbor Road pool?'],
    premise: ['What should I pack for my swim at the Harbor Road pool on Tuesday?'],
  },
  {
    id: 'doctor-on-holiday',
    old: ['My family doctor is Dr. Castellan.', 'dr castellan is my gp'],
    new: [
      'Dr. Castellan was on holiday this week, so a stand-in looked at my throat. I have the next appointment with Dr. Castellan in May.',
      'dr castellan away this week, a stand-in had a look, next appt w castellan in may',
    ],
    state: ['Who is my family doctor?'],
    premise: ['What should I ask my family doctor Dr. Castellan in May?'],
  },
  {
    id: 'girlfriend-colleague',
    old: ['My girlfriend is called Lucinda.', 'gf is lucinda'],
    new: [
      'I had lunch with a new colleague, Henrike. She is funny, and her wife makes the best lemon cake.',
      'lunch w the new colleague henrike, her wife bakes, got cake',
    ],
    state: ['Who is my girlfriend?'],
    premise: ['What could I give my girlfriend Lucinda for her birthday?'],
  },
  {
    id: 'kitchen-of-parents',
    old: ['I bake bread at home every Saturday.', 'sat is bread baking day at home'],
    new: [
      'My parents are having their kitchen torn out, and it will be spring before they have an oven. They come to us for dinner.',
      'parents kitchen is ripped out til spring, they eat w us',
    ],
    state: ['Do I bake bread on Saturdays?'],
    premise: ['Which flour should I buy for the bread that I bake on Saturday?'],
  },
];
