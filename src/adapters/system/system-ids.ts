/**
 * Real identifiers: `<kind>_` and 26 characters of Crockford's base 32 in lower case, 48 bits of milliseconds and 80
 * random bits (the layout of ULIDs), so that they sort by time of making.
 */
import { randomBytes } from 'node:crypto';
import type { Clock, Ids } from '../../ports/index.ts';
import { systemClock } from './system-clock.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeDigits = 10;
const randomDigits = 16;
const randomMask = (1n << 80n) - 1n;

function base32(value: bigint, digits: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < digits; i++) {
    text = alphabet.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

/**
 * Identifiers of this process: strictly increasing whatever the clock does, unique across processes by 80 random bits
 * drawn anew each millisecond (a repetition in a million of them: about one in 10^12).
 */
export function createSystemIds(clock: Clock = systemClock): Ids {
  let lastTime = -1;
  let time = '';
  let random = 0n;
  return {
    next(kind: string): string {
      const now = Math.max(0, Math.floor(clock.now()));
      if (now > lastTime) {
        lastTime = now;
        time = base32(BigInt(now), timeDigits);
        // The top bit starts at zero, so counting up within a millisecond cannot overflow.
        random = BigInt(`0x${randomBytes(10).toString('hex')}`) & (randomMask >> 1n);
      } else {
        random += 1n;
      }
      return `${kind}_${time}${base32(random, randomDigits)}`;
    },
  };
}

/** Identifiers from the system's clock and random source. */
export const systemIds: Ids = createSystemIds();
