/** `remember`: puts a record in by hand. */
import { MemoryError } from '../../errors/index.ts';
import { type RecordInput, recordKinds } from '../../kernel/record.ts';
import { sourceClasses } from '../../kernel/turn.ts';
import { wireRecord } from '../../server/wire.ts';
import { type CliCommand, defineCommand, option, repeatable } from '../command.ts';
import { choice, fraction, jsonObject, moment, text, texts } from '../option-schemas.ts';
import { showItem } from '../show/items.ts';
import { scopeOfWrite, scopeOptions } from './option-sets.ts';
import { textArgument } from './query-text.ts';

export const rememberCommand: CliCommand = defineCommand({
  name: 'remember',
  group: 'Memory',
  summary: 'put a record in by hand: a fact, a preference, an instruction',
  details:
    'It is logged as a turn of its own. A fact needs --subject, --slot and --value, which revise what was there.',
  arguments: [{ syntax: '<text...>', description: 'a sentence that stands alone' }],
  options: {
    kind: option(
      '-k, --kind <kind>',
      'fact, preference, instruction, ... (default: fact with --slot, else concept)',
      choice(recordKinds),
      recordKinds,
    ),
    subject: option('--subject <name>', 'of a fact: whom it is about', text),
    slot: option('--slot <name>', 'of a fact: home.city, work.employer, ...', text),
    value: option('--value <value>', 'of a fact: what holds', text),
    data: option('--data <json>', 'fields of the record as a JSON object', jsonObject),
    validFrom: option('--valid-from <moment>', 'true from then', moment),
    validTo: option('--valid-to <moment>', 'true until then', moment),
    confidence: option('--confidence <0-1>', 'how sure it is (default 1)', fraction()),
    importance: option('--importance <0-1>', 'how much it matters (default 0.5)', fraction()),
    source: option(
      '--source <class>',
      'who said it; decides its trust (default user)',
      choice(sourceClasses),
      sourceClasses,
    ),
    from: repeatable('--from <id>', 'a turn or record that it was made of; may be repeated', texts),
    ...scopeOptions,
  },
  examples: [
    'palimpsest remember "Anna lives in Oslo" --subject anna --slot home.city --value Oslo --valid-from 2026-03-01',
    'palimpsest remember "Answer in French" --kind instruction',
  ],
  run: async ([words], options, context) => {
    const said = await textArgument(words, context, 'the text to remember');
    const { slot, value, subject, validFrom, validTo, confidence, importance } = options;
    const kind = options.kind ?? (slot === undefined ? 'concept' : 'fact');
    if (kind === 'fact' && options.data === undefined && (slot === undefined || value === undefined)) {
      throw new MemoryError('invalid_input', 'a fact needs --slot and --value', {
        hint: 'for example --subject anna --slot home.city --value Oslo',
      });
    }
    const fact =
      slot === undefined && value === undefined && subject === undefined
        ? {}
        : {
            ...(subject === undefined ? { subject: 'user' } : { subject }),
            ...(slot === undefined ? {} : { slot }),
            ...(value === undefined ? {} : { value }),
          };
    const record: RecordInput = {
      kind,
      text: said,
      data: { ...(kind === 'fact' ? { polarity: 'positive', cardinality: 'single' } : {}), ...fact, ...options.data },
      ...scopeOfWrite(options, context),
      ...(validFrom === undefined && validTo === undefined
        ? {}
        : {
            valid: {
              ...(validFrom === undefined ? {} : { from: validFrom }),
              ...(validTo === undefined ? {} : { to: validTo }),
            },
          }),
      ...(confidence === undefined ? {} : { confidence }),
      ...(importance === undefined ? {} : { importance }),
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.from === undefined ? {} : { from: options.from }),
    };
    const memory = await context.openCube({ mustExist: false });
    const stored = await memory.remember(record, { signal: context.signal });
    return { data: wireRecord(stored), show: (screen) => showItem(screen, stored) };
  },
});
