import { describe, expect, it } from 'vitest';
import { createStateProfile, observeSession } from '../../plaintext/revise/state/index.ts';
import { shippedUserSchema } from './shipped-schema.ts';

const dayMs = 86_400_000;

/** The first statement with what became of it once the second was made, nine days later. */
async function after(first: string, second: string): Promise<readonly string[]> {
  const schema = shippedUserSchema();
  let profile = createStateProfile();
  for (const [at, text] of [first, second].entries())
    ({ profile } = await observeSession(
      profile,
      { id: `s${at}`, at: at * 9 * dayMs, turns: [{ id: `t${at}`, role: 'user', text }] },
      { schema },
    ));
  return profile.items.flatMap(({ sessionId, status, history }) =>
    sessionId === 's0' ? [history.length > 0 ? 'REPLACED' : status] : [],
  );
}

describe('what is thought of and not done', () => {
  it.each([
    ['I live in Porto.', 'We toyed with relocating to Madrid, then dropped it.'],
    ['I live in Leeds.', 'Moving to Bristol crossed my mind, but no.'],
    ['I live in Ghent.', 'My wife floated the idea of moving to Antwerp. Not happening.'],
    ['I work at Bosch.', 'Audi made me an offer and I turned it down.'],
    ['I work at Bosch.', 'I had an interview at Siemens but withdrew.'],
    ['I drive a Volvo.', 'We nearly bought a Honda last weekend.'],
    ['I drive a Volvo.', 'The dealer tried to sell me a Kia, no thanks.'],
    ['I am vegan.', 'I was tempted to go back to meat, I did not.'],
    ['I have a cat named Pixel.', 'We discussed getting a dog and decided not to.'],
    ['I bank with Lloyds.', 'I looked into switching to Monzo and left it.'],
    ['I live in Turin.', 'Everyone keeps telling me to move to Milan.'],
    ['I am learning Spanish.', 'I considered switching to Italian and stuck with it.'],
    ['I live in Cork.', 'We viewed a house in Galway, far too damp.'],
    ['I use a Pixel 6.', 'Almost ordered an iPhone, came to my senses.'],
    ['I go to yoga on Tuesdays.', 'I wondered about quitting yoga, but I like the teacher.'],
    ['I cycle to work.', 'I thought I might drive to work, but parking is silly.'],
    ['I live in Bergen.', 'A job in Oslo came up, I passed on it.'],
    ['My dentist is Dr Novak.', 'A friend suggested Dr Brandt, but I am staying where I am.'],
    ['I play the cello.', 'I toyed with swapping the cello for a guitar.'],
    ['I live in Lyon.', 'We put an offer in on a flat in Nice and were outbid.'],
    ['I work at the library.', 'There was talk of me moving to the museum, it came to nothing.'],
    ['I am single.', 'Someone asked me to marry him as a joke.'],
    ['I have two cats.', 'We talked about rehoming the cats but could not do it.'],
    ['I smoke.', 'I keep saying I will quit smoking.'],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await after(first, second)).toEqual(['ACTIVE']);
  });
});

describe('what is of somebody else', () => {
  it.each([
    ['My favorite airline is now Leeds Quartz.', 'I told Rosa that the training is on track, as is Quartz.'],
    ['My favorite cafe is now Graz Falcon.', 'Bruno is out this week, so Falcon has to wait.'],
    ['I live in Porto.', 'Our son has moved to Madrid for university.'],
    ['I work at Bosch.', 'My neighbour lost his job at Bosch.'],
    ['My cat is called Luna.', 'The cat of my colleague died at the weekend.'],
    ['I have a dog named Otto.', 'Grandma had to put her dog to sleep.'],
    ['I cycle to work.', 'Somebody stole the bike of the girl next door.'],
    ['I drive a Volvo.', 'Mum wrote off her car on the motorway.'],
    ['I am married to Tom.', 'My best friend and her husband split up.'],
    ['I am vegan.', 'My flatmate is not vegan any more.'],
    ['I take the tube to work.', 'My manager works from home now.'],
    ['I live in Ghent.', 'A colleague of mine relocated to Namur.'],
    ['I am lactose intolerant.', 'My son turned out not to be lactose intolerant.'],
    ['I play tennis on Saturdays.', 'My tennis partner broke his ankle.'],
    ['I have a driving licence.', 'Dad had his licence taken away.'],
    ['I work at the hospital.', 'They laid off half of the ward at the other hospital.'],
    ['I live with my girlfriend Mia.', "Mia's sister moved in with her boyfriend."],
    ['I go running every morning.', 'The dog of my friend hurt its leg.'],
    ['I live in Turin.', 'In the book I am reading, the narrator moves to Genoa.'],
    ['I bank with Lloyds.', 'My parents closed their account at Lloyds.'],
    ['I am single.', 'My ex got engaged to a dentist.'],
    ['I rent a flat in Graz.', 'One of my clients sold her house in Linz.'],
    ['I eat meat.', 'My cousin went vegetarian in spring.'],
    ['I have two kids.', 'My sister had her baby on Monday.'],
    ['My phone is a Pixel.', "My brother's Pixel fell into the lake."],
    ['I work nights.', 'The new guy starts on nights next week.'],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await after(first, second)).toEqual(['ACTIVE']);
  });
});

