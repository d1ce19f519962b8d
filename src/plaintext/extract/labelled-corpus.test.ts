import { describe, expect, it } from 'vitest';
import type { RecordDraft } from '../../kernel/record.ts';
import type { Turn } from '../../kernel/turn.ts';
import { ExtractContext, extractTurns } from './extract-turns.ts';

/** Wednesday. */
const at = Date.UTC(2024, 4, 15, 10);

function turn(text: string, speaker?: string): Turn {
  const base = {
    id: 't1',
    cube: 'c',
    scope: { session: 's' },
    role: 'user' as const,
    text,
    at,
    seq: 1,
    source: 'user' as const,
    trust: 1,
  };
  return { ...base, marks: [], hash: '', ...(speaker === undefined ? {} : { speaker }) };
}

/** What a draft says, in one comparable line. */
function line(draft: RecordDraft): string {
  const data = draft.data as Record<string, string>;
  if (draft.kind === 'fact')
    return `${data['polarity'] === 'negative' ? '-' : '+'}${data['subject']} ${data['slot']} ${data['value']}`;
  if (draft.kind === 'preference')
    return `${data['subject']} ${data['stance']} ${data['topic']}${data['over'] === undefined ? '' : ` over ${data['over']}`}`;
  if (draft.kind === 'instruction')
    return `${data['state']}: ${data['directive']}${data['trigger'] === undefined ? '' : ` / ${data['trigger']}`}`;
  const when = (draft.data as { when?: { from: number } }).when;
  return `event ${data['subject']} ${data['action']}${when === undefined ? '' : ` @${new Date(when.from).toISOString().slice(0, 10)}`}`;
}

