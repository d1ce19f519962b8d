import { describe, expect, it } from 'vitest';
import { createStaticEmbedder } from '../../../../adapters/embedders/static-embedder.ts';
import { isMemoryError } from '../../../../errors/index.ts';
import { createThesaurus } from '../concepts.ts';
import { createStateSchema } from '../state-schema.ts';
import { parseExamples } from './parse-examples.ts';
import { shapedWords } from './shaped-words.ts';
import { decodeSignModel, encodeSignModel } from './sign-model.ts';
import { createSigns } from './signs.ts';
import { trainSignModel } from './train-model.ts';

const vectors = createStaticEmbedder();
const text = `=== slot colour
values: red;green;blue
--- told
I painted the fence {v}
the fence is {v} now
our fence has a coat of {v}
--- asked
What colour is the fence?
which colour did I paint it?

=== change fence gone
the fence fell over in the wind
a lorry drove through our fence
the fence was torn down

=== habit garden
I sit in the garden every evening
we have breakfast in the garden

=== chatter
the film was long
my sister bought a boat
I read a book about whales

=== idle
How do I boil an egg?
Who wrote Hamlet?

=== heads
so

=== tails
at last
`;
const train = () =>
  trainSignModel(parseExamples([text]), {
    vectors,
    thesaurus: createThesaurus({}),
    schema: { ...createStateSchema().definition, concepts: {} },
  });

describe('signs', () => {
  const model = train();
  const signs = createSigns(model, vectors, createThesaurus({}));

  it('tells slots, changes, bases and what is asked in other words than the examples', () => {
    expect(signs.slotOf('We painted our fence yellow')?.label).toBe('colour');
    expect(signs.changeOf('the wind blew the fence over')?.label).toBe('fence gone');
    expect(signs.basesOf('I have lunch in the garden every day')[0]?.label).toBe('garden');
    expect(signs.askedOf('What colour does my fence have?')[0]?.label).toBe('colour');
  });

  it('tells nothing of what none of them is about (control)', () => {
    for (const other of ['my brother bought a horse', 'the book was long'])
      expect(signs.slotOf(other)?.share ?? 0).toBeLessThan(0.5);
    expect(signs.askedOf('Who wrote Faust?')[0]?.share ?? 0).toBeLessThan(0.5);
  });

  it('is the same when it is trained again, and after a round through bytes', () => {
    const bytes = encodeSignModel(model);
    expect(encodeSignModel(train())).toEqual(bytes);
    const again = createSigns(decodeSignModel(bytes), vectors, createThesaurus({}));
    expect(again.id).toBe(signs.id);
    expect(again.slotOf('We painted our fence yellow')).toEqual(signs.slotOf('We painted our fence yellow'));
  });

  it('refuses bytes that are no model, a later layout, and an example outside of a section', () => {
    const bytes = encodeSignModel(model);
    const codeOf = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return isMemoryError(error) ? error.code : String(error);
      }
      return 'nothing thrown';
    };
    const changed = (at: number): Uint8Array =>
      Uint8Array.from(bytes, (one, index) => (index === at ? one ^ 0x55 : one));
    expect(codeOf(() => decodeSignModel(changed(0)))).toBe('corrupt');
    expect(codeOf(() => decodeSignModel(changed(4)))).toBe('newer_version');
    expect(codeOf(() => decodeSignModel(changed(13)))).toBe('corrupt');
    expect(codeOf(() => parseExamples(['a line']))).toBe('invalid_input');
  });
});

describe('shaped words', () => {
  it.each([
    ['We moved to New York on Friday, 12 boxes', 'we moved to <name> new york on <day> <num> boxes'],
    ['Oslo is home. Then Bergen', 'oslo is home then <name> bergen'],
    ["I'm due on 3 May", "i'm due on <num> <month>"],
  ])('%s', (given, expected) => {
    expect(shapedWords(given).join(' ')).toBe(expected);
  });
});
