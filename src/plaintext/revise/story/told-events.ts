/**
 * What a short statement tells of who is where and who has what: "Mary went to the kitchen", "Anna has the car keys
 * now", "Ben lives in Porto", "the keys went back to Ines". One sentence, at most a few events; nothing for most.
 */

/** What a sentence tells. Names are lower case, without articles. */
export type ToldEvent =
  | { readonly kind: 'at'; readonly who: readonly string[]; readonly place: string; readonly home?: boolean }
  | { readonly kind: 'either'; readonly who: readonly string[]; readonly places: readonly string[] }
  | { readonly kind: 'not-at'; readonly who: readonly string[]; readonly place: string }
  | { readonly kind: 'has'; readonly who: readonly string[]; readonly thing: string; readonly from?: string }
  | { readonly kind: 'lets-go'; readonly who: readonly string[]; readonly thing: string };

const lead =
  /^(?:(?:and |but |so )?(?:after that|following that|afterwards|then|later(?: on)?|yesterday|today|this morning|this afternoon|this evening|finally|next|meanwhile|now|since then|last (?:week|month|night|year)|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)[, ]+)*/i;
const tail =
  /[,;]?\s+(?:there|up|now|again|today|yesterday|this (?:morning|afternoon|evening|week|month)|last (?:week|month|night|year)|these days|at the moment|for now|for good|instead|since then|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i;

const name = String.raw`(?:(?:the|my|our|his|her|their|aunt|uncle|dr\.?|grandpa|grandma) )*[\p{L}][\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*`;
const who = `(?<who>${name}(?:(?:, | and |, and )${name})*)`;
const adverb = `(?:(?:then|now|later|soon|quickly|just|has|have|had|is|was|were|are|currently|already|since|recently|also|still|both|finally) )*`;
const thing = String.raw`(?:the |a |an |his |her |their |my |our |some |both )?(?<thing>[\p{L}\p{N}][\p{L}\p{N}'’-]*(?: (?!to\b|with\b|from\b|for\b|in\b|at\b|on\b|back\b|over\b|there\b|up\b|now\b|and\b)[\p{L}\p{N}'’-]+){0,2})`;
const place = String.raw`(?:the |a |an |his |her |their |my |our )?(?<place>[\p{L}\p{N}][\p{L}\p{N}'’-]*(?: (?!and\b|or\b|with\b|for\b|because\b)[\p{L}\p{N}'’-]+){0,3})`;
const person = String.raw`(?<to>(?:(?:the|my|our|his|her|aunt|uncle) )*[\p{L}][\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*)`;

const rule = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'u');

const went =
  'went|goes|moved|moves|travell?ed|journeyed|walked|ran|returned|came|drove|headed|flew|hurried|cycled|sailed|wandered|rushed|strolled|raced|relocated|made (?:his|her|their) way|set off';
const took =
  'took|takes|got|gets|grabbed|picked up|picks up|collected|received|borrowed|fetched|found|caught|kept|keeps|holds|is holding|carries|is carrying|carried|owns|inherited|bought|has|have|had';
const left = 'dropped|drops|left|leaves|discarded|put down|put away|lost|threw away|gave up|gave away|returned';
const gave = 'gave|gives|handed|hands|passed|passes|lent|lends|sold|sells|brought|sent|returned';

const home = rule(
  `${who} ${adverb}(?:lives?|living|lived|resides?|settled|moved (?:house|home) to|moved) ?(?:in|to|into)? (?<place>\\p{Lu}[\\p{L}'’-]*(?: \\p{Lu}[\\p{L}'’-]*)*)`,
);
const going = rule(`${who} ${adverb}(?:${went})(?: (?:back|over|up|down|on|straight))? (?:to|into|towards?) ${place}`);
const stays = rule(`${who} (?:is|was|are|were|stays|stayed|waits|sits) (?:now |currently |still )?(?:in|at) ${place}`);
const either = rule(
  String.raw`${who} (?:is|was) either (?:in|at) ${place} or (?:in |at )?(?:the |a )?(?<other>[\p{L}'’-]+(?: [\p{L}'’-]+)?)`,
);
const notAt = rule(`${who} (?:is no longer|is not|isn't|was not|wasn't) (?:in|at) ${place}`);
const giving = rule(`${who} ${adverb}(?:${gave}) ${thing} (?:back |on |over )?to ${person}`);
const givingTo = rule(
  String.raw`${who} ${adverb}(?:gave|gives|handed|passed|lent|sold|brought|sent) (?<to>\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*) ${thing}`,
);
const takingFrom = rule(`${who} ${adverb}(?:${took}|took over) ${thing} from ${person}`);
const wentTo = rule(
  String.raw`(?:the |my |our )(?<thing>[\p{L}][\p{L}'’-]*(?: [\p{L}'’-]+){0,2}?) (?:is|are|was|were) (?:now |currently |back )?with ${person}`,
);
const movedOn = rule(
  String.raw`(?:the |my |our )(?<thing>[\p{L}][\p{L}'’-]*(?: [\p{L}'’-]+){0,2}?) (?:went|passed|moved|have gone|has gone|were handed|was handed|were given|was given)(?: back| on| over)? to (?<to>\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*)`,
);
const dropping = rule(`${who} ${adverb}(?:${left}) ${thing}`);
const taking = rule(`${who} ${adverb}(?:${took}|took over) ${thing}`);