const positives: readonly (readonly [said: string, expected: readonly string[]])[] = [
  ['My name is Priya Raman.', ['+user identity.name Priya Raman']],
  ["I'm Craig, a hands-on developer with a practical mindset.", ['+user identity.name Craig']],
  ['I live in Lisbon with my two kids.', ['+user home.city Lisbon']],
  ['I moved to Toronto last month.', ['+user home.city Toronto']],
  [
    "I'm 35 years old, live in Seattle, and am pretty serious about my work.",
    ['+user identity.age 35', '+user home.city Seattle'],
  ],
  ['We relocated from Austin to Denver in March.', ['+user home.city Denver']],
  [
    'I work as a nurse at Mercy Hospital.',
    ['+user work.role a nurse at Mercy Hospital', '+user work.employer Mercy Hospital'],
  ],
  ['I just started a new job at Siemens.', ['+user work.employer Siemens']],
  ['I no longer work at Siemens.', ['-user work.employer Siemens']],
  ["I'm a pediatric nurse.", ['+user work.role a pediatric nurse']],
  ['My sister Anna lives in Berlin.', ['+user relation.sister Anna', '+anna home.city Berlin']],
  ["My brother's name is Tom.", ['+user relation.brother Tom']],
  ['My wife is called Elena.', ['+user relation.wife Elena']],
  ['I have a dog named Rex.', ['+user pet.name Rex', '+user pet.kind a dog']],
  ['We adopted a kitten last week.', ['+user pet.kind a kitten']],
  ["I'm allergic to peanuts and shellfish.", ['+user health.allergy peanuts', '+user health.allergy shellfish']],
  [
    "I'm allergic to walnuts, and from now on please answer in Norwegian kroner.",
    ['+user health.allergy walnuts', 'standing: answer in Norwegian kroner'],
  ],
  ["I'm not allergic to cats.", ['-user health.allergy cats']],
  ["I'm vegetarian.", ['+user health.diet vegetarian']],
  ['I was diagnosed with asthma two years ago.', ['+user health.condition asthma']],
  ['I speak Spanish and Portuguese.', ['+user skill.language Spanish', '+user skill.language Portuguese']],
  ["I'm learning Japanese these days.", ['+user skill.learning Japanese']],
  ['My favorite color is green.', ['+user favorite.color green']],
  ['My favourite movies are Alien and Heat.', ['+user favorite.movie Alien and Heat']],
  ['My birthday is on March 3.', ['+user identity.birthday March 3']],
  ['I grew up in Kerala.', ['+user home.origin Kerala']],
  ["I'm originally from Sweden.", ['+user home.origin Sweden']],
  ['I got married in June 2021.', ['+user relation.status married']],
  ['I have two kids.', ['+user family.children two kids']],
  ['My email address is priya@example.org.', ['+user contact.email priya@example.org']],
  ['I drive a blue Honda Civic.', ['+user possession.vehicle a blue Honda Civic']],
  ['I take the train to work.', ['+user routine.commute the train']],
  ['My budget is $500.', ['+user attribute.budget $500']],
  ['My commute time dropped from 40 minutes to 25 minutes.', ['+user attribute.commute time 25 minutes']],
  ['My goal is to run a marathon.', ['+user goal.current to run a marathon']],
  ["I'm majoring in biology.", ['+user education.major biology']],
  ['I graduated from Stanford University in 2015.', ['+user education.alma-mater Stanford University']],
  ['I play the violin.', ['+user hobby.activity the violin']],
  ['I gave up tennis.', ['-user hobby.activity tennis']],
  ['I used to live in Boston.', ['+user home.city Boston']],
  ['I really love hiking and photography.', ['user likes hiking', 'user likes photography']],
  ["I can't stand cilantro.", ['user dislikes cilantro']],
  ["I'm not a fan of horror movies.", ['user dislikes horror movies']],
  ['I prefer tea over coffee.', ['user prefers tea over coffee']],
  ['I prefer working at night.', ['user prefers working at night']],
  ["I don't eat pork.", ['user avoids pork']],
  ['I avoid gluten.', ['user avoids gluten']],
  ['I hate flying.', ['user dislikes flying']],
  ['I prefer simple, minimal dependencies, how can I keep it that way', ['user prefers simple, minimal dependencies']],
  ['Always answer in bullet points.', ['standing: answer in bullet points']],
  [
    'Always include version numbers when I ask about libraries.',
    ['standing: include version numbers / when I ask about libraries'],
  ],
  ['From now on, reply in French.', ['standing: reply in French']],
  ["Please don't use emojis in your answers.", ['standing: do not use emojis']],
  ['Never mention my ex.', ['standing: never mention my ex']],
  ['When I ask for recipes, give metric units.', ['standing: give metric units / When I ask for recipes']],
  ['Keep your answers short.', ['standing: keep your answers short']],
  ['Call me Mel.', ['standing: call the user Mel', '+user identity.nickname Mel']],
  ['Stop using bullet points.', ['standing: do not use bullet points']],
  ['You no longer need to include version numbers.', ['revoked: You no longer need to include version numbers']],
  ['I want you to always cite your sources.', ['standing: cite your sources']],
  ['Use metric units.', ['standing: use metric units']],
  ['I went to Paris last Saturday.', ['event user went to Paris @2024-05-11']],
  ['I have a dentist appointment next Tuesday.', ['event user have a dentist appointment @2024-05-21']],
  ['Yesterday I ran a 10k.', ['event user ran a 10k @2024-05-14']],
  ['I graduated in May 2019.', ['event user graduated in May 2019 @2019-05-01']],
  ['We are flying to Rome on June 3.', ['event user are flying to Rome on June 3 @2024-06-03']],
  ['I bought a new laptop two weeks ago.', ['event user bought a new laptop @2024-04-29']],
];