describe('what is denied, or over long ago', () => {
  it.each([
    ['I own a Volvo.', 'I have not sold the Volvo.'],
    ['I live in Porto.', 'I lived in Braga as a kid.'],
    ['I live in Porto.', 'Before Porto I spent three years in Faro.'],
    ['I live in Toronto.', 'I was in Montreal until 2019.'],
    ['I do not smoke.', 'I smoked in my twenties.'],
    ['I work at Bosch.', 'I never left Bosch.'],
    ['I work at Bosch.', 'I used to be at Audi.'],
    ['I live in Graz.', 'No, we have not moved to Linz.'],
    ['I am vegan.', 'I was a big meat eater once.'],
    ['I have a cat named Pixel.', 'I had a dog when I was ten.'],
    ['I live in Leeds.', 'I grew up in Cardiff.'],
    ['I drive a Volvo.', 'My first car was a Fiat.'],
    ['I am married.', 'I was engaged to somebody else years ago.'],
    ['I play the violin.', 'As a child I played the piano.'],
    ['I live in Austin.', 'I did not take the flat in Seattle after all.'],
    ['I work at the town hall.', 'I have not resigned, that was a rumour.'],
    ['My dentist is Dr Novak.', 'Dr Brandt was my dentist back in Kiel.'],
    ['I go to the gym on Mondays.', 'I did not cancel the gym.'],
    ['I live in Cork.', 'I once lived in Galway for a summer.'],
    ['I have a Pixel phone.', 'My last phone was a Nokia.'],
    ['I study medicine.', 'I started out in law, long ago.'],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await after(first, second)).toEqual(['ACTIVE']);
  });
});

describe('what is done once', () => {
  it.each([
    ['I take the bus to work.', 'I worked from home yesterday because of the snow.'],
    ['I take the tube to work.', 'I work from home on Fridays.'],
    ['I cycle to work.', 'Took the car today, pouring rain.'],
    ['I am vegetarian.', "I had one bite of my dad's steak on Sunday."],
    ['I drink coffee every morning.', 'I had tea this morning for once.'],
    ['I go running every morning.', 'I skipped my run today.'],
    ['I live in Porto.', 'I am in Madrid this week for a conference.'],
    ['I live in Porto.', "Staying at my sister's in Braga until Friday."],
    ['I go to yoga on Tuesdays.', 'Yoga moved to Wednesday this week only.'],
    ['I work in the office.', 'I am working from the cafe today.'],
    ['I sleep at ten.', 'I stayed up until two last night.'],
    ['I eat lunch in the canteen.', 'I brought sandwiches today.'],
    ['I live alone.', 'My mother is staying with me for the week.'],
    ['I play tennis on Saturdays.', 'We went bowling last Saturday instead of tennis.'],
    ['I take the 8:10 train.', 'I caught the 9:10 this morning.'],
    ['I do not drink alcohol.', 'I had a sip of champagne at the wedding.'],
    ['I walk the dog at six.', 'My neighbour walked the dog today.'],
    ['I work nights.', 'I covered a day shift on Tuesday.'],
    ['I use a Pixel.', "I am writing this from my wife's iPhone."],
    ['I live in Bergen.', 'We are spending August in Crete.'],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await after(first, second)).toEqual(['ACTIVE']);
  });
});

describe('what is planned, or said by others', () => {
  it.each([
    ['I live in Bergen.', 'Next month I move to Trondheim.'],
    ['I live in Bergen.', 'We are moving to Trondheim in the autumn.'],
    ['I work at Bosch.', 'I start at Audi in September.'],
    ['I drive a Volvo.', 'We are getting a Honda next year.'],
    ['I live in Luton.', 'Everyone thinks I live in London.'],
    ['I live in Luton.', 'My profile says I live in London, it is wrong.'],
    ['I work at Bosch.', 'LinkedIn still says I work at Audi.'],
    ['I am vegetarian.', 'I plan to eat meat again after the birth.'],
    ['I am single.', 'My mother tells people I am engaged.'],
    ['I smoke.', 'I will stop smoking on my birthday.'],
    ['I live in Leeds.', 'If the deal goes through we will live in York.'],
    ['I bank with Lloyds.', 'I am going to open an account at Monzo.'],
    ['My dentist is Dr Novak.', 'Dr Brandt takes over the practice next year.'],
    ['I cycle to work.', 'From November I will take the bus.'],
    ['I work nights.', 'My boss says I am on days from May.'],
    ['I live with Tom.', 'Tom is going to move out in June.'],
    ['I live in Cork.', 'My landlord wants us out by Christmas.'],
    ['I go to yoga on Tuesdays.', 'The yoga class will move to Thursdays after Easter.'],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await after(first, second)).toEqual(['ACTIVE']);
  });
});

