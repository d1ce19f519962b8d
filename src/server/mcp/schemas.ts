/** Schemas that several tools share. Those of outputs are open: a client that checks them stays well when fields are added. */
import { z } from 'zod';
import { recordKinds } from '../../kernel/record.ts';

type Kind = z.ZodEnum<{ [K in 'turn' | (typeof recordKinds)[number]]: K }>;

/** `turn` and every record kind. */
export const kindSchema: Kind = z.enum(['turn', ...recordKinds]) as unknown as Kind;

export const scopeSchema: z.ZodObject = z
  .object({ user: z.string().optional(), agent: z.string().optional(), session: z.string().optional() })
  .describe('Narrow to one user, agent or session');

export const hitSchema: z.ZodObject = z.looseObject({
  id: z.string().describe('Id of the turn or record; history and forget take it'),
  type: z.enum(['turn', 'record']),
  kind: kindSchema,
  text: z.string(),
  at: z.string().describe('When it was said or became true, ISO 8601 UTC'),
  speaker: z.string().optional(),
  scope: scopeSchema,
  sources: z.array(z.string()).describe('Ids of the turns that it came from'),
  score: z.number().describe('Comparable inside one result only'),
  trust: z.number().describe('0 to 1'),
  validity: z
    .looseObject({
      status: z.enum(['stale', 'unknown']),
      statements: z.array(z.string()).describe('What it says that no longer holds'),
      reason: z.string(),
      corrected: z.array(z.string()).describe('What holds now, else what ended it'),
    })
    .optional()
    .describe('There where something that it says no longer holds: do not build on that'),
  channels: z
    .array(z.looseObject({ channel: z.string(), rank: z.number(), score: z.number(), weight: z.number() }))
    .optional(),
});

export const validitySchema: z.ZodObject = z.looseObject({ from: z.string().optional(), to: z.string().optional() });

export const recordSchema: z.ZodObject = z.looseObject({
  type: z.literal('record'),
  id: z.string(),
  version: z.number(),
  kind: kindSchema,
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
  scope: scopeSchema,
  sources: z.array(z.string()),
  from: z.array(z.looseObject({ id: z.string(), version: z.number() })),
  valid: validitySchema.describe('When it was true'),
  recorded: z
    .looseObject({ at: z.string(), until: z.string().optional() })
    .describe('When it was learned and when it was replaced'),
  status: z.string(),
  reason: z.string(),
  confidence: z.number(),
  importance: z.number(),
  trust: z.number(),
  retention: z.looseObject({ strength: z.number(), usedAt: z.string(), uses: z.number(), bits: z.number() }),
});

export const fidelitySchema: z.ZodObject = z
  .looseObject({ faithful: z.boolean(), differs: z.array(z.looseObject({ what: z.string() })) })
  .describe('There where a past moment is asked for: whether these are the bytes that would have been said then');

export const warningsSchema: z.ZodArray<z.ZodString> = z.array(z.string());
