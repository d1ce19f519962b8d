/** The talk of two people: what is said there is mostly said by whom it is about. */
import type { UnitColumns } from '../index/unit-columns.ts';

/** Each of two speakers has at least this share of what named people say, */
const leastShare = 0.2;
/** and both together at least this: diaries and mailboxes, in which others are written about, are none. */
const togetherShare = 0.8;

export function isTwoTalk({ speakerUnits }: Pick<UnitColumns, 'speakerUnits'>): boolean {
  let first = 0;
  let second = 0;
  let all = 0;
  for (let name = 0; name < speakerUnits.length; name++) {
    const units = speakerUnits.data[name] as number;
    all += units;
    if (units > first) [first, second] = [units, first];
    else if (units > second) second = units;
  }
  return second > 0 && second >= leastShare * all && first + second >= togetherShare * all;
}
