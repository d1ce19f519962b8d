/** Every importer, by how special its format is; on equal scores the earlier one is chosen. */
import { beamImporter } from './beam.ts';
import { bfclImporter } from './bfcl.ts';
import { chatgptImporter } from './chatgpt.ts';
import { claudeImporter } from './claude.ts';
import type { Importer } from './importer.ts';
import { lifebenchImporter } from './lifebench.ts';
import { locomoImporter } from './locomo.ts';
import { longmemevalImporter } from './longmemeval.ts';
import { mcpMemoryImporter } from './mcp-memory.ts';
import { mem0Importer } from './mem0.ts';
import { memorybankImporter } from './memorybank.ts';
import { messagesImporter } from './messages.ts';
import { mscImporter } from './msc.ts';
import { notesImporter } from './notes.ts';
import { papersImporter } from './papers.ts';
import { personamemImporter } from './personamem.ts';

export const importers: readonly Importer[] = [
  chatgptImporter,
  claudeImporter,
  locomoImporter,
  longmemevalImporter,
  beamImporter,
  bfclImporter,
  personamemImporter,
  lifebenchImporter,
  memorybankImporter,
  mscImporter,
  mcpMemoryImporter,
  mem0Importer,
  messagesImporter,
  papersImporter,
  notesImporter,
];
