import { describe, expect, it } from 'vitest';
import { entitiesIn, readRevision } from './read-revision.ts';

const stated: readonly (readonly [string, string, string, string])[] = [
  // Possessive.
  ["Tom's nickname is Ace.", 'Tom', 'nickname', 'Ace'],
  ["By then Tom's nickname had become Duke.", 'Tom', 'nickname', 'Duke'],
  ["Now Tom's lucky number has turned into forty.", 'Tom', 'lucky number', 'forty'],
  ["Tom's lucky number moved from nine to forty.", 'Tom', 'lucky number', 'forty'],
  ["Tom's lucky number has changed from nine to forty.", 'Tom', 'lucky number', 'forty'],
  ["Tom's hat: green", 'Tom', 'hat', 'green'],
  // "of", "in", "for".
  ['The price of Model Nine is 400 dollars.', 'Model Nine', 'price', '400 dollars'],
  ['Price of Model Nine: 400 dollars.', 'Model Nine', 'price', '400 dollars'],
  ['The price of Model Nine now stands at 450 dollars.', 'Model Nine', 'price', '450 dollars'],
  ['Somebody raised the price of Model Nine to 450 dollars.', 'Model Nine', 'price', '450 dollars'],
  ['A clerk corrected the price of Model Nine from 400 to 450.', 'Model Nine', 'price', '450'],
  ['In the catalog entry on Model Nine the price was amended from 400 to 450.', 'Model Nine', 'price', '450'],
  ['The entry on Model Nine lists its weight as 3 kilos.', 'Model Nine', 'weight', '3 kilos'],
  ['The weight for Model Nine was updated to 4 kilos.', 'Model Nine', 'weight', '4 kilos'],
  ['The head coach of FC Arden is Lou Reed from this season.', 'FC Arden', 'head coach', 'Lou Reed'],
  // The value first.
  ['Tom has chosen black tea as his drink of choice.', 'Tom', 'drink of choice', 'black tea'],
  ['No dance can top the slow waltz as the preferred dance of Tom now.', 'Tom', 'preferred dance', 'the slow waltz'],
  ['As hiding place, Tom took the old oak.', 'Tom', 'hiding place', 'the old oak'],
  ['For a mascot, Tom chose a red fox.', 'Tom', 'mascot', 'a red fox'],
  // The entity acts.
  ['Tom traded the mascot for a gray owl.', 'Tom', 'mascot', 'a gray owl'],
  ['Tom changed his mascot to a gray owl.', 'Tom', 'mascot', 'a gray owl'],
  ['Tom switched from a red fox to a gray owl as mascot.', 'Tom', 'mascot', 'a gray owl'],
  // Files.
  ['app.yaml: replicas 3 -> 5', 'app.yaml', 'replicas', '5'],
  ['app.yaml: raise replicas to 7', 'app.yaml', 'replicas', '7'],
  ['app.yaml: start with replicas = 3', 'app.yaml', 'replicas', '3'],
  ['Added app.yaml with a port of 8080.', 'app.yaml', 'port', '8080'],
  ['Yesterday somebody fixed and then set the port in app.yaml to 9091.', 'app.yaml', 'port', '9091'],
  ['Tuned the port in app.yaml: 9090.', 'app.yaml', 'port', '9090'],
  // Whereabouts.
  ['Tom sits in the blue room.', 'Tom', 'location', 'the blue room'],
  ['You will find Tom in the blue room.', 'Tom', 'location', 'the blue room'],
  ['Later Tom sauntered to the long hall.', 'Tom', 'location', 'the long hall'],
  ['Tom left the long hall and made for the small yard.', 'Tom', 'location', 'the small yard'],
  ['Tom left the set piece and made for the lower deck.', 'Tom', 'location', 'the lower deck'],
  ['Tom left the lower deck and headed for the long hall.', 'Tom', 'location', 'the long hall'],
  ['After that Tom rushed across to the small yard.', 'Tom', 'location', 'the small yard'],
];

const silent: readonly string[] = [
  'Tom sneezed.',
  "We talked about Tom's lucky number.",
  'A map was added to the entry on Model Nine.',
  'The price list of Model Nine got a new font.',
  'app.yaml: describe replicas in the header',
  'app.yaml: tidy up',
  'Is the price of Model Nine 400 dollars?',
  'Nobody knows Tom.',
  "Tom showed me the photo of Tom's hat.",
];

describe('readRevision', () => {
  it.each(stated)('%s', (sentence, entity, attribute, value) => {
    expect(readRevision(sentence)).toMatchObject({ entity, attribute, value });
  });

  it.each(silent)('nothing in: %s', (sentence) => {
    expect(readRevision(sentence)).toBeUndefined();
  });

  it('keeps the value before where it is said', () => {
    expect(readRevision('app.yaml: replicas 3 -> 5')?.previous).toBe('3');
    expect(readRevision("Tom's lucky number moved from nine to forty.")?.previous).toBe('nine');
  });

  it('finds names of several words and of files', () => {
    expect(entitiesIn('The mayor of Isle of Wight met Tom.')).toEqual(['Isle of Wight', 'Tom']);
    expect(entitiesIn('Changed src/app.yaml today')).toEqual(['src/app.yaml']);
  });
});
