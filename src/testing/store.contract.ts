/**
 * What every store must do, as tests: run with any test runner that has `describe` and `it`.
 *
 * @example
 * describeStoreContract({ describe, it }, 'my store', { place: () => myPlace() });
 */
import { appendCases } from './store-contract/append-cases.ts';
import { blobCases } from './store-contract/blob-cases.ts';
import type { StoreCase, StoreClaim, StoreFactory } from './store-contract/case.ts';
import { fileCases } from './store-contract/file-cases.ts';
import { jobCases } from './store-contract/job-cases.ts';
import { readCases } from './store-contract/read-cases.ts';
import { sharingCases } from './store-contract/sharing-cases.ts';

export type { StoreClaim, StoreFactory, StorePlace } from './store-contract/case.ts';

/** The part of a test runner that is needed; vitest's and `node:test`'s both fit. */
export type TestRunner = {
  describe(name: string, body: () => void): unknown;
  readonly it: {
    (name: string, body: () => Promise<void>): unknown;
    skip(name: string, body: () => Promise<void>): unknown;
  };
};

/** All cases, in the order of running. */
export const storeCases: readonly StoreCase[] = [
  ...appendCases,
  ...readCases,
  ...blobCases,
  ...jobCases,
  ...sharingCases,
  ...fileCases,
];

/**
 * Declares one test a case.
 *
 * `skips` names what this adapter cannot do and why; the tests that need it are declared as skipped, with the reason.
 */
export function describeStoreContract(
  { describe, it }: TestRunner,
  name: string,
  factory: StoreFactory,
  skips: Readonly<Partial<Record<StoreClaim, string>>> = {},
): void {
  describe(`store contract: ${name}`, () => {
    for (const { title, needs, run } of storeCases) {
      const reason = needs === undefined ? undefined : skips[needs];
      const body = async (): Promise<void> => {
        const place = await factory.place();
        try {
          await run(place);
        } finally {
          await place.remove();
        }
      };
      if (reason === undefined) it(title, body);
      else it.skip(`${title} (skipped: ${reason})`, body);
    }
  });
}
