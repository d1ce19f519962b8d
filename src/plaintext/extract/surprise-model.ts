/**
 * How unexpected a turn is: mean negative log-probability of its words (nats) under an online model that mixes a
 * bigram cache, a unigram cache of the session and a uniform floor. Fixed memory; forgets by halving.
 */

export type SurpriseModel = {
  /** Surprise of `words` given all that came before; then learns them. Undefined for fewer than 3 words. */
  next(words: readonly string[]): number | undefined;
};

const vocabulary = 20_000;
const maxEntries = 20_000;

/** A model for one session. */
export function createSurpriseModel(): SurpriseModel {
  const unigrams = new Map<string, number>();
  const bigrams = new Map<string, number>();
  const followed = new Map<string, number>();
  let total = 0;

  const learn = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
    if (map.size <= maxEntries) return;
    for (const [one, count] of map) {
      if (count <= 1) map.delete(one);
      else map.set(one, count / 2);
    }
  };

  return {
    next(words) {
      let sum = 0;
      let previous = '';
      for (const word of words) {
        const uni = total === 0 ? 0 : (unigrams.get(word) ?? 0) / total;
        const context = followed.get(previous) ?? 0;
        const bi = context === 0 ? 0 : (bigrams.get(`${previous} ${word}`) ?? 0) / context;
        sum -= Math.log(0.25 * bi + 0.6 * uni + 0.15 / vocabulary);
        previous = word;
      }
      previous = '';
      for (const word of words) {
        learn(unigrams, word);
        learn(bigrams, `${previous} ${word}`);
        learn(followed, previous);
        total++;
        previous = word;
      }
      return words.length < 3 ? undefined : sum / words.length;
    },
  };
}

const glad =
  /\b(?:love|loved|great|wonderful|amazing|awesome|happy|excited|thrilled|glad|fantastic|proud|yay|congrat\w*|beautiful|delighted|grateful|lovely|haha+|fun)\b|[😀😂😍🎉😊]|太好了|开心|高兴|嬉しい|좋아/giu;
const grim =
  /\b(?:sad|sorry|terrible|awful|upset|angry|furious|hate|worried|anxious|scared|afraid|cry|crying|died|death|lost|broke|stressed|depressed|devastated|frustrat\w*|disappoint\w*|hurt|pain|unfortunately|ugh)\b|[😢😭😡😞]|难过|伤心|生气|悲しい|슬퍼/giu;
const turnOfTalk =
  /^(?:(?:oh|hey|ok(?:ay)?|well|so|and|wait|hmm)[,.!\s]+)*(?:by the way|btw|anyway|anyways|on another note|on a different note|changing (?:the )?(?:subject|topic)|different (?:question|topic)|speaking of|guess what|before i forget|i almost forgot|one more thing|another thing|completely unrelated|unrelated|moving on|let's (?:talk about|switch|move on)|new topic|对了|话说|換个话题|ところで|그런데)\b/iu;

/** Feeling of a text: positive minus negative marker words. */
export function moodOf(text: string): number {
  return (text.match(glad)?.length ?? 0) - (text.match(grim)?.length ?? 0);
}

/** True where a turn announces that it changes the subject. */
export function announcesTurn(text: string): boolean {
  return turnOfTalk.test(text.trimStart());
}
