/** The normalizers of a `tokenizer.json`: what happens to a text before it is cut. */
import { type Json, patternOf, unsupportedPart } from './tokenizer-parts.ts';

export type Normalizer = (text: string) => string;

export function readNormalizer(json: unknown): Normalizer {
  if (json === null || json === undefined) return (text) => text;
  const part = json as Json;
  switch (part['type']) {
    case 'Sequence': {
      const all = (part['normalizers'] as readonly unknown[]).map(readNormalizer);
      return (text) => all.reduce((now, normalize) => normalize(now), text);
    }
    case 'BertNormalizer':
      return bertNormalizer(part);
    case 'Lowercase':
      return (text) => text.toLowerCase();
    case 'NFC':
    case 'NFD':
    case 'NFKC':
    case 'NFKD': {
      const form = part['type'];
      return (text) => text.normalize(form);
    }
    case 'StripAccents':
      return stripAccents;
    case 'Strip':
      return (text) => {
        const left = part['strip_left'] === true ? text.trimStart() : text;
        return part['strip_right'] === true ? left.trimEnd() : left;
      };
    case 'Replace': {
      const pattern = patternOf(part['pattern'], 'normalizer');
      const content = String(part['content'] ?? '');
      return (text) => text.replace(pattern, () => content);
    }
    case 'Prepend': {
      const before = String(part['prepend'] ?? '');
      return (text) => (text === '' ? text : before + text);
    }
    default:
      throw unsupportedPart('normalizer', part['type']);
  }
}

const stripAccents: Normalizer = (text) => text.replace(/\p{Mn}/gu, '');

/** Scripts whose signs stand for words or syllables: each becomes a token. */
const ideographs =
  /[\u{4E00}-\u{9FFF}\u{3400}-\u{4DBF}\u{20000}-\u{2A6DF}\u{2A700}-\u{2CEAF}\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}]/gu;

function bertNormalizer(part: Json): Normalizer {
  const lower = part['lowercase'] !== false;
  const strip = typeof part['strip_accents'] === 'boolean' ? part['strip_accents'] : lower;
  return (text) => {
    let now = text;
    if (part['clean_text'] !== false) {
      now = now.replace(/[\t\n\r]|\p{Zs}/gu, ' ').replace(/[\0\u{FFFD}]|\p{C}/gu, '');
    }
    if (part['handle_chinese_chars'] !== false) now = now.replace(ideographs, ' $& ');
    if (strip) now = stripAccents(now.normalize('NFD'));
    return lower ? now.toLowerCase() : now;
  };
}
