/** Secrets by shape and checksum: keys, tokens, card and account numbers, passwords. Each is named, none is ever copied. */

export type SecretKind =
  | 'private-key'
  | 'aws-key'
  | 'github-token'
  | 'api-key'
  | 'google-key'
  | 'slack-token'
  | 'stripe-key'
  | 'jwt'
  | 'bearer'
  | 'connection-string'
  | 'card'
  | 'iban'
  | 'ssn'
  | 'password';

/** Half-open character span of one secret. */
export type SecretSpan = { readonly kind: SecretKind; readonly start: number; readonly end: number };

type Detector = {
  readonly kind: SecretKind;
  /** Global. The secret is group 1 where there is one, else the whole match. */
  readonly pattern: RegExp;
  /** Cheap test on the whole text before the pattern runs. */
  readonly gate: RegExp;
  readonly check?: (secret: string) => boolean;
};

const detectors: readonly Detector[] = [
  {
    kind: 'private-key',
    gate: /-----BEGIN/,
    pattern:
      /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { kind: 'aws-key', gate: /(?:AKIA|ASIA|aws_secret)/i, pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  {
    kind: 'aws-key',
    gate: /aws/i,
    pattern: /aws[\w ]{0,20}secret[\w ]{0,20}["'\s:=]{1,6}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
  },
  {
    kind: 'github-token',
    gate: /gh[pousr]_|github_pat_|glpat-/,
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{22,255}|glpat-[A-Za-z0-9_-]{20,})\b/g,
  },
  {
    kind: 'stripe-key',
    gate: /[sr]k_(?:live|test)_|whsec_/,
    pattern: /\b(?:[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9]{16,})\b/g,
  },
  {
    kind: 'api-key',
    gate: /sk-|npm_|hf_|xai-|SG\./,
    pattern:
      /\b(?:sk-(?:ant-|proj-|or-|svcacct-)?[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z0-9]{30,}|xai-[A-Za-z0-9]{40,}|SG\.[\w-]{16,}\.[\w-]{16,})/g,
  },
  {
    kind: 'google-key',
    gate: /AIza|ya29\.|GOCSPX-/,
    pattern: /\b(?:AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,})/g,
  },
  {
    kind: 'slack-token',
    gate: /xox|hooks\.slack/,
    pattern:
      /\bxox[abeoprs]-(?=[A-Za-z-]*\d)[A-Za-z0-9-]{10,}|https:\/\/hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,}/g,
  },
  { kind: 'jwt', gate: /eyJ/, pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g },
  {
    kind: 'bearer',
    gate: /bearer|basic /i,
    pattern: /\b(?:bearer|authorization:\s*basic)\s+([A-Za-z0-9._~+/=-]{16,})/gi,
    check: (s) => /\d/.test(s) || entropyBits(s) > 3.5,
  },
  {
    kind: 'connection-string',
    gate: /:\/\//,
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{1,64}:([^\s@/]{3,128})@[^\s/]+/gi,
    check: (s) => !isPlaceholder(s),
  },
  {
    kind: 'connection-string',
    gate: /(?:pwd|password|accountkey)=/i,
    pattern: /(?:^|;)\s*(?:pwd|password|accountkey)=([^;\s]{4,})/gi,
    check: (s) => !isPlaceholder(s),
  },
  { kind: 'card', gate: /\d{4}/, pattern: /(?<![\d.\w-])(?:\d[ -]?){12,18}\d(?![\d\w-])/g, check: isCard },
  {
    kind: 'iban',
    gate: /[A-Za-z]{2}\d{2}/,
    pattern: /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])/g,
    check: isIban,
  },
  {
    kind: 'ssn',
    gate: /\d{3}-\d{2}-\d{4}|ssn|social security/i,
    pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g,
  },
  {
    kind: 'ssn',
    gate: /ssn|social security/i,
    pattern: /(?:ssn|social security(?: number)?)(?:\s+(?:is|number))?[\s:=#]{1,4}(\d{9})\b/gi,
  },
  {
    kind: 'password',
    gate: /pass|pwd|secret|token|api[_ -]?key|credential|\bpin\b|cvv|cvc/i,
    pattern:
      /\b(?:pass(?:word|wd|phrase|code)?|pwd|secret(?:[_ -]?key)?|(?:access|auth|refresh|api|bot|session)?[_ -]?token|api[_ -]?(?:key|secret)|client[_ -]?secret|credentials?)["']?\s*(?:[:=]|\bis\b)\s*["'`]?([^\s"'`,;<>{}()]{4,256})/gi,
    check: isCredential,
  },
  {
    kind: 'password',
    gate: /\b(?:pin|cvv|cvc)\b/i,
    pattern: /\b(?:pin(?: code| number)?|cvv2?|cvc2?)\s*(?::|=|\bis\b)\s*(\d{3,8})\b/gi,
  },
];

/** Finds secrets in `text`, in order, without overlaps. */
export function findSecrets(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const { kind, pattern, gate, check } of detectors) {
    if (!gate.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      let secret = match[1] ?? match[0];
      if (kind === 'password') secret = secret.replace(/[.!?]+$/, '');
      if (secret.length === 0 || (check !== undefined && !check(secret))) continue;
      const start = match.index + (match[1] === undefined ? 0 : match[0].lastIndexOf(match[1]));
      const end = start + secret.length;
      if (!spans.some((one) => start < one.end && end > one.start)) spans.push({ kind, start, end });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** `text` with each span replaced by `[secret:kind]`. */
export function maskSecrets(text: string, spans: readonly SecretSpan[]): string {
  let masked = '';
  let last = 0;
  for (const { kind, start, end } of spans) {
    masked += `${text.slice(last, start)}[secret:${kind}]`;
    last = end;
  }
  return masked + text.slice(last);
}

/** Shannon entropy, bits a character. */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Luhn check digit and a known issuer prefix and length (ISO/IEC 7812). */
export function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (/^(\d)\1+$/.test(digits)) return false;
  if (
    !/^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35\d{14}|62\d{14,17})$/.test(
      digits,
    )
  )
    return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = Number(digits[digits.length - 1 - i]);
    if (i % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
}

/** ISO 13616: country, check digits, remainder 1 modulo 97. */
export function isIban(text: string): boolean {
  const compact = text.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  let remainder = 0;
  for (const char of compact.slice(4) + compact.slice(0, 4)) {
    const value = /\d/.test(char) ? char : String(char.charCodeAt(0) - 55);
    for (const digit of value) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}

function isPlaceholder(text: string): boolean {
  return (
    /^(?:\$|<|\{|%|x{3,}|\*{3,}|your[_-]?|example|changeme$|password$|pass$|user$|secret$|\.\.\.)/i.test(text) ||
    /^\[secret:/.test(text)
  );
}

/** What follows "password is": a word of the sentence is no password, a mix of character classes is. */
function isCredential(text: string): boolean {
  const value = text.replace(/[.!?]+$/, '');
  if (value.length < 4 || isPlaceholder(value) || /[()[\]]/.test(value)) return false;
  // An identifier or a path of identifiers is code that reads a secret, not the secret.
  if (/^[A-Za-z_$][\w$]*(?:\.[\w$]+)+$/.test(value)) return false;
  if (/^[A-Za-z_]+$/.test(value)) return value.length >= 20 && entropyBits(value) > 4 && !value.includes('_');
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((one) => one.test(value)).length;
  if (/^[a-z]+(?:[._-][a-z]+)*$/i.test(value)) return false;
  if (/^\d+(?:\.\d+)*$/.test(value)) return value.length >= 4 && !value.includes('.');
  return classes >= 2 && (/\d/.test(value) || entropyBits(value) > 3.2);
}