/** Said without a look at the patterns; what was missed then is kept as it is. */
const later: readonly (readonly [said: string, expected: readonly string[]])[] = [
  ['My daughter Lily turned 6 last Sunday.', ['+user relation.daughter Lily', '+lily identity.age 6']],
  [
    'My mom was born in Cork but lives in Dublin now.',
    ["+user's mother home.origin Cork", "+user's mother home.city Dublin"],
  ],
  ["I've been vegan for three years now.", ['+user health.diet vegan']],
  ["I've lived in Chicago since 2016.", ['+user home.city Chicago']],
  ["I've got a golden retriever named Biscuit.", ['+user pet.name Biscuit']],
  [
    'My husband Paul works for Airbus as a test engineer.',
    ['+user relation.husband Paul', '+paul work.employer Airbus'],
  ],
  ['I broke my ankle last winter.', ['+user health.injury broke my ankle']],
  ['My flight to Oslo is on June 12.', ['event user flight to Oslo @2024-06-12']],
  ["I'd rather you answer in Spanish from now on.", ['standing: answer in Spanish']],
  ["Don't ever recommend seafood to me.", ['standing: never recommend seafood to me']],
  [
    'Whenever I share code, check it for security problems.',
    ['standing: check it for security problems / Whenever I share code'],
  ],
  ['In future replies, skip the introduction.', ['standing: skip the introduction']],
  ["I don't want you to use emojis anymore.", ['standing: do not use emojis']],
  ['I no longer drink coffee.', ['user avoids coffee']],
  ['I usually wake up at 5:30 am.', ['+user routine.wake at 5:30 am']],
  ['Actually, I moved to Leeds, not Sheffield.', ['+user home.city Leeds']],
  ['My boss, Derek, is really strict.', ['+user relation.boss Derek']],
  ["I'm currently reading Middlemarch.", ['+user hobby.reading Middlemarch']],
  ['I teach math at a high school in Tucson.', ['+user work.role math teacher']],
  ["I'm at Zalando now.", ['+user work.employer Zalando']],
  ['I no longer live in Bristol.', ['-user home.city Bristol']],
  ['I quit my job yesterday.', ['-user work.employer ']],
  ['I quit.', ['-user work.employer ']],
  ['I was laid off last week.', ['-user work.employer ']],
  ["I've been fired.", ['-user work.employer ']],
  ['We split up in April.', ['-user relation.status ']],
  ['My husband left me.', ['-user relation.status ']],
  ['Rex died on Sunday.', ['-user pet.name Rex']],
  ['Our old cat Luna passed away.', ['-user pet.name Luna']],
  ['I stopped taking bisoprolol.', ['-user health.medication bisoprolol']],
  ["Since Monday I've stopped the bisoprolol altogether.", ['-user health.medication bisoprolol']],
  ['I came off the bisoprolol in May.', ['-user health.medication bisoprolol']],
  ['The doctor took me off metformin.', ['-user health.medication metformin']],
  ["I'm no longer on bisoprolol.", ['-user health.medication bisoprolol']],
  ['I work as a baker. Please translate: I live in Madrid.', ['+user work.role a baker']],
];

/** Material of a task is not about the user. */
const borrowed: readonly string[] = [
  'On my way home the bus stopped taking passengers.',
  'Please translate: I work as a baker and I live in Madrid.',
  'Translate this into French: "I live in Madrid and I am allergic to nuts."',
  'Translate "I work as a nurse" to German.',
  'Can you translate the following to Spanish? I live in Rome. I love olives.',
  'Proofread this: I lives in Oslo and I work as a teacher.',
  'Could you proofread the text below?\nI am a lawyer. I live in Graz.',
  'Rewrite this sentence: My sister Anna lives in Berlin.',
  'Summarize the following text: My name is Omar. I moved to Cairo in 2019.',
  'Continue this story: I am a wizard. I live in a tower. I have a cat named Merlin.',
  'Write a story about a faun. I live in Narnia. I am 200 years old.',
  "Write me a short poem in which I live in Atlantis. My brother's name is Poseidon.",
  'Imagine we are in space. I live in Armstrong Base and I work as a pilot.',
  'Suppose the following. I live in Zurich. I earn a lot.',
  "Let's roleplay. I am a knight. I live in Camelot.",
  'Pretend you are my waiter. I am allergic to fish.',
  'Is this grammatical: "I lives in Oslo"? Please correct it: I works as a cook.',
  'The letter began "I live in Boston and I work as a cook" and went on.',
  'I left the house early.',
  'I lost my keys.',
  'The battery died.',
  'My phone died yesterday.',
  'I stopped taking the bus.',
  'I quit the meeting early.',
  'If Rex died, I would cry.',
];