describe('what is of another thing of the kind', () => {
  it.each([
    ['My email is ana@old.example.', 'My phone number is 0700 111 222.'],
    ['I put Fedora on the laptop.', 'My desktop still has Windows.'],
    ['I have a dog named Otto.', 'I have a cat named Pixel.'],
    ['My work phone is a Nokia.', 'My own phone is a Pixel.'],
    ['I have an account at Lloyds.', 'My business account is with Monzo.'],
    ['My son goes to Oakfield.', 'My daughter goes to Hillside.'],
    ['My rent is 900 euros.', 'My gym costs 40 euros.'],
    ['I have a Netflix subscription.', 'I have a subscription to the Guardian.'],
    ['My GP is Dr Lee.', 'My dermatologist is Dr Patel.'],
    ['I drive a Volvo.', 'My wife drives a Honda.'],
    ['I speak Dutch.', 'I am learning Greek.'],
    ['I live in Porto.', 'My parents have a house in Faro.'],
    ['My laptop is a ThinkPad.', 'My tablet is an iPad.'],
    ['I work at the library.', 'I volunteer at the shelter.'],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await after(first, second)).toEqual(['ACTIVE']);
  });
});

describe('what is about something else', () => {
  it.each([
    ['I work at Bosch.', 'First day at the beach today.'],
    ['I work at Bosch.', 'I left the umbrella at Audi.'],
    ['I am married.', 'We broke up the old patio at the weekend.'],
    ['My rent is 900 euros.', 'Rent in Oslo is 1500 euros.'],
    ['I live in Faro.', 'I moved the meeting to Brussels.'],
    ['I live in Faro.', 'I moved my savings to Revolut.'],
    ['I live in Faro.', 'We moved to Teams for our calls.'],
    ['I live in Faro.', 'I moved my desk to the bedroom.'],
    ['I have a cat named Pixel.', 'My cat Pixel is fine, but my aunt gave away her dog.'],
    ['I live in Turin.', 'Unlike my ex, who moved to Genoa, I love it here.'],
    ['I live in Porto.', 'I lived in Linz for a bit between Vienna and here.'],
    ['I cycle to work.', "Someone stole my neighbour's bike."],
    ['I live in Austin.', 'The Seattle move fell through, staying in Austin.'],
    ['I take the tube to work.', 'My boss works from home on Fridays.'],
    ['I am single.', 'My friend is seeing someone called Noor.'],
    ['I live in Dublin.', "Spending this week in Galway at my mum's."],
    ['I play football on Thursdays.', "Yeah right, like I'd ever give up football."],
    ['I work in pharma.', "I'm so tired I've basically moved into the office, lol."],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await after(first, second)).toEqual(['ACTIVE']);
  });
});

describe('what is over, mended or so again', () => {
  it.each([
    ['I broke my leg, it is in a cast.', 'The cast came off this morning.'],
    ['I broke my wrist.', 'My wrist has healed.'],
    ['I sprained my ankle.', 'The ankle is fine again.'],
    ['I eat a keto diet.', 'Off keto since Sunday.'],
    ['I am vegan.', 'I eat everything again.'],
    ['I am vegetarian.', 'I gave up being vegetarian.'],
    ['I play in a band called Rusty Nails.', 'We broke up the band.'],
    ['I play in a band called Rusty Nails.', 'I left the band in May.'],
    ['I drive a Civic.', 'I sold the Civic.'],
    ['I am single.', 'I am seeing someone called Noor.'],
    ['I hate mushrooms.', 'Turns out I love mushrooms.'],
    ['My fingers are in a splint.', 'Splint came off today and everything moves again.'],
    ['I cannot run because of my knee.', 'Physio signed me off, I am back to my morning runs.'],
    ['I am on crutches.', 'No more crutches!'],
    ['I take antibiotics.', 'I finished the antibiotics.'],
    ['I work at Bosch.', 'I do not work at Bosch any more.'],
    ['I am in a choir.', 'I am no longer in the choir.'],
    ['I have a lodger.', 'The lodger moved out.'],
    ['I share a flat with Ben.', 'Ben moved out, I have the place to myself.'],
    ['I have a dog named Otto.', 'Otto died last week.'],
    ['I am unemployed.', 'I found a job at the bakery.'],
    ['I go to the gym on Mondays.', 'I cancelled my gym membership.'],
  ])('ends: %s / %s', async (first, second) => {
    expect(await after(first, second)).toContain('STALE');
  });
});

