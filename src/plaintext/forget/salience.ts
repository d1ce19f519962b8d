/** Emotion in a text, by a small list of English words and by marks of emphasis: a reason to keep it longer. */

const strongWords: ReadonlySet<string> = new Set(
  (
    'love loved hate hated adore adored furious terrified devastated heartbroken thrilled ecstatic overjoyed ' +
    'grief grieving mourning died death funeral divorce divorced married wedding engaged pregnant born newborn ' +
    'cancer diagnosed surgery hospital emergency accident crash fired promoted graduated proud ashamed guilty ' +
    'afraid scared anxious panic depressed lonely crying cried tears angry betrayed excited amazing wonderful ' +
    'terrible horrible awful miracle nightmare dream'
  ).split(' '),
);

/** 0 (none) to 1; one strong word gives 0.5, an exclamation 0.25. */
export function salienceOf(text: string): number {
  let score = 0;
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) if (strongWords.has(word)) score += 0.5;
  if (text.includes('!')) score += 0.25;
  return Math.min(1, score);
}
