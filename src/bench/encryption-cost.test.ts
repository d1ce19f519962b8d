import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeSpeedPlace } from '../cli/bench/speed-place.ts';
import { encryptionCost } from './encryption-cost.ts';

describe('encryptionCost', () => {
  it('measures every variant beside the first one, the same number of times', async () => {
    const seen: string[] = [];
    const rows = await encryptionCost(
      { records: 20, rounds: 1 },
      [
        ['plain', () => makeSpeedPlace()],
        ['sealed', () => makeSpeedPlace((folder) => ({ seal: 'everything', keyFolder: join(folder, 'keys') }))],
      ],
      { onProgress: ({ round, variant }) => seen.push(`${round} ${variant}`) },
    );
    // The order changes, so that none is always the first.
    expect(seen).toEqual(['0 plain', '0 sealed', '1 sealed', '1 plain']);
    expect(rows.map(({ variant, rounds }) => [variant, rounds])).toEqual([
      ['plain', 1],
      ['sealed', 1],
    ]);
    const [plain, sealed] = rows;
    for (const ratio of Object.values(plain!.ratio)) expect(ratio).toBe(1);
    for (const ratio of Object.values(sealed!.ratio)) expect(ratio).toBeGreaterThan(0);
    expect(plain!.ingestPerS).toBeGreaterThan(0);
  }, 180_000);

  it('stops when asked', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      encryptionCost({ records: 10, rounds: 1 }, [['plain', () => makeSpeedPlace()]], { signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'aborted' });
  });
});
