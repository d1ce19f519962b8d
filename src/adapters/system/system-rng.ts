/** Real randomness from the operating system. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Rng } from '../../ports/index.ts';

const poolBytes = 4096;

/** Uniform numbers of 53 bits from a pool that `refill` fills. */
function fromBytes(refill: () => Buffer, split: (label: string) => Rng): Rng {
  let pool = refill();
  let position = 0;
  return {
    next(): number {
      if (position + 8 > pool.length) {
        pool = refill();
        position = 0;
      }
      const high = pool.readUInt32LE(position) >>> 5;
      const low = pool.readUInt32LE(position + 4) >>> 6;
      position += 8;
      return (high * 0x4000000 + low) / 0x20000000000000;
    },
    split,
  };
}

/** A stream that depends on the key alone: HMAC-SHA256 in counter mode. */
function keyed(key: Buffer): Rng {
  let counter = 0;
  const refill = (): Buffer => {
    const blocks: Buffer[] = [];
    for (let i = 0; i < 8; i++) blocks.push(createHmac('sha256', key).update(`block ${counter++}`).digest());
    return Buffer.concat(blocks);
  };
  return fromBytes(refill, (label) => keyed(createHmac('sha256', key).update(`split ${label}`).digest()));
}

/** Different in every process; within one, the same label always gives the same stream. */
export function createSystemRng(): Rng {
  const key = randomBytes(32);
  return fromBytes(
    () => randomBytes(poolBytes),
    (label) => keyed(createHmac('sha256', key).update(`split ${label}`).digest()),
  );
}

/** Randomness of the operating system. */
export const systemRng: Rng = createSystemRng();
