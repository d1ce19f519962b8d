/**
 * Pairs of texts that belong together, to tune the token vectors on: dictionary entries with their definitions
 * (WordNet), neighbouring turns and sentences of permissively licensed conversations, and questions made from
 * sentences by templates written here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Deterministic numbers in [0, 1). */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How often a pair of each kind is drawn, relative to its number. */
const kindWeights = { lemma: 0.5, related: 0.1, example: 0.5, synonym: 0.1, turn: 4, cloze: 4, question: 4 };

const openings = [
  'what did i say about',
  'can you remind me about',
  'when did i mention',
  'how many times did i talk about',
  'what was the',
  'which',
  'what is my',
  'how did',
  'could you summarize what i told you about',
  'in what order did i bring up',
  'do i have',
  'have i ever',
  'did i',
  'what are the',
  'why did',
  'where is',
  'who',
  'tell me about',
  'i was wondering about',
  'how much',
  'how long between',
  'what do you remember about',
  'list everything i said about',
  'please give me an overview of',
  'what should i do about',
  'can you help me with',
  'what changed about',
  'how do i feel about',
  'what have we discussed regarding',
  'remind me of the',
];

const functionWords = new Set(
  'a an and are as at be by for from has have he her his i in is it its me my of on or she that the their they this to was we were what when where which who will with you your do did does how can could would should about if not but so'.split(
    ' ',
  ),
);

function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}

function sample(list, count, random) {
  const pool = [...list];
  const taken = [];
  while (taken.length < count && pool.length > 0) taken.push(...pool.splice(Math.floor(random() * pool.length), 1));
  return taken;
}

function sentencesOf(text) {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 20);
}

/** A sentence against the sentences around it. */
function clozePairs(text, count, random) {
  const sentences = sentencesOf(text);
  if (sentences.length < 2) return [];
  return sample([...sentences.keys()], count, random).map((i) => {
    const around = [...sentences.slice(Math.max(0, i - 4), i), ...sentences.slice(i + 1, i + 5)];
    return { a: sentences[i], b: around.join(' '), kind: 'cloze' };
  });
}

/** A question out of some words of a sentence against the passage of that sentence. */
function questionPairs(text, count, random) {
  const sentences = sentencesOf(text);
  return sample([...sentences.keys()], count, random).flatMap((i) => {
    const words = sentences[i].split(/\s+/);
    const content = [...words.keys()].filter(
      (w) => words[w].length > 2 && !functionWords.has(words[w].toLowerCase().replace(/[^a-z]/g, '')),
    );
    if (content.length < 3) return [];
    const kept = sample(content, 2 + Math.floor(random() * 4), random).sort((x, y) => x - y);
    const question = `${pick(openings, random)} ${kept.map((w) => words[w]).join(' ')}`;
    return [{ a: question, b: sentences.slice(Math.max(0, i - 3), i + 4).join(' '), kind: 'question' }];
  });
}

function readDictionary(folder) {
  const entries = new Map();
  for (const part of ['noun', 'verb', 'adj', 'adv']) {
    for (const line of readFileSync(join(folder, `data.${part}`), 'latin1').split('\n')) {
      if (line.startsWith('  ') || line === '') continue;
      const bar = line.indexOf('| ');
      const fields = line.slice(0, bar).trim().split(' ');
      const count = Number.parseInt(fields[3], 16);
      const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i].replaceAll('_', ' ').split('(')[0]);
      const pointersAt = 4 + 2 * count;
      const pointers = Array.from({ length: Number(fields[pointersAt]) }, (_, i) =>
        fields.slice(pointersAt + 1 + 4 * i, pointersAt + 4 + 4 * i),
      );
      const [definition, ...examples] = line
        .slice(bar + 2)
        .trim()
        .split('; "');
      entries.set(`${part[0]}${fields[0]}`, {
        words,
        definition,
        examples: examples.map((example) => example.replace(/"+$/, '').trim()),
        pointers,
      });
    }
  }
  return entries;
}

