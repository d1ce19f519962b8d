/** Decides what may enter the log: masks or refuses secrets, marks echoes of recall, injected instructions and noise, sets trust. */
import type { Mark, Role, SourceClass } from '../../kernel/turn.ts';
import { findInjection, findInjectionByUser } from './injection.ts';
import type { EchoSpan, RecalledText } from './recalled-text.ts';
import { findSecrets, maskSecrets, type SecretKind } from './secrets.ts';

export { type EchoSpan, RecalledText } from './recalled-text.ts';
export type { SecretKind } from './secrets.ts';

/** What happens to secrets and injected instructions. */
export type AdmissionPolicy = {
  /** `mask` (default): replaced by `[secret:kind]`; `refuse`: the turn is refused; `keep`: stored and marked. */
  readonly secrets?: 'mask' | 'refuse' | 'keep';
  /** `mark` (default): stored with low trust, nothing derived; `refuse`: the turn is refused. */
  readonly instructions?: 'mark' | 'refuse';
  /** Longest text, characters. Default 1,000,000. */
  readonly maxCharacters?: number;
};

export type AdmitInput = {
  readonly text: string;
  readonly role: Role;
  readonly source: SourceClass;
  /** Default: by source (user 1, import 0.9, assistant 0.7, tool 0.6, document 0.5, web 0.3). */
  readonly trust?: number;
};

export type Admission =
  | {
      readonly admitted: true;
      /** What is to be stored: as given, or with secrets masked. */
      readonly text: string;
      readonly marks: readonly Mark[];
      /** 0 to 1. */
      readonly trust: number;
      /** What was masked or kept, by kind, without duplicates. */
      readonly secrets: readonly SecretKind[];
      /** Spans of `text` that recall produced; nothing is derived from them. */
      readonly echoes: readonly EchoSpan[];
    }
  | { readonly admitted: false; readonly reason: string };

/** Starting trust of each source class. */
export const sourceTrust: Readonly<Record<SourceClass, number>> = {
  user: 1,
  import: 0.9,
  assistant: 0.7,
  tool: 0.6,
  document: 0.5,
  web: 0.3,
};

/** Trust of a turn that tries to instruct its reader is at most this. */
export const injectedTrust = 0.1;

const noise =
  /^(?:ok(?:ay)?|k|thanks?|thank you|thx|ty|cool|nice|great|awesome|yes|yeah|yep|no|nope|sure|hi|hello|hey|bye|goodbye|lol|haha+|hmm+|wow|got it|good|perfect|alright|right|same|please|continue|go on|good (?:morning|night|evening)|see you|you'?re welcome|好的?|谢谢|嗯+|はい|ありがとう(?:ございます)?|네|감사합니다)(?:[\s,]+(?:so much|very much|a lot|you|again|there|then|man|buddy|friend))*[\s.!?~,。！？\p{Extended_Pictographic}]*$/iu;

/**
 * Admits or refuses one text. `recalled` is only read, never changed.
 * A user's own standing instruction ("always answer in bullet points") is no attack and carries no mark.
 */
export function admit(input: AdmitInput, policy: AdmissionPolicy, recalled: RecalledText): Admission {
  const limit = policy.maxCharacters ?? 1_000_000;
  if (input.text.length > limit)
    return { admitted: false, reason: `text has ${input.text.length} characters, the limit is ${limit}` };
  const marks: Mark[] = [];
  const secrets = findSecrets(input.text);
  const kinds = [...new Set(secrets.map((one) => one.kind))];
  let text = input.text;
  if (secrets.length > 0) {
    const handling = policy.secrets ?? 'mask';
    if (handling === 'refuse')
      return { admitted: false, reason: `text holds a secret (${kinds.join(', ')}) and the policy refuses secrets` };
    if (handling === 'mask') text = maskSecrets(input.text, secrets);
    marks.push(handling === 'mask' ? 'secret-masked' : 'secret-kept');
  }
  const echoes = recalled.echoes(text);
  if (echoes.length > 0) marks.push('recalled');
  const own = withoutSpans(text, echoes);
  const byUser = input.role === 'user' && input.source === 'user';
  const injection = byUser
    ? findInjectionByUser(own)
    : input.role === 'system'
      ? []
      : findInjection(own, { byUser: false });
  let trust = Math.min(1, Math.max(0, input.trust ?? sourceTrust[input.source]));
  if (injection.length > 0) {
    if (policy.instructions === 'refuse')
      return {
        admitted: false,
        reason: `text tries to instruct its reader (${injection.join(', ')}) and the policy refuses that`,
      };
    marks.push('instruction');
    trust = Math.min(trust, injectedTrust);
  }
  if (echoes.length === 0 && isNoise(own)) marks.push('noise');
  return { admitted: true, text, marks, trust, secrets: kinds, echoes };
}

/** True for stock replies, empty text and text without any letter or digit: nothing worth deriving from. */
export function isNoise(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length === 0 || !/[\p{L}\p{N}]/u.test(trimmed)) return true;
  return trimmed.length <= 60 && noise.test(trimmed);
}

function withoutSpans(text: string, spans: readonly EchoSpan[]): string {
  if (spans.length === 0) return text;
  let rest = '';
  let last = 0;
  for (const span of spans) {
    rest += text.slice(last, span.start);
    last = span.end;
  }
  return rest + text.slice(last);
}
