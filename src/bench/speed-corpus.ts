/**
 * The corpus of the speed run: distinct texts of 30 to 40 words by two dozen speakers over three years, drawn from a
 * Zipf distribution (rank^-1.05) over 20,000 words whose first ranks are English function words, the next ones common
 * English content words, the rest invented; with names, days and amounts in between. The same seed gives the same texts.
 */
import type { TurnInput } from '../kernel/turn.ts';
import { seededRng } from './seeded-rng.ts';

/** What the corpus is, for reports. */
export const speedCorpusDescription: string =
  'distinct generated texts of 30 to 40 words, Zipf-distributed (exponent 1.05) over 20,000 words with English function words first, ' +
  '24 speakers, names, days and amounts, one text every 15 minutes, sessions of 20; questions name words of one text';

const functionWords = (
  'the to and a of i in it for that is my on we was with you at this have but be so as not are me they had he she just from ' +
  'or about all what if like can will our there out up then more when one do your really some been would how because'
).split(' ');

const contentWords = (
  'time day work home week friend family house car dinner coffee morning project meeting garden music book trip school ' +
  'doctor sister brother mother father dog cat city train flight hotel beach mountain river weekend birthday party wedding ' +
  'office manager client budget report plan deadline team email phone computer software design photo camera painting guitar ' +
  'piano concert movie game soccer tennis run bike swim yoga gym recipe cake bread soup salad cheese wine tea lunch ' +
  'breakfast kitchen table window door room floor wall roof bed chair lamp street park bridge market shop store price ' +
  'money bank account card loan tax insurance ticket seat map weather rain snow summer winter spring autumn storm tree ' +
  'flower seed tomato apple lemon orange berry field farm horse bird fish lake island forest path hill ' +
  'buy sell pay cook eat drink sleep walk drive travel visit meet call write read learn teach study paint build fix ' +
  'clean move start finish choose change find lose keep send bring carry wear grow plant watch listen play sing dance ' +
  'new old big small long short good great nice happy sad tired busy early late quick slow warm cold fresh quiet loud ' +
  'bright dark cheap expensive easy hard light heavy green blue red yellow white black wooden local favorite second last'
).split(' ');

const names =
  'Ada Ben Clara David Elena Felix Grace Henry Irene Jonas Karin Leo Maria Nils Olga Peter Rosa Simon Tara Umar Vera Wanda Yusuf Zoe'.split(
    ' ',
  );
const months = 'January February March April May June July August September October November December'.split(' ');

const vocabularySize = 20_000;
const exponent = 1.05;
const firstAt = Date.UTC(2023, 0, 1, 8);
const gapMs = 15 * 60_000;
const sessionTurns = 20;

type Random = () => number;

function inventedWord(random: Random): string {
  const onsets = 'b br c cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t tr v w z'.split(' ');
  const vowels = 'a e i o u ai ea ie oa oo ou'.split(' ');
  const codas = ['', '', 'n', 'r', 'l', 's', 't', 'm', 'ck', 'nd', 'st'];
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] as string;
  const syllables = 2 + Math.floor(random() * 2);
  let word = '';
  for (let index = 0; index < syllables; index += 1) word += pick(onsets) + pick(vowels);
  return word + pick(codas);
}

/** Words by falling frequency. */
function buildVocabulary(random: Random): string[] {
  const words = new Set([...functionWords, ...contentWords]);
  while (words.size < vocabularySize) words.add(inventedWord(random));
  return [...words];
}

function zipfSampler(size: number, random: Random): () => number {
  const cumulative = new Float64Array(size);
  let total = 0;
  for (let rank = 0; rank < size; rank += 1) {
    total += (rank + 1) ** -exponent;
    cumulative[rank] = total;
  }
  return () => {
    const wanted = random() * total;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

export type SpeedCorpus = {
  readonly turns: readonly TurnInput[];
  /** Distinct questions, each about one of the texts. */
  readonly questions: readonly string[];
};

/** Generates `records` turns and `questions` questions from a seed. */
export function speedCorpus(records: number, questions: number, seed: number): SpeedCorpus {
  const rng = seededRng(seed);
  const random = rng.next;
  const vocabulary = buildVocabulary(rng.split('vocabulary').next);
  const rank = zipfSampler(vocabulary.length, random);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const seen = new Set<string>();
  const turns: TurnInput[] = [];
  while (turns.length < records) {
    const text = sentenceText(vocabulary, rank, pick, random);
    if (seen.has(text)) continue;
    seen.add(text);
    const index = turns.length;
    const speaker = names[(Math.floor(index / sessionTurns) * 7 + (index % 2) * 3) % names.length] as string;
    const session = `session-${Math.floor(index / sessionTurns) + 1}`;
    turns.push({ id: `turn-${index + 1}`, role: 'user', speaker, text, at: firstAt + index * gapMs, session });
  }
  const asked = new Set<string>();
  while (asked.size < questions) asked.add(questionAbout(pick(turns), pick));
  return { turns, questions: [...asked] };
}

function sentenceText(
  vocabulary: readonly string[],
  rank: () => number,
  pick: <T>(list: readonly T[]) => T,
  random: Random,
): string {
  const length = 30 + Math.floor(random() * 11);
  const words: string[] = [];
  let inSentence = 0;
  let sentence = 8 + Math.floor(random() * 8);
  while (words.length < length) {
    const draw = random();
    let word = vocabulary[rank()] as string;
    if (draw < 0.03) word = pick(names);
    else if (draw < 0.04) word = `${pick(months)} ${1 + Math.floor(random() * 28)}`;
    else if (draw < 0.05) word = `${2 + Math.floor(random() * 900)}`;
    if (inSentence === 0) word = (word[0] as string).toUpperCase() + word.slice(1);
    inSentence += 1;
    if (inSentence === sentence || words.length === length - 1) {
      word += '.';
      inSentence = 0;
      sentence = 8 + Math.floor(random() * 8);
    }
    words.push(word);
  }
  return words.join(' ');
}

const unasked = new Set([...functionWords, ...names, ...months].map((word) => word.toLowerCase()));

function questionAbout(turn: TurnInput, pick: <T>(list: readonly T[]) => T): string {
  const content = turn.text
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .split(' ')
    .filter((word) => word.length > 2 && !unasked.has(word));
  const [a, b, c] = [pick(content), pick(content), pick(content)];
  return pick([
    `What did ${turn.speaker} say about the ${a} and the ${b}?`,
    `When was it that ${turn.speaker} had the ${a} with a ${b} and ${c}?`,
    `Do you remember why I was at the ${a} to ${b} for the ${c}?`,
    `Which ${a} did we talk about when there was a ${b}?`,
    `How many times have they been in the ${a} with the ${b} of ${c}?`,
  ]);
}
