/** Unpredictable bytes from the operating system. */
import { randomBytes } from 'node:crypto';
import type { Entropy } from '../../ports/index.ts';

/** Cryptographically strong. */
export const systemEntropy: Entropy = { bytes: (length) => randomBytes(length) };
