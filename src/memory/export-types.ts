/** What `export` gives and `import` reads. */
import type { TurnMark } from '../kernel/entry.ts';
import type { MemoryRecord } from '../kernel/record.ts';
import type { Turn } from '../kernel/turn.ts';

/** One line of an export: a header first, then rows in log order. */
export type ExportLine =
  | {
      readonly type: 'header';
      readonly format: 'palimpsest-export';
      readonly version: 1;
      readonly cube: string;
      readonly seq: number;
    }
  | { readonly type: 'turn'; readonly turn: Turn }
  | { readonly type: 'record'; readonly record: MemoryRecord }
  | { readonly type: 'mark'; readonly mark: TurnMark };

export type ImportReport = {
  readonly turns: number;
  readonly records: number;
  readonly known: number;
};