const traps: readonly string[] = [
  'If I lived in Paris, I would eat croissants every day.',
  'Do you live in Berlin?',
  'Should I move to Canada?',
  'I might move to Spain.',
  'Maybe I work too much.',
  'I wish I had a dog named Rex.',
  'Imagine I am a pirate who lives in Tortuga.',
  'In my novel, the hero lives in Prague.',
  'She said "I work at Google".',
  'What is my favorite color?',
  'I love that idea!',
  'I love it.',
  "I'd love to hear more about that.",
  "I'd like to know the difference.",
  'I like how you explained this.',
  'I like the way you think.',
  'Would you prefer tea or coffee?',
  'People always say that money is everything.',
  'I always wanted to see Japan.',
  "I've always been curious.",
  'You always know what to say.',
  'Never mind.',
  'Never have I seen such a mess.',
  'It never works.',
  'When I ask people about it, they laugh.',
  'I am so tired today.',
  'I am from the beginning of the line.',
  'My head is spinning.',
  'My code is broken and I do not know why.',
  'My question is about loops.',
  'I think that works.',
  'I live for these moments.',
  'I work in short bursts.',
  'The server lives in Frankfurt.',
  'Can you help me with this?',
  'Thanks, that was great advice.',
  'I am called every day by salespeople.',
  'This time use a shorter title.',
  'Use the following code to answer the question.',
  'Please add a heading to my resume.',
  'Answer this question about triangles.',
  'Write a short poem about spring.',
  'Let us say I am 80 years old.',
  'How old am I?',
  'Is Anna your sister?',
  'They moved to a new host.',
  'I want to move to the next step.',
  'I have a question about allergies.',
  'I need to talk to my boss.',
  'My friend thinks I am allergic to work.',
  "Don't worry about it.",
  'Stop it, you are too kind!',
  'Forget it.',
  "You don't need to apologize.",
  'I am working on a Python script.',
  'I joined the meeting late.',
  'I left the door open.',
  'I am at the airport.',
  'I have been meaning to call.',
  'The user lives in Oslo, according to the ticket.',
  'What would you do if you were allergic to nuts?',
  'I got it.',
  'I feel great about it!',
  'Remember when we laughed?',
  'For example, I live in London and need a plumber.',
  'I am interested in hearing your thoughts.',
  'You should always back up your data, they say.',
  'From now on the road gets harder.',
  'I met someone who is allergic to dust.',
  'As a vegetarian, what can I cook?',
  'I live by the rule that less is more.',
  'I told him I was from Mars.',
  'I know someone who works at Apple.',
  'I work better with music.',
];

