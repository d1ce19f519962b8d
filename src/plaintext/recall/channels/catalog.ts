/** Every channel by name. */
import type { Channel } from './channel.ts';
import { coverage } from './coverage.ts';
import { denial } from './denial.ts';
import { dense } from './dense.ts';
import { entity } from './entity.ts';
import { facts } from './facts.ts';
import { gist } from './gist.ts';
import { hopfield } from './hopfield.ts';
import { hops } from './hops.ts';
import { lexical } from './lexical.ts';
import { preference } from './preference.ts';
import { recency } from './recency.ts';
import { records } from './records.ts';
import { reply } from './reply.ts';
import { role } from './role.ts';
import { session } from './session.ts';
import { shape } from './shape.ts';
import { speaker } from './speaker.ts';
import { spreading } from './spreading.ts';
import { standing } from './standing.ts';
import { statement } from './statement.ts';
import { time } from './time.ts';
import { timeline } from './timeline.ts';
import { window } from './window.ts';

export type ChannelName =
  | 'lexical'
  | 'window'
  | 'coverage'
  | 'session'
  | 'reply'
  | 'speaker'
  | 'entity'
  | 'time'
  | 'dense'
  | 'records'
  | 'standing'
  | 'preference'
  | 'denial'
  | 'shape'
  | 'role'
  | 'statement'
  | 'recency'
  | 'facts'
  | 'gist'
  | 'hopfield'
  | 'hops'
  | 'spreading'
  | 'timeline';

/** Order is the order of evaluation and of explanation. */
export const channels: Readonly<Record<ChannelName, Channel>> = {
  lexical,
  window,
  coverage,
  session,
  reply,
  speaker,
  entity,
  time,
  dense,
  records,
  standing,
  preference,
  denial,
  shape,
  role,
  statement,
  recency,
  facts,
  gist,
  hopfield,
  hops,
  spreading,
  timeline,
};

export const channelNames: readonly ChannelName[] = Object.keys(channels) as ChannelName[];
