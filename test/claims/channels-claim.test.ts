import { it } from 'vitest';
import { channelsClaim } from '../../src/bench/claims/channels.ts';
import { checkClaim } from '../check-claim.ts';

it('channels: the relation holds on fresh seeds, and its controls fail', () => checkClaim(channelsClaim));