describe('what is denied', () => {
  it.each([
    ['I work at Cirrus.', 'I do not work at Cirrus.'],
    ['I work at Cirrus.', 'I have never worked at Cirrus.'],
    ['I live in Porto.', 'I do not live in Porto.'],
    ['I moved to Lisbon.', 'I never moved to Lisbon, that was a joke.'],
    ['I have a dog named Otto.', 'I do not have a dog named Otto.'],
    ['I am married to Tom.', 'I am not married to Tom.'],
    ['I bank with Lloyds.', "I don't bank with Lloyds."],
    ['I moved to Antwerp.', 'Forget what I said about Antwerp, the deal fell through.'],
    ['I moved to Linz.', 'Just kidding, I did not move to Linz.'],
    ['I am vegan.', 'I am not vegan, that was a mix-up.'],
    ['I smoke.', 'That is wrong, I do not smoke.'],
  ])('ends: %s / %s', async (first, second) => {
    expect(await after(first, second)).toContain('STALE');
  });
});

describe('what is gone in other words', () => {
  it.each([
    ['I smoke a pack a day.', "That's wrong, I don't smoke and never did."],
    ['I play in a band called Rusty Nails.', "I'm not in Rusty Nails any more."],
    ['I drive a Skoda Octavia.', 'The Octavia failed its MOT so badly that we scrapped it.'],
    ['I drink about four coffees a day.', 'Doctor says my heart is skipping, so caffeine is off the menu for good.'],
    ['My address is 14 Elm Street, Norwich.', 'Please note I have a new address: 3 Harbour View, Lowestoft.'],
    ['I work at Siemens.', 'Let me correct that, my employer is Audi.'],
    ['I have two cats, Miso and Tofu.', 'Tofu went to live with my ex.'],
    ['My dog Biscuit is a 9 year old beagle.', 'We had to say goodbye to Biscuit on Sunday.'],
    ['I live in Bristol.', 'Back home for good, I live in Leeds again.'],
  ])('ends: %s / %s', async (first, second) => {
    expect(await after(first, second)).toContain('STALE');
  });
});

describe('what names the same beside a word that ends other things', () => {
  it.each([
    ['I live in Leeds.', 'I never liked Leeds in November.'],
    ['I live in Bergen.', 'I left Bergen at six for a day in the mountains.'],
    ['My boss is called Marta.', 'Marta sold her car.'],
    ['I drive a Volvo.', 'The Volvo is fixed.'],
    ['I use a Pixel 8.', 'I dropped the Pixel 8 but it is fine.'],
    ['I play badminton on Tuesdays.', 'Badminton was cancelled this Tuesday, the hall floor was being varnished.'],
    ['I have lunch with Uma on Fridays.', 'Uma changed the pictures in her hall and it threw me.'],
    ['I belong to the Wensum chess club, we meet on Fridays.', 'No chess on Good Friday, the hall was closed.'],
    ['I use a blue inhaler for my asthma.', 'Lost my inhaler in the cinema, the usher found it under row F.'],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await after(first, second)).toEqual(['ACTIVE']);
  });

  it('a mended thing ends that it was broken', async () => {
    expect(await after('The dishwasher is broken, I wash up by hand.', 'The dishwasher is fixed.')).toContain('STALE');
  });
});

describe('who hands in their notice', () => {
  it('works there until it is up, and somebody is asked', async () => {
    const schema = shippedUserSchema();
    let profile = createStateProfile();
    for (const [at, text] of ['I work at Bosch.', 'I handed in my notice.'].entries())
      ({ profile } = await observeSession(
        profile,
        { id: `s${at}`, at: at * 9 * dayMs, turns: [{ id: `t${at}`, role: 'user', text }] },
        { schema },
      ));
    expect(profile.items.find(({ sessionId }) => sessionId === 's0')?.status).toBe('ACTIVE');
    expect(profile.conflicts.map(({ kind }) => kind)).toEqual(['weak-challenge']);
  });

  it('is gone where the last day is over', async () => {
    expect(await after('I work at Bosch.', 'I handed in my notice, Friday was my last day.')).toContain('STALE');
  });
});
