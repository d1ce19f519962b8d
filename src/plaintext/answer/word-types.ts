/** What kind of thing a question's focus noun asks for, and words that are such things. */
import { givenNames, places, relationNouns } from '../extract/entity-lexicon.ts';

const lists: Readonly<Record<string, string>> = {
  color:
    'red blue green yellow purple pink orange black white brown gray grey teal turquoise navy gold silver beige maroon violet crimson cyan magenta lavender',
  season: 'spring summer autumn fall winter',
  instrument:
    'guitar piano violin drums drum ukulele flute cello trumpet clarinet saxophone harp bass keyboard banjo accordion bandoneon harmonica viola',
  animal:
    'dog cat puppy kitten dogs cats puppies kittens hamster rabbit parrot turtle tortoise horse fish goldfish bird snake lizard gecko ferret lurcher retriever labrador poodle beagle bulldog shepherd terrier',
  sport:
    'soccer football basketball tennis baseball hockey golf volleyball swimming running cycling skiing snowboarding surfing climbing boxing karate judo yoga rugby cricket badminton squash rowing sailing hiking skateboarding gymnastics wrestling pilates',
  language:
    'english spanish french german italian portuguese mandarin chinese japanese korean arabic russian hindi welsh dutch swedish polish turkish greek hebrew latin python javascript typescript java rust go ruby',
  weekday: 'monday tuesday wednesday thursday friday saturday sunday',
  month: 'january february march april may june july august september october november december',
  activity:
    'painting pottery ceramics swimming hiking running camping reading yoga knitting gardening cooking baking dancing singing fishing cycling biking climbing skiing snowboarding surfing meditation meditating chess gaming drawing sketching photography volunteering traveling sewing crocheting writing journaling kayaking rafting sailing skating skateboarding jogging walking pilates boxing karate woodworking birdwatching astronomy origami sculpting weaving gym basketball tennis soccer football volleyball golf archery puzzles scrapbooking blogging coding beekeeping stargazing',
  food: 'pizza pasta salad soup sushi tacos burger burgers curry rice bread cake cookies pie chocolate cheese chicken fish salmon steak noodles ramen dumplings biryani lasagna risotto stew sandwich sandwiches pancakes waffles fruit vegetables smoothie smoothies muffins brownies',
  job: 'teacher nurse doctor engineer lawyer carpenter chef cook baker artist writer author musician photographer designer developer programmer accountant manager librarian veterinarian vet journalist electrician plumber counselor therapist psychologist scientist researcher student professor architect mechanic pilot firefighter consultant salesperson cashier barista waiter waitress actor actress dancer farmer dentist pharmacist paramedic modeller translator editor banker',
  relative:
    'mother father mom dad sister brother aunt uncle cousin grandmother grandfather grandma grandpa wife husband son daughter niece nephew',
};

const sets = new Map(Object.entries(lists).map(([name, words]) => [name, new Set(words.split(' '))]));

/** Focus nouns and the list that answers them. */
const focusLists: readonly (readonly [RegExp, string])[] = [
  [/\bcolou?rs?\b/i, 'color'],
  [/\bseasons?\b/i, 'season'],
  [/\binstruments?\b/i, 'instrument'],
  [/\b(?:pets?|animals?|breed|dog|cat)\b/i, 'animal'],
  [/\bsports?\b/i, 'sport'],
  [/\blanguages?\b/i, 'language'],
  [/\bday\b/i, 'weekday'],
  [/\bmonth\b/i, 'month'],
  [/\brelatives?\b/i, 'relative'],
  [/\b(?:activit(?:y|ies)|hobb(?:y|ies)|pastimes?|exercises?|interests?)\b/i, 'activity'],
  [/\b(?:foods?|dish(?:es)?|meals?|snacks?|desserts?)\b/i, 'food'],
  [/\b(?:jobs?|professions?|occupations?|careers?)\b/i, 'job'],
];

const namedThings =
  /\b(?:names?|called|books?|novels?|movies?|films?|songs?|albums?|bands?|artists?|musicians?|authors?|titles?|games?|shows?|series|brands?|restaurants?|compan(?:y|ies)|apps?|platforms?|magazines?|websites?|podcasts?|teams?|playlist|festival|museums?|store|shop|hotel)\b/i;

/** True for kinds whose list names only the common ones. */
export function isOpenKind(focus: string): boolean {
  return /^(?:activity|food|job|animal|sport)$/.test(focusLists.find(([pattern]) => pattern.test(focus))?.[1] ?? '');
}

/** The list of words that answers a focus; undefined for other nouns. */
export function wordsFor(focus: string): ReadonlySet<string> | undefined {
  const name = focusLists.find(([pattern]) => pattern.test(focus))?.[1];
  return name === undefined ? undefined : sets.get(name);
}

/** True for focus nouns that are answered by a name or a title. */
export function wantsName(focus: string): boolean {
  return namedThings.test(focus);
}

const relation = new RegExp(
  `^(?:${relationNouns}|friends?|mentors?|coach|teacher|boss|manager|family|neighbors?|neighbours?|colleagues?|coworkers?|co-workers?|roommates?|partner|boyfriend|girlfriend|fianc[eé]e?|parents?|kids?|children|team|doctor|therapist|grandparents?|classmates?|buddy|group|people|community|students?|customers?)$`,
  'i',
);

/** True for words that can name a person, by a name or by a relation. */
export function isPersonWord(word: string, tag: string): boolean {
  return (
    relation.test(word) ||
    (tag === 'PROPN' && /^\p{Lu}/u.test(word) && !places.has(word.toLowerCase())) ||
    givenNames.has(word.toLowerCase())
  );
}

export function isGivenName(word: string): boolean {
  return givenNames.has(word.toLowerCase());
}

const placeNouns =
  /^(?:park|beach|lake|mountains?|museum|hospital|school|university|college|library|cafe|café|restaurant|gym|studio|office|home|house|shelter|church|center|centre|city|town|village|country|forest|garden|river|island|hotel|theater|theatre|store|shop|mall|market|airport|station|bedroom|kitchen|bathroom|hallway|living|lawn|farm|pantry|fridge|closet|garage|balcony|cinema|stadium|court|club|bar|pub|camp|campus|lab|pond|canyon|trail|bank|pool|cabin|barn|plaza|square|street|road|avenue|bridge|zoo|aquarium|arena|desert|coast|woods|neighborhood)s?$/i;

/** True for words that can be (the head of) a place. */
export function isPlaceWord(word: string): boolean {
  return placeNouns.test(word) || places.has(word.toLowerCase());
}
