/** Broad classes of what statements and questions are about, by their words: being somewhere, having something, liking, a post. */
import { termOf } from '../../index/tokenize.ts';

export type WordClass = 'place' | 'holding' | 'liking' | 'pastime' | 'food' | 'travel' | 'post' | 'amount' | 'work';

const words: Readonly<Record<WordClass, string>> = {
  place:
    'head headed wander wandered stroll walk ran run travel journey move moved hurry hurried rush drive drove fly flew sail ' +
    'cycle ride rode march trek hike drift sneak slip dash sprint nip return came come arrive reach reached visit stay stayed wait waiting sit sat ' +
    'stand rest sleep hide hid camp land landed enter entered settle settled relocate transfer pitch pop popped scurry trot amble saunter stride ' +
    'strode race climb crawl creep crept limp shuffle bolt whereabouts place places location locations room spot stop stops position site seen ' +
    'spotted sighted found meet met turn turned show showed end ended way off lives live lived living home address city town moves station stationed ' +
    'based base shelf berth dock docked parked park gone venue stored kept housed shifted hop hopped jaunt wend trudge visit visiting harbour harbor port ports moored mooring moorings berth berthed anchor anchored quay pier dock docks tied lay lies lie ' +
    'sleeps village villages neighbourhood flat house apartment district',
  holding:
    'hold holds holding held carry carries carrying carried clutch grip grasp lug lugging haul hauling tote take took taken taking pick picked grab ' +
    'grabbed swap swapped trade traded hand hands keep own owns owned possess possession wield brandish bring brought drop dropped put fetch ' +
    'fetched collect pocket borrow borrowed belongings wear wears wearing wore drives driving rides load loaded armed equipped tool carries bag',
  liking:
    'favourite favorite fave like likes liked love loves loved adore adores prefer prefers preferred enjoy enjoys fond mad crazy fan swear swears keen ' +
    'obsess obsessed crave craves craving into fancy fancies taste tastes rave raves raving devoted hooked addicted passion ' +
    'crush besotted smitten sold best top go-to enthusiast enthusiastic partial dotes delight delights',
  pastime:
    'hobby hobbies pastime pastimes craze fun spare free hour hours leisure weekend weekends sport sports game games play plays played playing ' +
    'interest interests activity activities club practise practice practises took taken take dabble dabbles',
  food:
    'dish dishes meal meals food foods eat eats ate eating eaten cook cooks cooked cooking lunch dinner breakfast supper snack plate bowl drink drinks ' +
    'drank drinking cuisine recipe menu order ordered orders dessert bite appetite live pick want wants craving craves',
  post:
    'warden captain manager head chief lead leader leads chair chairs mayor owner keeper runs serve serves served appoint appointed elect elected ' +
    'post charge succeed succeeded successor predecessor helm director curator editor coach minister rector principal president chairman treasurer ' +
    'secretary steward maintainer holder command commands commanded captained skipper skippers skippered crew aboard coordinator administrator moderator principal dean responsible named name oversee oversees looks after supervise supervisor assignee assigned deputy host hosts',
  amount:
    'number figure amount count total price cost costs rate size height length width weight depth population visitors capacity value score limit budget ' +
    'fee toll salary age percent percentage temperature distance quota threshold timeout retries port many much estimate reads stands',
  work:
    'work works worked working job jobs employer employers company companies firm firms employed employs employ hired hires joined joins role position profession salary payroll ' +
    'notice signed signs poached books badge staff wage wages contract started recruited colleague boss career resigned quit fired paycheck',
  travel:
    'commute commutes commuted commuting ride rides rode riding travel travels travelled traveled trip trips bus train tram transport transit journey ' +
    'drive drives driving cycles cycling pedal pedals walks',
};

const classes = new Map<string, Set<WordClass>>();
for (const [name, list] of Object.entries(words)) {
  for (const word of list.split(' ')) {
    const stem = termOf(word);
    classes.set(stem, (classes.get(stem) ?? new Set()).add(name as WordClass));
  }
}

/** Share of each class among the words of a text that have one. */
export function classShares(stems: Iterable<string>): Map<WordClass, number> {
  const shares = new Map<WordClass, number>();
  let total = 0;
  for (const stem of stems) {
    const found = classes.get(stem);
    if (found === undefined) continue;
    total += 1;
    for (const one of found) shares.set(one, (shares.get(one) ?? 0) + 1 / found.size);
  }
  for (const [name, sum] of shares) shares.set(name, sum / total);
  return shares;
}

/** Likeness of two mixtures of classes, 0 to 1; undefined where one has none. */
export function classLikeness(
  a: ReadonlyMap<WordClass, number>,
  b: ReadonlyMap<WordClass, number>,
): number | undefined {
  if (a.size === 0 || b.size === 0) return undefined;
  let [sum, x, y] = [0, 0, 0];
  for (const [name, share] of a) sum += share * (b.get(name) ?? 0);
  for (const share of a.values()) x += share * share;
  for (const share of b.values()) y += share * share;
  return sum / Math.sqrt(x * y);
}
