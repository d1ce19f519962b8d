/**
 * What a speaker says is over, mended or so again, and which of the statements that hold it ends: "the cast came off",
 * "off keto since Sunday", "we broke up the band", "I eat everything again". They name the thing; no basis is needed.
 */
import { termsOf } from './concepts.ts';
import { isOfPerson, type Reading, readingOf } from './read-statement.ts';
import type { StateSchema } from './state-schema.ts';
import type { ProfileItem, StateDelta, StateProfile } from './state-types.ts';
import { isStopWord } from './stop-terms.ts';

const start =
  '^(?:(?:so|and|but|well|oh|yes|yay|finally|update|good news|guess what|today|yesterday|turns out|as of \\w+|since \\w+|(?:just )?(?:got )?(?:the )?all[- ]clear)[,:.!]* )*';
const thing = "((?:[\\p{L}\\p{N}'’&.-]+ ){0,4}?[\\p{L}\\p{N}'’&.-]+)";
const my = '(?:(?:my|our|the|this|that) )';

/** Each finds the thing that is over in its first group. */
const endings: readonly RegExp[] = [
  // The cast came off; the ankle is fine again; the heating is fixed; the lodger moved out; the band is no more.
  new RegExp(
    `${start}${my}?${thing} (?:came off|went off|is out|came out|(?:has |have |is |are |has been |have been )?(?:fully |finally |all |completely )?(?:healed|mended|cleared up)|(?:is|are|['’]s|has been|have been|was|were|has|have)(?: now| all| finally| completely| fully)* (?:recovered|fixed|repaired|gone|over|finished|behind (?:me|us)|no more|done with)|(?:is|are|feels?) (?:fine|good|ok|okay|normal|better|back to normal|as good as new|working|well) (?:again|now)|works? (?:again|fine)|(?:has |have )?(?:disbanded|folded|split up|broke up|broken up|ended|died|passed away|moved out|moves? again|shut down))\\b`,
    'iu',
  ),
  // Off keto since Sunday; no more crutches; done with antibiotics.
  new RegExp(
    `${start}(?:(?:I['’]?m|I am|we['’]?re|we are) )?(?:off|done with|finished with|through with|over|rid of|no longer (?:in|on|at|with|a|an|part of|doing|taking|using|having|playing|wearing|eating|drinking|going to)|not (?:in|on|at|with|a|an|part of) (?=.*\\b(?:any ?more|any longer|now)\\b)|no more|without)\\s+(?:the |my |our |any )?${thing}(?: (?:since|now|any ?more|any longer|for good|as of|today|at last)\\b|[.!,;]|$)`,
    'iu',
  ),
  // I quit the band; I gave up smoking; we broke up the band; I sold the Civic; I finished the antibiotics.
  new RegExp(
    `${start}(?:I|we)(?:['’](?:ve|m)| have| had| am)? (?:just |finally |officially |also |now )?(?:quit|left|gave up|given up|stopped|cancelled|canceled|dropped|dropped out of|broke up|broken up|finished(?= (?:(?:my|the) )?(?:course of |last )?(?:antibiotics|treatment|chemo|rehab|physio|medication|tablets|pills|degree|studies|training))|sold|scrapped|gave away|got rid of|returned|deleted|resigned from|retired from|stepped down from|moved out of|handed back|came off|am off|done with|kicked|ditched|let go of|closed|dissolved|disbanded)(?: with| being| playing| taking| using| going to| wearing| doing| eating| drinking| my membership (?:at|of)| from)* (?:an? |the |my |our |that |on )?${thing}(?:[.!,;]| (?:in|on|at|last|this|for|since|because|yesterday|today|after|when|as|a|two|three|and|but|to|membership|over|ago)\\b|$)`,
    'iu',
  ),
  // I do not play the cello any more.
  new RegExp(
    `${start}(?:I|we)(?: |['’](?=m|re|ve))(?:do not|don['’]?t|no longer|can(?:not|['’]?t)|am not|m not|re not|are not|haven['’]?t|have not) (?:have |own |play |do |use |take |go to |live (?:in|with) |work (?:at|for|as) |see |drive |eat |drink |study |teach |rent |share |in |at |on |with |part of )?(?:an? |the |my |our |at |in )?${thing} (?:any ?more|any longer|now)\\b`,
    'iu',
  ),
  new RegExp(
    `${start}(?:I|we) no longer (?:have |own |play |do |use |take |go to |live (?:in|with) |work (?:at|for|as) |see |drive |eat |drink )?(?:an? |the |my |our )?${thing}(?:[.!,;]|$)`,
    'iu',
  ),
];

