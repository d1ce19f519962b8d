/** The demo conversation and its guide, as they ship with the package. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const folder = new URL('../../../data/demo/', import.meta.url);

/** The conversation's file. */
export const demoConversation: string = fileURLToPath(new URL('conversation.jsonl', folder));

export type DemoQuestion = {
  readonly question: string;
  /** What it demonstrates: fact, revised fact, asOf, history, abstain, forget, ... */
  readonly shows: string;
  /** Turns that answer it. */
  readonly gold: readonly string[];
  /** The right answer, in words of the guide. */
  readonly answer: string;
  readonly now: string;
  readonly asOf?: string | undefined;
};

export type DemoGuide = {
  readonly about: string;
  readonly now: string;
  readonly questions: readonly DemoQuestion[];
  readonly forget: { readonly request: string; readonly query: string; readonly touches: readonly string[] };
  readonly facts: readonly {
    readonly subject: string;
    readonly slot: string;
    readonly versions: readonly { readonly value: string; readonly turn: string; readonly from: string }[];
  }[];
};

const guideShape: z.ZodType<DemoGuide> = z.object({
  about: z.string(),
  now: z.string(),
  questions: z.array(
    z.object({
      question: z.string(),
      shows: z.string(),
      gold: z.array(z.string()),
      answer: z.string(),
      now: z.string(),
      asOf: z.string().optional(),
    }),
  ),
  forget: z.object({ request: z.string(), query: z.string(), touches: z.array(z.string()) }),
  facts: z.array(
    z.object({
      subject: z.string(),
      slot: z.string(),
      versions: z.array(z.object({ value: z.string(), turn: z.string(), from: z.string() })),
    }),
  ),
});

/** Reads the guide. */
export function readGuide(): DemoGuide {
  return guideShape.parse(JSON.parse(readFileSync(new URL('guide.json', folder), 'utf8')));
}
