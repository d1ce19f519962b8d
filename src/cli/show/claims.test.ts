import { describe, expect, it } from 'vitest';
import { judgeClaim, type RelationSpec } from '../../bench/claims/judge-claim.ts';
import { type ClaimRow, runClaim } from '../../bench/claims/run-claims.ts';
import { errorMappings } from '../../errors/index.ts';
import { createScreen } from '../screen.ts';
import { claimsOutcome } from './claims.ts';

const reached: RelationSpec = {
  statement: 'x is 2',
  atLeast: 2,
  value: (m) => m['x']!,
  control: { what: 'y', value: (m) => m['y']! },
};
const missed: RelationSpec = { ...reached, statement: 'x is 9', atLeast: 9 };
const open = 'x is 3, and 9 is asked';

const rowOf = (system: string, specs: readonly RelationSpec[], declared?: string): Promise<ClaimRow> =>
  runClaim(
    {
      ...{ system, tier: 'plaintext', claim: 'x is large', relation: 'x', ...(declared && { open: declared }) },
      run: (run) => judgeClaim(run, specs, () => ({ measured: { x: 3 }, baselines: { y: 1 } })),
    },
    { seeds: [1, 2, 3], quick: false },
  );

function printed(rows: readonly ClaimRow[], quick = false): string {
  const lines: string[] = [];
  const screen = createScreen((text) => lines.push(text), { color: false, width: 160 });
  claimsOutcome(rows, { quick }).show?.(screen);
  return lines.join('');
}

describe('what reproduce says', () => {
  it('is no failure where all holds, or all but what is open', async () => {
    const rows = [await rowOf('good', [reached]), await rowOf('open', [reached, { ...missed, open }], open)];
    expect(rows.map(({ verdict, holds }) => [verdict, holds])).toEqual([
      ['holds', true],
      ['open', false],
    ]);
    expect(claimsOutcome(rows, { quick: false }).error).toBeUndefined();
    const text = printed(rows);
    expect(text).toMatch(/open \(plaintext\): OPEN, the rest holds/);
    expect(text).toMatch(/OPEN x is 9 +>= 9 +3\.0/);
    expect(text).toContain(`Open: ${open}`);
    const twice = await rowOf(
      'open',
      [
        { ...missed, open },
        { ...missed, statement: 'x is 10', atLeast: 10, open },
      ],
      open,
    );
    expect(printed([twice]).match(/Open: /g)).toHaveLength(1);
    expect(text).not.toContain('Holds now');
  });

  it('fails with exit status 1 where anything else does not hold', async () => {
    for (const specs of [[missed], [reached, missed, { ...missed, statement: 'x is 10', atLeast: 10, open }]]) {
      const row = await rowOf('bad', specs, open);
      expect(row.verdict).toBe('fails');
      const { error } = claimsOutcome([row], { quick: false });
      expect(error?.code).toBe('check_failed');
      expect(errorMappings[error!.code].exit).toBe(1);
      expect(printed([row])).toMatch(/FAIL x is 9/);
    }
  });

  it('reports an open relation that holds now, and never as holding', async () => {
    const row = await rowOf('better', [{ ...reached, open }], open);
    expect(row).toMatchObject({ verdict: 'open', relations: [{ holds: false, closable: true }] });
    expect(printed([row])).toMatch(/Holds now, on every seed: it can be closed: x is 2/);
    expect(printed([{ ...row, quick: true }])).toMatch(/Holds now, on quick samples: run it without --quick/);
    const passing = { ...reached, open, control: { what: 'x itself', value: reached.value } };
    expect((await rowOf('no proof', [passing], open)).relations[0]?.closable).toBe(false);
  });

  it('does not let a claim be open without saying so', async () => {
    const row = await rowOf('silent', [reached, { ...missed, open }]);
    expect(row).toMatchObject({ verdict: 'fails', holds: false, error: expect.stringContaining('does not say so') });
  });
});
