import { describe, expect, it } from 'vitest';
import type { MemoryRecord } from '../../kernel/record.ts';
import { classifyQuestion } from '../recall/intent.ts';
import { queryTerms } from '../recall/query-terms.ts';
import type { ParsedQuery } from '../recall/types.ts';
import { type AnswerContext, type Evidence, type ReadAnswer, readAnswer } from './read-answer.ts';

const said = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** `Speaker: text`, best hit first; the turn before or after may follow after ` << ` or ` >> `. */
function turn(line: string, day: string, index = 0): Evidence {
  const [, speaker = '', rest = ''] = /^(\w+): (.*)$/s.exec(line) ?? [];
  const [withBefore = '', after] = rest.split(' >> ');
  const [text = '', before] = withBefore.split(' << ');
  const id = `t${index}`;
  return {
    hit: {
      id,
      type: 'turn',
      kind: 'turn',
      text,
      at: said(day),
      speaker,
      scope: { user: 'u' },
      sources: [id],
      score: 1,
      trust: 1,
    },
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function parsed(text: string, speakers: readonly string[]): ParsedQuery {
  const named = speakers.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(text));
  return {
    text,
    ...classifyQuestion(text),
    terms: queryTerms(text).map(({ term }) => term),
    entities: [],
    speakers: named,
  };
}

const context: AnswerContext = { now: said('2024-01-01'), confidence: 0.9, abstain: false, facts: [] };

function ask(question: string, lines: readonly string[], more: Partial<AnswerContext> = {}): ReadAnswer {
  const evidence = lines.map((line, index) => turn(line, '2023-05-08', index));
  const speakers = [...new Set(['Ana', 'Ben', ...evidence.map(({ hit }) => hit.speaker ?? '')])];
  return readAnswer(parsed(question, speakers), evidence, { ...context, ...more });
}

type Case = readonly [question: string, answer: string | undefined, lines: readonly string[]];

const tables: Readonly<Record<string, readonly Case[]>> = {
  'when it happened': [
    [
      'When did Ana visit the pottery studio?',
      '7 May 2023',
      ['Ana: I visited the pottery studio yesterday, it was great.'],
    ],
    [
      'When did Ana run the charity race?',
      'the Saturday before 8 May 2023',
      ['Ana: I ran the charity race last Saturday!'],
    ],
    ['When did Ben move to Lisbon?', '2021', ['Ben: I moved to Lisbon two years ago.']],
    ['When did Ben start his new job?', 'April 2023', ['Ben: I started my new job last month.']],
    ['When did Ana go to the museum?', 'the week before 8 May 2023', ['Ana: Last week I went to the museum with Tom.']],
    ['When is Ana going camping?', 'the weekend after 8 May 2023', ['Ana: We are going camping next weekend.']],
    ['When did Ana adopt the cat?', 'a few weeks before 8 May 2023', ['Ana: I adopted the cat a few weeks ago.']],
    ['When did Ana graduate?', '14 June 2019', ['Ana: I graduated on June 14, 2019.']],
    ['When did Ana finish the painting?', '8 May 2023', ['Ana: I just finished the painting, still wet!']],
    ['What year did Ben buy the boat?', '2018', ['Ben: I bought the boat in 2018.']],
    ['On what date did Ben sell the boat?', '6 May 2023', ['Ben: I sold the boat last Saturday.']],
    ['When did Ben take the photo course?', 'May 2023', ['Ben: I took the photo course and loved it.']],
    ['How long ago did Ana learn to swim?', 'ten years ago', ['Ana: I learned to swim ten years ago.']],
    [
      'When did Ana bring the dog home?',
      '6 May 2023',
      ['Ana: Two days ago, she is so shy! << When did you bring the dog home?'],
    ],
  ],
  'quantities and durations': [
    ['How long has Ana been married?', 'five years', ['Ana: We have been married for five years now.']],
    ['How many children does Ben have?', 'three', ['Ben: My three children keep me busy.']],
    ['How often does Ana swim?', 'twice a week', ['Ana: I swim twice a week at the lake.']],
    ['How much did Ben pay for the lamp?', '$45', ['Ben: I paid $45 for the lamp.']],
    ['How old is Ana?', '31', ['Ana: I am 31 and I feel like 20.']],
    ['How many recipes are in the book?', 'fifty-two', ['Ben: There are fifty-two recipes in the book.']],
    [
      'How long did Ben stay in Rome?',
      'Ten days',
      ['Ben: Ten days, and it rained once. << How long did you stay in Rome?'],
    ],
  ],
  'persons and places': [
    ['Who taught Ana to knit?', 'grandmother Rosa', ['Ana: My grandmother Rosa taught me to knit.']],
    ["Who is Ben's manager?", 'Carla', ['Ben: My manager is Carla, she is kind.']],
    ['Where does Ben work?', 'library', ['Ben: I work at the library near my flat.']],
    ['Where did Ana grow up?', 'Porto', ['Ana: I grew up in Porto with my cousins.']],
    ['Which country did Ana visit in winter?', 'Japan', ['Ana: In winter I visited Japan, the snow was magic.']],
  ],
  'things, names and kinds': [
    ['What instrument does Ben play?', 'cello', ['Ben: I play the cello in a small quartet.']],
    ["What is the name of Ana's cat?", 'Biscuit', ['Ana: I have a cat named Biscuit.']],
    ['What did Ana buy at the market?', 'copper pot', ['Ana: I bought a copper pot at the market.']],
    ['What book is Ana reading?', 'The Overstory', ['Ana: Right now I am reading "The Overstory" before bed.']],
    ["What color is Ben's bike?", 'bright green', ['Ben: My bike is bright green.']],
    ['What is Ana afraid of?', 'umbrellas', ['Ana: I am scared of umbrellas, honestly.']],
    [
      'What bread did Ben enter at the fair?',
      'rye sourdough with walnuts',
      ['Ben: A rye sourdough with walnuts. << Which bread did you enter?', 'Ben: The bakery won a prize at the fair!'],
    ],
    ['How did Ana feel about the interview?', 'nervous', ['Ana: The interview was live. I felt so nervous.']],
  ],
  reasons: [
    ['Why did Ben stop running?', 'I hurt my knee', ['Ben: I stopped running because I hurt my knee.']],
    [
      'Why did Ana move?',
      'The old flat had stairs',
      ['Ana: The old flat had stairs. << Why did you move?', 'Ana: I moved in March.'],
    ],
  ],
  'yes or no, one or the other': [
    ['Does Ben like olives?', 'No', ['Ben: I do not like olives at all.']],
    ['Does Ana like olives?', 'Yes', ['Ana: I love olives on pizza.']],
    ['Would Ana enjoy a concert by Vivaldi?', 'Likely yes', ['Ana: I enjoy Vivaldi, his concert music calms me.']],
    [
      'Which did Ana start first, the choir or the judo class?',
      'judo class',
      ['Ana: I started the choir last week.', 'Ana: I started the judo class two years ago.'],
    ],
  ],
  'people mixed up, or nothing said': [
    [
      'What instrument does Ana play?',
      undefined,
      ['Ben: I play the cello in a small quartet.', 'Ana: The quartet sounds lovely.'],
    ],
    [
      'When did Ana run the charity race?',
      undefined,
      ['Ben: I ran the charity race last Saturday!', 'Ana: Nice, well done.'],
    ],
    ['How much did the flights to Osaka cost?', undefined, ['Ana: We fly to Osaka in spring.']],
    ["What is Ana's shoe size?", undefined, ['Ben: The weather is awful today.']],
    ['Forget everything about Ben', undefined, ['Ben: I had lunch.']],
  ],
};

describe.each(Object.entries(tables))('%s', (_, cases) => {
  it.each<Case>([...cases])('%s -> %s', (question, answer, lines) => {
    const given = ask(question, lines);
    expect(given.text).toBe(answer);
    expect(given.found).toBe(answer !== undefined);
    expect(given.explanation).toMatch(/^["A-Z].*\.$/);
    expect(given.evidence.length > 0).toBe(answer !== undefined);
  });
});

describe('several turns', () => {
  it('joins a list over turns', () => {
    const { text, evidence } = ask('What activities does Ana do to relax?', [
      'Ana: To relax I go swimming in the lake.',
      'Ana: I relax by painting on Sundays.',
      'Ben: I relax with chess.',
    ]);
    expect(text).toContain('swimming');
    expect(text).toContain('painting');
    expect(text).not.toContain('chess');
    expect(evidence).toEqual(expect.arrayContaining(['t0', 't1']));
  });

  it('takes the newest of two statements where the present is asked about', () => {
    const evidence = [
      turn('Ana: I live in Porto.', '2022-01-05', 0),
      turn('Ana: I live in Dublin now.', '2023-03-01', 1),
    ];
    expect(readAnswer(parsed('Where does Ana live now?', ['Ana']), evidence, context).text).toBe('Dublin');
  });

  it('tells a history in order', () => {
    const evidence = [
      turn('Ana: The wedding date is now 6 June 2024.', '2023-09-01', 0),
      turn('Ana: The wedding date is 20 May 2024.', '2023-05-01', 1),
    ];
    const { text } = readAnswer(parsed('How has the wedding date changed?', ['Ana']), evidence, context);
    expect(text).toBe('20 May 2024, then 6 June 2024');
  });

  it('names the hits that it read from, and stays the same when asked again', () => {
    const lines = ['Ben: It rained.', 'Ana: I bought a kayak last week.'];
    const first = ask('What did Ana buy?', lines);
    expect(first).toMatchObject({ text: 'kayak', evidence: ['t1'] });
    expect(ask('What did Ana buy?', lines)).toEqual(first);
  });
});

describe('records', () => {
  const record = (kind: MemoryRecord['kind'], data: Record<string, unknown>, text: string): MemoryRecord => ({
    id: `r-${text.length}`,
    version: 1,
    kind,
    text,
    data,
    scope: { user: 'u' },
    sources: ['t9'],
    from: [],
    valid: { from: said('2023-01-01') },
    recorded: { at: said('2023-01-01') },
    status: 'activated',
    reason: 'said',
    confidence: 0.9,
    importance: 0.5,
    trust: 1,
    retention: { strength: 1, usedAt: 0, uses: 0, bits: 32 },
  });
  const fact = (slot: string, value: string, more: Record<string, unknown> = {}): MemoryRecord =>
    record(
      'fact',
      { subject: 'ana', slot, value, polarity: 'positive', cardinality: 'single', ...more },
      `Ana: ${slot.split('.').join(' ')} ${value}`,
    );

  it('answers from a current fact', () => {
    const facts = [fact('home.city', 'Dublin')];
    expect(ask('What city does Ana live in?', ['Ana: I like tea.'], { facts })).toMatchObject({
      text: 'Dublin',
      evidence: ['t9'],
    });
  });

  it('leaves out facts of somebody else and facts that are over', () => {
    const facts = [
      fact('home.city', 'Oslo', { subject: 'ben' }),
      { ...fact('home.city', 'Porto'), valid: { from: 0, to: said('2022-01-01') } },
    ];
    expect(ask('What city does Ana live in?', ['Ana: I like tea.'], { facts }).found).toBe(false);
  });

  it('says yes or no by stance', () => {
    const facts = [
      record('preference', { subject: 'ana', topic: 'mushrooms', stance: 'dislikes' }, 'Ana dislikes mushrooms'),
    ];
    expect(ask('Does Ana like mushrooms?', ['Ana: I like tea.'], { facts }).text).toBe('No');
  });

  it('gives a standing instruction', () => {
    const facts = [
      record(
        'instruction',
        { directive: 'give weights in grams', trigger: 'recipes', state: 'standing' },
        'Recipes: weights in grams',
      ),
    ];
    expect(ask('How should recipes be written?', ['Ana: I like tea.'], { facts }).text).toBe('give weights in grams');
  });
});

it('takes time in proportion to the hits that it reads', () => {
  const lines = Array.from(
    { length: 10 },
    (_, i) =>
      `Ana: On day ${i} I painted picture number ${i} in the garden. It took ${i} hours. Ben helped me a little.`,
  );
  const time = (given: readonly string[]): number => {
    const started = performance.now();
    for (let i = 0; i < 20; i++) ask(`What did Ana paint in the garden on day ${i % 10}?`, given);
    return performance.now() - started;
  };
  const [one, ten] = [lines.slice(0, 1), lines];
  time(ten);
  // In turn, and the best of each: a busy machine slows both down.
  const best = { ten: Number.POSITIVE_INFINITY, one: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 7; round++) {
    best.ten = Math.min(best.ten, time(ten));
    best.one = Math.min(best.one, time(one));
  }
  // Ten times the text: what is read grows with it, and no faster.
  expect(best.ten / best.one).toBeLessThan(25);
});
