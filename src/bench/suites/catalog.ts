/** Every suite by name, and loading one whole. */
import { MemoryError } from '../../errors/index.ts';
import { babi } from './babi/load-babi.ts';
import { beam } from './beam/load-beam.ts';
import { bfcl } from './bfcl/load-bfcl.ts';
import { convomem } from './convomem/load-convomem.ts';
import { lifebench } from './lifebench/load-lifebench.ts';
import { locomo } from './locomo/load-locomo.ts';
import { longmemeval } from './longmemeval/load-longmemeval.ts';
import { personamem } from './personamem/load-personamem.ts';
import { proced } from './proced/load-proced.ts';
import type { LoadedSuite, Suite, SuiteConversation, SuiteOptions, UnitName } from './suite.ts';
import { Tally } from './tally.ts';

export const suites: Readonly<Record<string, Suite>> = {
  locomo,
  longmemeval,
  beam,
  bfcl,
  personamem,
  lifebench,
  babi,
  proced,
  convomem,
};

/**
 * The suite of that name.
 *
 * @throws MemoryError `not_found`
 */
export function findSuite(name: string): Suite {
  const suite = Object.hasOwn(suites, name) ? suites[name] : undefined;
  if (suite === undefined) {
    throw new MemoryError('not_found', `no suite is called ${name}`, {
      details: { name },
      hint: `choose one of ${Object.keys(suites).join(', ')}`,
    });
  }
  return suite;
}

/**
 * The unit to score in: the asked one if the suite has it, else its first.
 *
 * @throws MemoryError `invalid_input` when the suite has no such unit
 */
export function chooseUnit(suite: Suite, unit: UnitName | undefined): UnitName {
  if (unit === undefined) return suite.units[0];
  if (suite.units.includes(unit)) return unit;
  throw new MemoryError('invalid_input', `${suite.name} cannot be scored by ${unit}`, {
    details: { suite: suite.name, unit },
    hint: `choose one of ${suite.units.join(', ')}`,
  });
}

/** Reads a whole suite into memory. For large files iterate over `findSuite(name).open(options)` instead. */
export async function loadSuite(name: string, options: SuiteOptions): Promise<LoadedSuite> {
  const suite = findSuite(name);
  const unit = chooseUnit(suite, options.unit);
  const conversations: SuiteConversation[] = [];
  const dropped = new Tally();
  let questions = 0;
  let scorable = 0;
  for await (const conversation of suite.open({ ...options, unit })) {
    conversations.push(conversation);
    for (const [reason, count] of Object.entries(conversation.dropped)) dropped.add(reason, count);
    questions += conversation.questions.length;
    scorable += conversation.questions.filter((question) => question.gold.length > 0).length;
  }
  const part = options.part ?? 'all';
  return { suite: name, unit, part, conversations, dropped: dropped.counts, questions, scorable };
}
