/**
 * One thing given up for another, without a word for what it was: "I swapped the Civic for a Leaf", "Dr Lee retired, so I
 * see Dr Patel now". Which slot it is about is known only where the old value is known.
 */
import type { FactScene, FoundFact } from './make-fact.ts';

const thing = "(?:[\\p{L}\\d][\\p{L}\\d'’&.-]*)";
const old = `(?:the |my |our )?(?<old>(?:Dr\\.? |Doctor )?${thing}(?: ${thing}){0,3}?)`;
const fresh = `(?:an? |the |my |our )?(?<fresh>(?:Dr\\.? |Doctor )?${thing}(?: ${thing}){0,3}?)`;
const end =
  '(?=\\s*(?:$|[.,;!])|\\s+(?:(?:now|last|this|these|in|and|because|instead|yesterday|today|since|so|on|at)\\b))';
const gone =
  '(?:(?:has |have |is |was )?(?:just )?(?:retired|left|quit|resigned|moved away|moved on|stopped practi[sc]ing|stopped|gone|closed (?:down|her|his|their|the)(?: practice| doors| shop)?|closed|shut down|shut|fired|let go))';
const use = '(?:see|go to|went to|am with|are with|am registered with|use|visit|work with|train with|train at|have)';

const patterns: readonly RegExp[] = [
  new RegExp(`\\bI (?:have )?(?:just )?(?:swapped|traded|exchanged)(?: in)? ${old}(?: in)? for ${fresh}${end}`, 'u'),
  new RegExp(`\\bI (?:have )?(?:just )?replaced ${old} (?:with|by) ${fresh}${end}`, 'u'),
  new RegExp(`\\bI (?:have )?(?:just )?(?:switched|changed) from ${old} to ${fresh}${end}`, 'u'),
  new RegExp(
    `^(?<old>(?:Dr\\.? |Doctor |Mr\\.? |Mrs\\.? |Ms\\.? )?\\p{Lu}${thing}(?: \\p{Lu}${thing})?) ${gone}(?: last \\w+| this \\w+)?,? (?:so|and) (?:now )?(?:I|we) (?:now )?${use} (?:now )?${fresh}${end}`,
    'u',
  ),
  new RegExp(
    `\\bI (?:have )?(?:left|quit) ${old} (?:for|and (?:now )?(?:I )?(?:now )?(?:go to|joined|went to|train at|use)) ${fresh}${end}`,
    'u',
  ),
];

const noValue =
  /^(?:it|that|this|them|him|her|one|good|something|someone|more|less|a|an|the|now|places|seats|jobs|shifts)$/i;

/** Replacements that a sentence tells, as facts without a slot (`*`): see `revise-replacement.ts`. Contractions are open. */
export function replacementsOf(sentence: string, scene: FactScene): FoundFact[] {
  if (!/\b(?:swapped|traded|exchanged|replaced|switched|changed|left|quit|so|and)\b/.test(sentence)) return [];
  for (const pattern of patterns) {
    const groups = pattern.exec(sentence)?.groups;
    const replaces = groups?.['old']?.trim();
    const value = groups?.['fresh']?.trim();
    if (replaces === undefined || value === undefined || noValue.test(replaces) || noValue.test(value)) continue;
    return [
      {
        text: `${scene.speaker.display} has ${value} in place of ${replaces}.`,
        data: {
          subject: scene.speaker.key,
          slot: '*',
          value,
          polarity: 'positive',
          cardinality: 'single',
          replaces,
        },
        valid: { from: scene.at },
        confidence: 0.8,
        importance: 0.6,
      },
    ];
  }
  return [];
}
