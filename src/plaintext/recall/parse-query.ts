/** A question, understood by rules: intent, terms, entities and speakers of the cube, and the time asked about. */
import type { Annotation } from '../extract/annotation.ts';
import type { CubeIndex } from '../index/cube-index.ts';
import { none } from '../index/unit-columns.ts';
import { classifyQuestion } from './intent.ts';
import { queryTerms } from './query-terms.ts';
import type { ParsedQuery } from './types.ts';

/** Longest entity name, in words, that is looked up without an annotation. */
const entityWords = 4;
const pronouns = new Set(['user', 'assistant', 'system', 'tool', 'me', 'i', 'you']);

/**
 * Parses against a cube: entities are those that the cube knows, or that the annotation names; speakers are those
 * that occur in the cube.
 */
export function parseQuery(text: string, index: CubeIndex, annotation?: Annotation): ParsedQuery {
  const { intent, answerType } = classifyQuestion(text);
  const terms = queryTerms(text);
  const entities = new Set<string>();
  for (const entity of annotation?.entities ?? []) if (entity.type !== 'date') entities.add(entity.name);
  for (const name of knownEntities(text, index)) entities.add(name);
  const range = statedRange(annotation);
  return {
    text,
    intent,
    answerType,
    terms: terms.filter((term) => term.weight >= 0.3).map((term) => term.term),
    entities: [...entities],
    speakers: namedSpeakers(text, index),
    ...(range === undefined ? {} : { range }),
  };
}

function knownEntities(text: string, index: CubeIndex): string[] {
  if (index.entities.size === 0) return [];
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [];
  const found: string[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let size = Math.min(entityWords, words.length - from); size > 0; size--) {
      const name = words
        .slice(from, from + size)
        .join(' ')
        .replace(/['’]s$|[.'’-]+$/u, '');
      if (name.length > 2 && index.entities.find(name) >= 0) {
        found.push(name);
        break;
      }
    }
  }
  return found;
}

/** Speakers whose name, or first name, stands in the text as a word of its own. */
function namedSpeakers(text: string, index: CubeIndex): string[] {
  const units = index.units.speakerUnits;
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const found: string[] = [];
  for (let name = 0; name < units.length; name++) {
    if (units.data[name] === 0 || name === none) continue;
    const speaker = index.units.names.text(name);
    const lower = speaker.toLowerCase();
    if (pronouns.has(lower)) continue;
    const parts = lower.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (parts.length === 0) continue;
    const all = parts.every((part) => words.has(part));
    const byFirst = words.has(parts[0] as string) && (parts[0] as string).length > 2;
    const cjk =
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(lower) && text.includes(speaker);
    if (all || byFirst || cjk) found.push(speaker);
  }
  return found;
}

/** Times that a question states, absolute ones only where there are any; without those of unknown width. */
export function statedRanges(
  annotation: Annotation | undefined,
): readonly { readonly from: number; readonly to: number }[] {
  const times = (annotation?.times ?? []).filter((time) => time.to > time.from && time.granularity !== 'unknown');
  const absolute = times.filter((time) => !time.relative);
  return (absolute.length > 0 ? absolute : times).map(({ from, to }) => ({ from, to }));
}

function statedRange(annotation: Annotation | undefined): { from: number; to: number } | undefined {
  const ranges = statedRanges(annotation);
  if (ranges.length === 0) return undefined;
  return { from: Math.min(...ranges.map((range) => range.from)), to: Math.max(...ranges.map((range) => range.to)) };
}
