import { it } from 'vitest';
import { llmInAFlashClaim } from '../../src/bench/claims/activation/llm-in-a-flash.ts';
import { checkClaim } from '../check-claim.ts';

it('llm-in-a-flash: the relation holds on fresh seeds, and its controls fail', () => checkClaim(llmInAFlashClaim));