describe('labelled corpus', () => {
  it(`finds what ${positives.length + later.length} statements say and nothing in ${traps.length + borrowed.length} traps, with precision and recall of 0.9 or more`, () => {
    let right = 0;
    let wrong = 0;
    let expectedCount = 0;
    const report: string[] = [];
    for (const [said, expected] of [...positives, ...later]) {
      const found = extractTurns([turn(said)], new ExtractContext()).drafts.map(line);
      expectedCount += expected.length;
      for (const one of expected) {
        const hit = found.some((f) => f === one || f.startsWith(`${one} `));
        if (hit) right++;
        else report.push(`missed in ${JSON.stringify(said)}: ${one}; found ${JSON.stringify(found)}`);
      }
    }
    for (const said of [...traps, ...borrowed]) {
      const found = extractTurns([turn(said)], new ExtractContext()).drafts.map(line);
      wrong += found.length;
      if (found.length > 0) report.push(`false in ${JSON.stringify(said)}: ${JSON.stringify(found)}`);
    }
    const precision = right / (right + wrong);
    const recall = right / expectedCount;
    expect(precision, report.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(recall, report.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('derives nothing false beside the expected in statements', () => {
    const allowed = new Set(['I live in Lisbon with my two kids.']);
    const surplus: string[] = [];
    let all = 0;
    for (const [said, expected] of positives) {
      if (allowed.has(said)) continue;
      for (const one of extractTurns([turn(said)], new ExtractContext()).drafts.map(line)) {
        all++;
        if (!expected.some((e) => one === e || one.startsWith(`${e} `)) && !one.startsWith('event '))
          surplus.push(`${said} -> ${one}`);
      }
    }
    expect(surplus.length / all, surplus.join('\n')).toBeLessThan(0.1);
  });
});

describe('what is not the word of the speaker, and what is over', () => {
  it.each(borrowed)('learns no fact from: %s', (said) => {
    const drafts = extractTurns([turn(said)], new ExtractContext()).drafts;
    expect(drafts.filter((one) => one.kind === 'fact' || one.kind === 'preference').map(line)).toEqual([]);
  });

  it.each(later.filter(([, expected]) => expected.every((one) => one.startsWith('-'))))(
    'ends with: %s',
    (said, expected) => {
      const facts = extractTurns([turn(said)], new ExtractContext()).drafts.filter((one) => one.kind === 'fact');
      expect(facts.map(line)).toEqual(expect.arrayContaining([...expected]));
      expect(facts.every((one) => one.data['polarity'] === 'negative')).toBe(true);
    },
  );

  it('writes dates as days of the zone in which they were said', () => {
    const said = { ...turn('I sold my car yesterday.'), at: Date.UTC(2026, 5, 29, 10, 30), zone: 'Europe/Berlin' };
    const moved = { ...turn('I moved to Toronto yesterday.'), at: Date.UTC(2026, 5, 29, 10, 30), zone: 'Asia/Tokyo' };
    const texts = extractTurns([said, moved], new ExtractContext()).drafts.map((one) => one.text);
    expect(texts.join(' ')).toContain('2026-06-28');
    expect(texts).toContain('The user lives in Toronto (since 2026-06-28).');
    expect(texts.join(' ')).not.toContain('2026-06-27');
  });
});

describe('who is meant', () => {
  const says = (speaker: string, text: string, id: string): Turn => ({ ...turn(text, speaker), id });

  it('takes each speaker of a two-person chat for a person, and no order for an instruction', () => {
    const context = new ExtractContext();
    const { drafts } = extractTurns(
      [
        says('Caroline', 'Hey Mel! I live in Portland now.', 'a'),
        says('Melanie', 'Wow! I work as a potter. Always be yourself, Caroline.', 'b'),
        says('Caroline', 'Always answer in bullet points, my teacher said.', 'c'),
      ],
      context,
    );
    expect(drafts.map(line)).toContain('+caroline home.city Portland');
    expect(drafts.map(line)).toContain('+melanie work.role a potter');
    expect(drafts.filter((one) => one.kind === 'instruction')).toEqual([]);
    expect(drafts.find((one) => one.kind === 'fact')?.text).toBe('Caroline lives in Portland.');
  });

  it('takes orders again in another session with an assistant', () => {
    const context = new ExtractContext();
    extractTurns([says('Caroline', 'Hi Mel!', 'a'), says('Melanie', 'Hi you!', 'b')], context);
    const order: Turn = { ...says('Caroline', 'Always answer in bullet points.', 'c'), scope: { session: 'other' } };
    expect(extractTurns([order], context).drafts.map(line)).toEqual(['standing: answer in bullet points']);
  });

  it('resolves a short name to the one speaker it can mean, and a pronoun to the person last mentioned', () => {
    const context = new ExtractContext();
    const first = extractTurns(
      [
        says('Melanie', 'Hi there, how is the garden?', 'a'),
        says('Caroline', 'I saw Mel yesterday. My sister Anna is a vet. She lives in Bern.', 'b'),
      ],
      context,
    );
    expect(first.drafts.map(line)).toContain('+anna home.city Bern');
    const second = extractTurns([says('Caroline', 'Mel is 40 years old.', 'c')], context);
    expect(second.annotations[0]?.entities[0]?.name).toBe('melanie');
    expect(second.drafts.map(line)).toEqual(['+melanie identity.age 40']);
  });

  it('calls the user by the name told, and keeps the subject', () => {
    const { drafts } = extractTurns(
      [turn('My name is Craig.'), { ...turn('I live in Hull.'), id: 't2' }],
      new ExtractContext(),
    );
    expect(drafts.map((one) => one.text)).toEqual(['The user is called Craig.', 'Craig lives in Hull.']);
    expect(drafts[1]?.data['subject']).toBe('user');
  });

  it('learns nothing about the user from an assistant, but its own deeds', () => {
    const base = { ...turn(''), role: 'assistant' as const, source: 'assistant' as const };
    const advice = { ...base, text: 'You should live in Berlin. I live in Berlin too! Always use sunscreen.' };
    const deed = { ...base, text: "I've scheduled the dentist for next Tuesday." };
    expect(extractTurns([advice], new ExtractContext()).drafts).toEqual([]);
    const [event] = extractTurns([deed], new ExtractContext()).drafts;
    expect(event?.kind).toBe('event');
    expect(event?.data['subject']).toBe('assistant');
  });

  it('takes "no, I meant Munich" for the last fact, corrected', () => {
    const { drafts } = extractTurns(
      [turn('I live in Berlin.'), { ...turn('No, I meant Munich.'), id: 't2' }],
      new ExtractContext(),
    );
    expect(drafts[1]?.data).toMatchObject({ slot: 'home.city', value: 'Munich', replaces: 'Berlin', correction: true });
  });

  it.each(['noise', 'instruction', 'recalled'] as const)('derives nothing from a turn marked %s', (mark) => {
    const marked: Turn = { ...turn('I live in Berlin. Always answer in French.'), marks: [mark] };
    expect(extractTurns([marked], new ExtractContext()).drafts).toEqual([]);
  });

  it('derives from the part of a recalled turn that is new', () => {
    const text = 'You told me once: I live in Berlin and like tea. I work at Bosch.';
    const marked: Turn = { ...turn(text), marks: ['recalled'], meta: { echoes: [[0, 49]] } };
    expect(extractTurns([marked], new ExtractContext()).drafts.map(line)).toEqual(['+user work.employer Bosch']);
  });
});

describe('Chinese, Japanese and Korean', () => {
  it.each([
    ['我叫张曼婷，很高兴认识你。', '+user identity.name 张曼婷'],
    ['我住在上海。', '+user home.city 上海'],
    ['我很喜欢绘画和弹钢琴。', 'user likes 绘画'],
    ['我对花生过敏。', '+user health.allergy 花生'],
    ['以后请用英文回答。', 'standing: 以后请用英文回答'],
    ['私の名前は田中です。', '+user identity.name 田中'],
    ['東京に住んでいます。', '+user home.city 東京'],
    ['제 이름은 김민수예요.', '+user identity.name 김민수'],
    ['저는 서울에 살아요.', '+user home.city 서울'],
  ])('%s', (said, expected) => {
    expect(extractTurns([turn(said)], new ExtractContext()).drafts.map(line)).toContain(expected);
  });

  it('takes questions and conditions for no statement', () => {
    for (const said of ['你喜欢绘画吗？', '如果我住在上海就好了。', 'どこに住んでいますか？']) {
      expect(extractTurns([turn(said)], new ExtractContext()).drafts, said).toEqual([]);
    }
  });
});
