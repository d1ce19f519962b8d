/** Content words of a text for topics and segmentation; `Intl.Segmenter` cuts scripts without spaces. */

const stop = new Set(
  `a about actually after again all also always am an and any anything are as at back be because been before being both but by can can't could
day did do does doing don't done down each even ever every everything few first for from get gets getting give go goes going gonna good got great had
has have having he he's hear her here hers hey hi him his hope how i i'd i'll i'm i've if in into is isn't it it's its just keep kind know
last let let's like little ll look lot love made make makes making many maybe me mean might more most much must my need never new next nice no not
now of off oh ok okay on one only or other our out over own people pretty put quite re really right s said same say see she she's should so
some someone something soon sounds still such sure take tell than thank thanks that that's the their them then there there's these they they're thing
things think this those though through time to today together too totally try trying two up us use used using ve very want wanted was way we we're
well went were what what's when where which while who why will with won't wonderful work would wow yeah yes yet you you're you've your yours
can't didn't doesn't haven't i'd hello help please example code here`.split(/\s+/),
);

const word = /[\p{L}\p{N}][\p{L}\p{N}'’]*/gu;
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u;
let cutter: Intl.Segmenter | undefined;

/** Lower-case words in order, without stop words; a plural "s" is dropped. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const match of text.toLowerCase().matchAll(word)) {
    const found = match[0].replace(/’/g, "'").replace(/'s?$/, '');
    if (unspaced.test(found)) {
      cutter ??= new Intl.Segmenter('zh', { granularity: 'word' });
      for (const part of cutter.segment(found))
        if (part.isWordLike === true && part.segment.length > 1) words.push(part.segment);
    } else if (!stop.has(found) && found.length > 1)
      words.push(found.length > 4 ? found.replace(/(?<!s)s$/, '') : found);
  }
  return words;
}

const width = 256;

/** Hashed bag of words, 256 wide; a stand-in where no embedder is at hand. */
export function lexicalVector(words: readonly string[]): Float32Array {
  const vector = new Float32Array(width);
  for (const one of words) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < one.length; i++) hash = Math.imul(hash ^ one.charCodeAt(i), 0x01000193);
    const slot = (hash >>> 8) % width;
    vector[slot] = (vector[slot] ?? 0) + 1;
  }
  return vector;
}
