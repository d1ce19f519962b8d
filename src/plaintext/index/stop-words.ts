/**
 * Function words, which carry little evidence in a question. They are not dropped: a query weighs them low, and the
 * lexical index scores them exactly on the candidates that the other words find.
 */
import { termOf } from './tokenize.ts';

const written =
  "a about after again all also am an and any are aren't as at be because been before being both but by can can't could " +
  "couldn't did didn't do does doesn't doing don't during each ever few for from further get give got had has have haven't " +
  "having he he's her here hers him himself his how i i'd i'll i'm i've if in into is isn't it it's its itself just let " +
  'like may me might more most much must my myself no nor not of off on once one only or other our ours out over own ' +
  'please really same shall she should so some such than that the their theirs them then there these they this those ' +
  "through to too under until up upon us use very want was wasn't we we're we've were what what's when where which while " +
  "who whom whose why will with won't would wouldn't yes yet you you're you've your yours tell know kind many did " +
  'according across another around without within using used';

const ideographs =
  '的 了 吗 嗎 呢 吧 是 我 你 他 她 在 有 和 什么 什麼 怎么 怎麼 哪里 哪裡 哪个 谁 誰 为什 为何 是什 么时 时候 多少 几个 ' +
  'です ます した して いる ある のは 何を 何で どこ いつ だれ 誰が なぜ 어디 누가 무엇 언제';

const terms: ReadonlySet<string> = new Set([...written.split(' ').map(termOf), ...ideographs.split(' ')]);

/** True for terms (after stemming) that only glue a sentence together. */
export function isStopWord(term: string): boolean {
  return terms.has(term);
}