/** Longest sentence looked at, characters: what tells such a thing is short. */
const longest = 140;
/** Words that show that a sentence can tell anything of the kind. */
const telling = new RegExp(
  `\\b(?:${went}|${took}|${left}|${gave}|lives?|lived|living|resides?|settled|in|at|with|to)\\b`,
);

/** A name as it is compared: lower case, without articles. */
export function nameKey(text: string | undefined): string {
  return (text ?? '')
    .trim()
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/^(?:the|a|an|my|our|his|her|their|some) /, '')
    .replace(/'s$/, '');
}

/** Names joined by commas and "and". */
const names = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/, and |, | and /)
    .map(nameKey)
    .filter((one) => one !== '');

/** Not people and not things: "there is", "it was in". */
const empty = new Set('there it this that these those what which who i we you nobody somebody everybody'.split(' '));

/** A sentence without what stands around it. */
export function bareStatement(sentence: string): string {
  let bare = sentence
    .trim()
    .replace(/[.!]+$/, '')
    .replace(lead, '');
  for (let round = 0; round < 3 && tail.test(bare); round += 1) bare = bare.replace(tail, '');
  return bare;
}

/** What a sentence tells; undefined for most. */
export function toldEvent(sentence: string): ToldEvent | undefined {
  if (sentence.length > longest || sentence.endsWith('?') || !telling.test(sentence)) return undefined;
  const bare = bareStatement(sentence);
  const groups = (pattern: RegExp): Readonly<Record<string, string | undefined>> | undefined =>
    pattern.exec(bare)?.groups;
  const event = readEvent(groups);
  if (event === undefined || event.who.length === 0 || event.who.some((one) => empty.has(one))) return undefined;
  return event;
}

function readEvent(
  groups: (pattern: RegExp) => Readonly<Record<string, string | undefined>> | undefined,
): ToldEvent | undefined {
  const choice = groups(either);
  if (choice !== undefined) {
    return { kind: 'either', who: names(choice['who']), places: [nameKey(choice['place']), nameKey(choice['other'])] };
  }
  const gone = groups(notAt);
  if (gone !== undefined) return { kind: 'not-at', who: names(gone['who']), place: nameKey(gone['place']) };
  const living = groups(home);
  if (living !== undefined) {
    return { kind: 'at', who: names(living['who']), place: nameKey(living['place']), home: true };
  }
  const there = groups(going) ?? groups(stays);
  if (there !== undefined) return { kind: 'at', who: names(there['who']), place: nameKey(there['place']) };
  const given = groups(giving) ?? groups(givingTo);
  if (given !== undefined) {
    const [from] = names(given['who']);
    return {
      kind: 'has',
      who: names(given['to']),
      thing: nameKey(given['thing']),
      ...(from === undefined ? {} : { from }),
    };
  }
  const passed = groups(takingFrom);
  if (passed !== undefined) {
    return { kind: 'has', who: names(passed['who']), thing: nameKey(passed['thing']), from: nameKey(passed['to']) };
  }
  const held = groups(wentTo) ?? groups(movedOn);
  if (held !== undefined) return { kind: 'has', who: names(held['to']), thing: nameKey(held['thing']) };
  const dropped = groups(dropping);
  if (dropped !== undefined) return { kind: 'lets-go', who: names(dropped['who']), thing: nameKey(dropped['thing']) };
  const taken = groups(taking);
  return taken === undefined ? undefined : { kind: 'has', who: names(taken['who']), thing: nameKey(taken['thing']) };
}
