/**
 * The printable stand-ins for bytes that byte-level BPE uses: printable Latin-1 bytes stand for themselves, the others
 * are numbered from U+0100 on in order.
 */

function isPrintable(byte: number): boolean {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
}

const symbols: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
})();
const bytes: ReadonlyMap<string, number> = new Map(symbols.map((symbol, byte) => [symbol, byte]));

/** One symbol for each byte. */
export function symbolsOf(text: Uint8Array): string[] {
  return Array.from(text, (byte) => symbols[byte]!);
}

/** The bytes that a text of symbols stands for; characters that stand for none are encoded as themselves. */
export function bytesOf(text: string): number[] {
  const encoder = new TextEncoder();
  return [...text].flatMap((symbol) => {
    const byte = bytes.get(symbol);
    return byte === undefined ? [...encoder.encode(symbol)] : [byte];
  });
}
