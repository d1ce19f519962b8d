/**
 * Examples as text. `=== slot NAME [name|number|day] [several]` with lines `values: a;b`, then `--- told` and
 * `--- asked`; `=== change CAUSE`, `=== habit BASIS ...`, `=== chatter`, `=== idle`, `=== heads`, `=== tails`. `{v}` is a
 * value, `[a|b]` either. A line that begins `#CAUSE# ` tells of that change, too.
 */
import { MemoryError } from '../../../../errors/index.ts';

export type ValueKind = 'name' | 'number' | 'day' | 'phrase';

/** Values of a slot with the lines in which they are told and asked for. */
export type SlotExamples = {
  readonly slot: string;
  readonly values: readonly string[];
  readonly told: readonly string[];
  readonly asked: readonly string[];
};

export type LabelExamples = { readonly label: string; readonly told: readonly string[] };

export type ExampleSets = {
  readonly slots: readonly SlotExamples[];
  readonly changes: readonly LabelExamples[];
  readonly habits: readonly LabelExamples[];
  /** Lines that state nothing of the speaker. */
  readonly chatter: readonly string[];
  /** Questions that ask for no slot. */
  readonly idle: readonly string[];
  /** Sentences of real talk, few of which state anything: they count as stating nothing, with less weight. */
  readonly background?: readonly string[];
  /** What may stand before and behind a statement. */
  readonly heads: readonly string[];
  readonly tails: readonly string[];
};

/** Reads example files; a section may be spread over several. @throws MemoryError `invalid_input` for a line outside one. */
export function parseExamples(texts: readonly string[]): ExampleSets {
  const slots: (SlotExamples & { told: string[]; asked: string[] })[] = [];
  const sets = {
    slots,
    changes: [] as (LabelExamples & { told: string[] })[],
    habits: [] as (LabelExamples & { told: string[] })[],
    chatter: [] as string[],
    idle: [] as string[],
    heads: [] as string[],
    tails: [] as string[],
  };
  for (const text of texts) {
    let into: string[] | undefined;
    let slot: (typeof slots)[number] | undefined;
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const head = /^=== (\w+) ?(.*)$/.exec(line);
      if (head !== null) {
        const [, kind = '', rest = ''] = head;
        slot = undefined;
        if (kind === 'slot') {
          const [name = ''] = rest.split(' ');
          slot = { slot: name, values: [], told: [], asked: [] };
          slots.push(slot);
          into = slot.told;
        } else if (kind === 'change' || kind === 'habit') {
          const made = { label: rest, told: [] };
          (kind === 'change' ? sets.changes : sets.habits).push(made);
          into = made.told;
        } else into = sets[kind as 'chatter' | 'idle' | 'heads' | 'tails'];
      } else if (slot !== undefined && line.startsWith('values: ')) {
        Object.assign(slot, { values: line.slice(8).split(';') });
      } else if (slot !== undefined && line === '--- told') into = slot.told;
      else if (slot !== undefined && line === '--- asked') into = slot.asked;
      else if (into === undefined) {
        throw new MemoryError('invalid_input', 'an example stands outside of a section', {
          hint: 'begin each section with a line === KIND NAME',
        });
      } else into.push(line);
    }
  }
  return sets;
}