function dictionaryPairs(folder, random) {
  const entries = readDictionary(folder);
  const pairs = [];
  for (const { words, definition, examples, pointers } of entries.values()) {
    pairs.push({ a: words.join(' '), b: definition, kind: 'lemma' });
    if (random() < 0.25) pairs.push({ a: `${pick(openings, random)} ${words[0]}`, b: definition, kind: 'question' });
    for (const example of examples) pairs.push({ a: example, b: `${definition} ${words.join(' ')}`, kind: 'example' });
    if (words.length > 1) {
      const i = Math.floor(random() * words.length);
      pairs.push({ a: words[i], b: words.filter((_, j) => j !== i).join(' '), kind: 'synonym' });
    }
    const broader = pointers
      .filter(([type]) => ['@', '@i', '&', '+', '='].includes(type))
      .map(([, offset, part]) => entries.get(`${part === 's' ? 'a' : part}${offset}`))
      .find((entry) => entry !== undefined);
    if (broader) {
      const a = `${words.join(' ')} ${definition}`;
      pairs.push({ a, b: `${broader.words.join(' ')} ${broader.definition}`, kind: 'related' });
    }
  }
  return pairs;
}

/** Even-numbered users of PersonaMem (MIT): turns in order, by user. */
function personaConversations(folder) {
  const documents = join(folder, 'personamem_32k', '32k_documents.json');
  const queries = join(folder, 'personamem_32k', '32k_queries.json');
  const even = new Set(
    JSON.parse(readFileSync(queries, 'utf8'))
      .filter((query) => Number(query.meta.persona_id) % 2 === 0)
      .map((query) => query.user_id),
  );
  const conversations = JSON.parse(readFileSync(documents, 'utf8')).flatMap(({ id, content }) => {
    const user = id.slice(0, id.lastIndexOf('_'));
    if (!even.has(user)) return [];
    const turns = content
      .split(/\n*\[(?:USER|ASSISTANT|SYSTEM)\] /)
      .filter((turn) => turn.trim().length > 40)
      .map((turn) => turn.replace(/^(User|Assistant): /, '').trim());
    return [{ group: `persona ${user}`, turns }];
  });
  return { conversations, files: [documents, queries] };
}

/** The first half of MemoryBank's English users (MIT). */
function diaryConversations(folder) {
  const file = join(folder, 'memorybank_siliconfriend', 'en', 'memory_bank_en.json');
  const users = Object.values(JSON.parse(readFileSync(file, 'utf8')));
  const conversations = users.slice(0, Math.floor(users.length / 2)).flatMap((user) =>
    Object.values(user.history ?? {}).map((day) => ({
      group: 'diary',
      turns: day.flatMap((exchange) =>
        exchange && typeof exchange === 'object' ? Object.values(exchange).map(String) : [],
      ),
    })),
  );
  return { conversations, files: [file] };
}

/** Three scenarios of the Berkeley Function Calling Leaderboard's memory part (Apache-2.0). */
function scenarioConversations(folder) {
  const files = ['customer', 'student', 'notetaker'].map((name) =>
    join(folder, 'bfcl_v4_memory', 'memory_prereq_conversation', `memory_${name}.json`),
  );
  const conversations = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => ({
        group: `scenario ${file}`,
        turns: JSON.parse(line).question.flatMap((turn) => turn.map((message) => message.content)),
        consecutive: false,
      })),
  );
  return { conversations, files };
}

function conversationPairs({ group, turns, consecutive = true }, random) {
  const pairs = consecutive ? turns.slice(1).map((turn, i) => ({ a: turns[i], b: turn, kind: 'turn' })) : [];
  for (const turn of turns) pairs.push(...clozePairs(turn, 2, random), ...questionPairs(turn, 2, random));
  return pairs.map((pair) => ({ ...pair, group }));
}

/** All pairs, with the weight of each in the drawing, and the files that they are from. */
export function trainingPairs(dictionary, data, seed) {
  const random = createRandom(seed);
  const pairs = dictionaryPairs(dictionary, random);
  const files = [];
  if (!existsSync(data)) throw new Error(`no training conversations at ${data}: pass --data FOLDER`);
  for (const read of [personaConversations, diaryConversations, scenarioConversations]) {
    const source = read(data);
    files.push(...source.files);
    for (const conversation of source.conversations) pairs.push(...conversationPairs(conversation, random));
  }
  return { pairs: pairs.map((pair) => ({ ...pair, weight: kindWeights[pair.kind] })), files };
}