/** Back to what was given up for a while: it ends what stood against it. */
const clearedCue = /\b(?:signed (?:me|us) off|all[- ]clear|fully recovered|fit again|on my feet again|good as new)\b/i;
const backAgain =
  /\b(?:(?:I|we|I['’]m|we['’]re|am|are|went|gone|got|finally|now) back (?:to|on|at|in) (?:my |our |the )?(?:(?:morning|evening|daily|weekly|usual|normal|old) )?([\p{L}-]+)|(?:can|could|am|['’]m|started|start|went|gone|allowed to|able to) (?:back to )?([\p{L}-]+)(?: \p{L}+){0,3} again|((?:run|walk|drive|swim|climb|cycle|lift|dance|play)(?:s|ning|ming|ing)?) (?:[\p{L}-]+ ){0,3}again)\b/iu;
const bodily =
  /\b(?:run\w*|walk\w*|swim\w*|climb\w*|cycl\w*|lift\w*|danc\w*|jog\w*|train\w*|hik\w*|bik\w*|exercis\w*|piano|guitar|cello|violin|tennis|football|yoga|squash|sport\w*)\b/i;
const restrictedCue = /\b(?:cannot|can['’]?t|can not|not allowed|no (?:more )?\w+ing|must not|banned)\b/i;
const eatsAgain =
  /\b(?:eat|eats|eating|ate|have|having|back (?:to|on)) (?:\p{L}+ ){0,2}?(everything|anything|meat|fish|dairy|bread|gluten|sugar|carbs|cheese|bacon|chicken|steak|eggs?)\b(?=.*\b(?:again|now)\b|$)/iu;
const drinksAgain =
  /\b(?:drink|drinking|have|having) (?:\p{L}+ ){0,2}?(alcohol|wine|beer|coffee|caffeine)\b.*\bagain\b/iu;

const healthCue =
  /\b(?:cast|plaster|sling|splint|brace|boot|crutch\w*|stitch\w*|bandage|wheelchair|broke|broken|fractur\w+|sprain\w*|torn|tore|injur\w+|surgery|operat\w+|pulled|twisted|hurt|hurts|sore|ill|sick|flu|covid|cannot|can['’]?t|physio\w*|rehab|sick leave|recover\w+)\b/i;
const devices = /\b(?:cast|plaster|sling|splint|brace|boot|crutch\w*|stitch\w*|bandage|physio)\b/i;
const restricted =
  /\b(?:vegan|vegetarian|pescatarian|keto\w*|paleo|low[- ]carb|gluten[- ]free|dairy[- ]free|plant[- ]based|carnivore|diet|fasting|no (?:meat|fish|dairy|sugar|bread|carbs|gluten)|don['’]?t eat|do not eat|avoid)\b/i;
const abstains =
  /\b(?:off|no|without|don['’]?t|do not|never|quit|gave up|given up|stopped|sober|teetotal)\b.*\b(?:alcohol|drink\w*|wine|beer|coffee|caffeine)\b|\b(?:sober|teetotal)\b/i;
const alone = /\b(?:single|divorced|widowed|on my own|not seeing anyone|no boyfriend|no girlfriend)\b/i;
const paired =
  /\b(?:[Ss]eeing (?:someone|somebody|(?!Dr\b|Doctor\b|My\b)\p{Lu}\p{L}+(?! (?:on|at|in|for|about|tomorrow|next|this)\b))|(?:have|got|found) a (?:new )?(?:boyfriend|girlfriend|partner)|dating (?:\p{Lu}\p{L}+|some(?:one|body)|an? \p{L}+)|in a relationship|got (?:engaged|married)|my (?:new )?(?:boyfriend|girlfriend))\b/u;
const jobless = /\b(?:unemployed|out of work|between jobs|looking for (?:a job|work)|jobless)\b/i;
const employed =
  /\b(?:found|got|landed|started|start|have) (?:a |my |an? new |my new |the )?(?:new )?(?:job|position|post)\b|\bemployed again\b|\bback in work\b/i;

const likes = /\b(?:like|love|enjoy|adore|prefer|am fond of|['’]m into|can['’]?t get enough of)\b/i;
const dislikes =
  /\b(?:hate|dislike|detest|can['’]?t stand|cannot stand|loathe|(?:do not|don['’]?t) like|can['’]?t bear)\b/i;

const notThings = new Set(
  termsOf(
    'day days week weekend month year morning evening night work today time everything something anything nothing all clear way home house people life bit lot kind thing things one end way job place front door rest half early late playing taking using doing going',
  ),
);

const contentOf = (text: string): string[] => termsOf(text).filter((term) => !isStopWord(term) && !notThings.has(term));

/** Not said for good, or of what is not the speaker's. */
const unsure =
  /\b(?:other|if|when|might|maybe|almost|nearly|not yet|until|unless|hope|wish|want|would|could|should|will|going to|plan|once|want to|need to|so that|for (?:today|tonight|now|the weekend|a day|the day)|left [\p{L}'’-]+(?: [\p{L}'’-]+)? (?:at (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|half|noon|midnight|dawn|dusk)|early|late)|but (?:it|he|she|they)(?:['’]s| is| are| was)? (?:still )?(?:fine|ok|okay|works?|alright|survived))\b|\?|['’]ll\b/iu;

/** More words of content name no single thing. */
const mostOver = 3;

/** The stems of what a statement says is over; empty where it says so of nothing. */
function overTerms(text: string): string[] {
  if (unsure.test(text)) return [];
  const found =
    endings.map((ending) => contentOf(ending.exec(text)?.[1] ?? '')).find((terms) => terms.length > 0) ?? [];
  return found.length <= mostOver ? [...new Set(found)] : [];
}

/** "The Octavia failed its test so badly that we scrapped it", "we had to say goodbye to Biscuit", "Tofu went to live with". */
const goneNamed =
  /^(?:(?:so|and|well|but|oh)[, ]+)*(?:[Tt]he |[Mm]y |[Oo]ur )?(\p{Lu}[\p{L}'’-]+)\b[^.!?]*\b(?:(?:scrapped|sold|wrote off|got rid of|gave away|junked|binned) (?:it|him|them|her(?! \p{Ll}))\b|went to live with)|\b(?:say goodbye|said goodbye|say farewell) to (\p{Lu}[\p{L}'’-]+)\b|\b(?:put (\p{Lu}[\p{L}'’-]+) to sleep)\b/u;

/** "I gave the Saab to my nephew." */
const givenAway =
  /^(?:(?:so|and|well|but|oh)[, ]+)*(?:I|we) (?:gave|sold|passed|handed) (?:the|my|our) ([\p{L}'’-]+(?: [\p{L}'’-]+)?) (?:on )?to (?:my|our|a|an|the|someone|somebody|\p{Lu})/iu;

/** What is mended is not gone: it ends what told of its being broken, or of somebody's being hurt. */
const mended =
  /\b(?:fixed|repaired|mended|healed|cleared up|recovered|(?:fine|good|ok|okay|normal|better|working|well) (?:again|now)|as good as new|back to normal|works? (?:again|fine))\b/i;
const defect =
  /\b(?:broke|broken|break|breaks|leak\w*|stuck|out of (?:order|action)|faulty|fault|(?:not|n['’]t|stopped|no) (?:working|work|start\w*|heat\w*|hot water)|dead|crash\w*|crack\w*|damaged|flat tyre|puncture|in (?:the|for) (?:garage|repair|shop)|repair\w*|down|off|without|until|borrow\w*|because|cast|plaster|sling|splint|brace|boot|crutch\w*|stitch\w*|bandage|wheelchair|fractur\w+|sprain\w*|torn|tore|injur\w+|surgery|operat\w+|pulled|twisted|hurts?|sore|pain\w*|ache\w*|bad|ill|sick|flu|covid|cannot|can['’]?t|physio\w*|rehab|sick leave|recover\w+|infect\w*|rash|cold|cough|swollen)\b/i;

type Ends = (item: ProfileItem, before: Reading) => boolean;

/** What a statement ends, as a test of earlier statements; undefined where it ends nothing by itself. */
function endsOf(text: string): Ends | undefined {
  if (unsure.test(text) || isOfPerson(text)) return undefined;
  const tests: Ends[] = [];
  const over = overTerms(text);
  const mends = mended.test(text);
  if (over.length > 0) tests.push((_, { terms, text: said }) => (!mends || defect.test(said)) && namesOf(over, terms));
  const gone = goneNamed.exec(text);
  const named = contentOf(gone?.[1] ?? gone?.[2] ?? gone?.[3] ?? givenAway.exec(text)?.[1] ?? '');
  if (named.length > 0) tests.push((_, { terms }) => namesOf(named, terms));
  if (devices.test(text) && over.length > 0)
    tests.push(({ path }, { text: said }) => isHealth(path) && healthCue.test(said));
  const cleared = clearedCue.test(text);
  const back = backAgain.exec(text);
  const activity = contentOf(back?.[1] ?? back?.[2] ?? back?.[3] ?? '');
  if (cleared || activity.length > 0)
    tests.push(
      ({ path }, { text: said, terms }) =>
        healthCue.test(said) &&
        ((cleared && isHealth(path)) ||
          (restrictedCue.test(said) && namesOf(activity, terms)) ||
          (isHealth(path) && activity.length > 0 && bodily.test(text))),
    );
  if (eatsAgain.test(text) && /\b(?:again|everything|anything)\b/i.test(text))
    tests.push(({ facet }, { text: said }) => (facet === 'diet' || facet.startsWith('habit')) && restricted.test(said));
  if (drinksAgain.test(text)) tests.push((_, { text: said }) => abstains.test(said));
  if (paired.test(text)) tests.push((_, { text: said }) => alone.test(said) && /\b(?:I|I['’]m|status)\b/.test(said));
  if (employed.test(text)) tests.push((_, { text: said }) => jobless.test(said));
  const [now, against] =
    likes.test(text) && !dislikes.test(text) ? [likes, dislikes] : dislikes.test(text) ? [dislikes, likes] : [];
  if (now !== undefined && against !== undefined) {
    const object = contentOf(
      text
        .replace(/^.*?\b(?:like|love|enjoy|adore|prefer|fond of|into|hate|dislike|detest|stand|loathe|bear)\b/i, '')
        .replace(/[,;.!].*$/, '')
        .replace(/\bnow\b/i, ''),
    );
    if (object.length > 0)
      tests.push(
        (_, { text: said, terms }) =>
          against.test(said) &&
          !(against === likes && dislikes.test(said)) &&
          object.every((term) => terms.includes(term)),
      );
  }
  return tests.length === 0 ? undefined : (item, before) => tests.some((test) => test(item, before));
}

const isHealth = (path: string): boolean => path.startsWith('health_and_mobility/');
/** A longer statement says more than one thing. */
const mostItemTerms = 16;
/** All of what is over has to be named: "the emergency repair" is none of "installation and repair". */
const namesOf = (over: readonly string[], terms: readonly string[]): boolean =>
  over.length > 0 && terms.length <= mostItemTerms && over.every((term) => terms.includes(term));

/** True where a statement tells nothing but that something is over: it names nothing else. */
export function tellsOnlyEnd({ text, names }: Pick<Reading, 'text' | 'names'>): boolean {
  const over = overTerms(text);
  return over.length > 0 && names.flatMap(termsOf).every((term) => over.includes(term));
}

/** True for a statement that may end others by what it says. */
export const saysOver = (text: string): boolean => endsOf(text) !== undefined;

/** Earlier statements that a statement ends by what it says. */
export function endedItems(
  { text }: Pick<Reading, 'text'>,
  { items }: Pick<StateProfile, 'items'>,
  { schema, sessionId, at }: { readonly schema: StateSchema; readonly sessionId: string; readonly at: number },
): ProfileItem[] {
  const ends = endsOf(text);
  if (ends === undefined) return [];
  return items.filter(
    (item) =>
      item.status === 'ACTIVE' &&
      item.sessionId !== sessionId &&
      item.lastUpdated < at &&
      item.text !== text &&
      overTerms(item.text).length === 0 &&
      ends(item, readingOf(item.text, schema)),
  );
}

/** The state after what the deltas said to be over. */
export function endNamed(profile: StateProfile, deltas: readonly StateDelta[]): StateProfile {
  let { items, unknown } = profile;
  for (const { ends = [], id, at } of deltas)
    items = items.map((item): ProfileItem => {
      if (!ends.includes(item.id) || item.status !== 'ACTIVE' || item.lastUpdated >= at) return item;
      const reason = 'said to be over';
      unknown = [
        ...unknown.filter(({ facet }) => facet !== item.facet),
        { facet: item.facet, path: item.path, reason, deltaId: id, at },
      ];
      return { ...item, status: 'STALE', ended: { reason, deltaId: id, at } };
    });
  const open = new Set(items.flatMap(({ status, facet }) => (status === 'ACTIVE' ? [facet] : [])));
  return { ...profile, items, unknown: unknown.filter(({ facet }) => !open.has(facet)) };
}
