/** Decides what may enter the log: masks or refuses secrets, marks echoes of recall, injected instructions and noise, sets trust. */
import type { Mark, Role, SourceClass } from '../../kernel/turn.ts';
import { findDisguise, plainForm } from '../trust/disguise.ts';
import { attackTrust, defaultTrustRules, sourceTrust, type TrustRules } from '../trust/trust-policy.ts';
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
  /** Default: on. */
  readonly rules?: TrustRules;
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

/** An assistant that gives orders may only be giving advice: it is believed less, and stays in recall. */
const advisedTrust = 0.3;
/** Share of a text that must be an echo for it to be believed no more than what it repeats. */
const mostlyEcho = 0.5;

const noise =
  /^(?:ok(?:ay)?|k|thanks?|thank you|thx|ty|cool|nice|great|awesome|yes|yeah|yep|no|nope|sure|hi|hello|hey|bye|goodbye|lol|haha+|hmm+|wow|got it|good|perfect|alright|right|same|please|continue|go on|good (?:morning|night|evening)|see you|you'?re welcome|好的?|谢谢|嗯+|はい|ありがとう(?:ございます)?|네|감사합니다)(?:[\s,]+(?:so much|very much|a lot|you|again|there|then|man|buddy|friend))*[\s.!?~,。！？\p{Extended_Pictographic}]*$/iu;

/** Nothing but blanks, controls and what joins or parts letters. Tag characters are left to the rules of disguise. */
const saysNothing = /^[\p{White_Space}\p{Cc}\u00ad\u200b-\u200f\u2060\ufeff]*$/u;

/**
 * Admits or refuses one text. `recalled` is only read, never changed.
 * A user's own standing instruction ("always answer in bullet points") is no attack and carries no mark.
 */
export function admit(input: AdmitInput, policy: AdmissionPolicy, recalled: RecalledText): Admission {
  const limit = policy.maxCharacters ?? 1_000_000;
  if (input.text.length > limit)
    return { admitted: false, reason: `text has ${input.text.length} characters, the limit is ${limit}` };
  if (saysNothing.test(input.text)) return { admitted: false, reason: 'nothing is said in it' };
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
  const { rules = defaultTrustRules } = input;
  const byUser = input.role === 'user' && input.source === 'user';
  if (!rules.on) {
    if (isNoise(text)) marks.push('noise');
    return { admitted: true, text, marks, trust: 1, secrets: kinds, echoes: [] };
  }
  const echoes = recalled.echoes(text, { short: !byUser });
  if (echoes.length > 0) marks.push('recalled');
  const own = withoutSpans(text, echoes);
  // Orders in look-alike letters, or with something invisible between them, are orders all the same.
  const plain = plainForm(own);
  const injection = byUser
    ? findInjectionByUser(plain)
    : input.role === 'system'
      ? []
      : findInjection(plain, { byUser: false });
  let trust = Math.min(1, Math.max(0, input.trust ?? sourceTrust[input.source]));
  if (own.length < (1 - mostlyEcho) * text.length) {
    for (const echo of echoes) trust = Math.min(trust, echo.trust ?? 1);
  }
  if (findDisguise(own).length > 0) {
    marks.push('disguised');
    if (!byUser && input.role !== 'system') trust = Math.min(trust, attackTrust);
  }
  if (injection.length > 0) {
    if (policy.instructions === 'refuse')
      return {
        admitted: false,
        reason: `text tries to instruct its reader (${injection.join(', ')}) and the policy refuses that`,
      };
    marks.push('instruction');
    const advice = input.source === 'assistant' && findInjection(plain, { byUser: true }).length === 0;
    trust = Math.min(trust, advice ? advisedTrust : attackTrust);
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
