/** Turns the examples of a schema into what the classifiers are trained on. */
import type { ExampleSets } from './parse-examples.ts';
import type { TrainingExample } from './train-signs.ts';

export type TrainingSets = Readonly<
  Record<'worth' | 'slot' | 'change' | 'basis' | 'loss' | 'asked', readonly TrainingExample[]>
>;

/** What a sentence of the examples of pairs is worth: it tells something of the speaker, and it tells of a loss. */
export type PairedSentence = { readonly text: string; readonly tells: boolean; readonly loses: boolean };

/** Times that a line with blanks is filled in. */
const fills = 2;

/** Some sentences of real talk state something after all. */
const backgroundWeight = 0.7;

const stillWeight = 3;
const builtOnWeight = 0.5;

/** Changes that tell the value of a slot, too. */
const changeSlots: Readonly<Record<string, string>> = {
  moved: 'home.base',
  'job changed': 'work.employer',
  'night work': 'work.shift',
  'late work': 'work.shift',
  'early work': 'work.shift',
  meatless: 'diet',
};

/** Changes that tell of something new as much as of a loss. */
const renewals: ReadonlySet<string> = new Set(['job changed', 'employer changed', 'meatless']);
/** There are fewer of them than of what tells no loss. */
const lossWeight = 2;

/** A line with its blanks filled in, some of the ways. */
function filled(line: string, values: readonly string[], at: number): string[] {
  return Array.from({ length: /\{v\}|\[/.test(line) ? fills : 1 }, (_, turn) => {
    const value = values[(at * 7 + turn * 5) % Math.max(1, values.length)] ?? '';
    return line.replaceAll('{v}', value).replace(/\[([^\]]+)\]/g, (_all, of: string) => {
      const ways = of.split('|');
      return ways[(at + turn) % ways.length] as string;
    });
  });
}

/** A question with what it builds on, in one of four ways. */
function builtOn(told: string, question: string, at: number): string {
  const plain = told.replace(/[.!]$/, '');
  const small = question.charAt(0).toLowerCase() + question.slice(1);
  if (at % 4 === 0) return `${plain}, so ${small}`;
  if (at % 4 === 1) return `Since ${plain}, ${small}`;
  if (at % 4 === 2) return `${question} ${plain}, as you know.`;
  return `${plain}. ${question}`;
}

/** The training sets of a schema's examples; each statement also with something said around it. */
export function trainingSets(
  { slots, changes, habits, chatter, background = [], idle, heads, tails }: ExampleSets,
  paired: readonly PairedSentence[] = [],
): TrainingSets {
  const slot: TrainingExample[] = [];
  const change: TrainingExample[] = [];
  const basis: TrainingExample[] = [];
  const asked: TrainingExample[] = [];
  let which = 0;
  const dressed = (text: string): string[] => {
    which += 1;
    if (heads.length === 0 || tails.length === 0) return [text];
    const head = heads[(which * 5) % heads.length] as string;
    const tail = tails[(which * 7) % tails.length] as string;
    const second = tails[(which * 11 + 3) % tails.length] as string;
    const plain = text.replace(/[.!]$/, '');
    if (which % 3 === 0) return [text, `${plain}, ${tail}`];
    if (which % 3 === 1) return [text, `${head}, ${plain}, ${tail}`];
    return [text, `${plain}. ${tail}, ${second}`];
  };
  const said = (line: string, values: readonly string[], at: number): string[] =>
    filled(line, values, at).flatMap(dressed);
  for (const { slot: name, values, told, asked: questions } of slots) {
    // Where some lines tell of a change, the others have to be told apart from it.
    const still = told.some((line) => line.startsWith('#')) ? stillWeight : 1;
    told.forEach((raw, at) => {
      const [, mark, line = ''] = /^(?:#([\w ]+?)# )?(.*)$/.exec(raw) as RegExpExecArray;
      for (const text of said(line, values, at)) {
        slot.push({ text, labels: [name] });
        change.push({ text, labels: mark === undefined ? [] : [mark], weight: mark === undefined ? still : 1 });
        basis.push({ text, labels: [], weight: 0 });
      }
    });
    questions.forEach((line, at) => {
      for (const text of filled(line, values, at)) asked.push({ text, labels: [name] });
    });
    // A question often says first what it builds on.
    told.forEach((line, at) => {
      if (line.startsWith('#') || idle.length === 0) return;
      const question = idle[(at * 13 + name.length) % idle.length] as string;
      const [text = ''] = filled(line, values, at);
      asked.push({ text: builtOn(text, question, at), labels: [name], weight: builtOnWeight });
    });
  }
  for (const { label, told } of changes) {
    told.forEach((line, at) => {
      const own = changeSlots[label];
      for (const text of said(line, [], at)) {
        change.push({ text, labels: [label] });
        slot.push({ text, labels: own === undefined ? [] : [own] });
      }
    });
  }
  for (const { label, told } of habits) {
    told.forEach((line, at) => {
      for (const text of said(line, [], at)) {
        basis.push({ text, labels: label.split(' ') });
        change.push({ text, labels: [] });
        slot.push({ text, labels: [] });
      }
    });
  }
  chatter.forEach((line, at) => {
    for (const text of said(line, [], at)) {
      slot.push({ text, labels: [] });
      change.push({ text, labels: [] });
      basis.push({ text, labels: [] });
    }
  });
  habits.forEach(({ told }) => {
    told.forEach((line, at) => {
      const question = idle[(at * 11 + told.length) % idle.length];
      const [text = ''] = filled(line, [], at);
      if (question !== undefined) asked.push({ text: builtOn(text, question, at), labels: [], weight: builtOnWeight });
    });
  });
  for (const text of background) {
    slot.push({ text, labels: [], weight: backgroundWeight });
    change.push({ text, labels: [], weight: backgroundWeight });
    basis.push({ text, labels: [], weight: backgroundWeight });
  }
  for (const line of idle) asked.push({ text: line, labels: [] });
  // Whatever tells a slot, a change or a basis is worth a closer look.
  const worthOf = (examples: readonly TrainingExample[]): string[] =>
    examples.flatMap(({ text, labels }) => (labels.length > 0 ? [text] : []));
  const telling = new Set([...worthOf(slot), ...worthOf(change), ...worthOf(basis)]);
  const all = new Map([...slot, ...change].map((example) => [example.text, example]));
  const worth: TrainingExample[] = [...all.values()].map(({ text, weight = 1 }) => ({
    text,
    labels: telling.has(text) ? ['worth'] : [],
    weight,
  }));
  const loss: TrainingExample[] = change.map(({ text, labels, weight = 1 }) => ({
    text,
    labels: labels.length > 0 && !labels.some((label) => renewals.has(label)) ? ['loss'] : [],
    weight: labels.some((label) => renewals.has(label)) ? 0.3 * weight : weight,
  }));
  for (const { text, tells, loses } of paired)
    for (const one of dressed(text)) {
      worth.push({ text: one, labels: tells ? ['worth'] : [] });
      loss.push({ text: one, labels: loses ? ['loss'] : [], weight: loses ? lossWeight : 1 });
    }
  return { worth, slot, loss, change, basis: basis.filter(({ weight = 1 }) => weight > 0), asked };
}
