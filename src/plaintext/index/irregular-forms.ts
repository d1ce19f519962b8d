/** English forms that no suffix rule joins ("went" and "go", "children" and "child", "four" and "4"), and their base. */

const groups =
  'be was were been am is are|begin began begun|bend bent|bite bit bitten|blow blew blown|break broke broken|' +
  'bring brought|build built|burn burnt|buy bought|catch caught|choose chose chosen|come came|creep crept|deal dealt|' +
  'dig dug|do did done does|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|' +
  'feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|forget forgot forgotten|forgive forgave forgiven|' +
  'freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung|have had has|hear heard|' +
  'hide hid hidden|hold held|keep kept|know knew known|lead led|learn learnt|leave left|lend lent|lie lay lain|light lit|' +
  'lose lost|make made|mean meant|meet met|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|' +
  'see saw seen|seek sought|sell sold|send sent|shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk|' +
  'sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|spill spilt|spin spun|stand stood|' +
  'steal stole stolen|stick stuck|strike struck|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|' +
  'teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood|wake woke woken|' +
  'wear wore worn|weave wove woven|win won|withdraw withdrew withdrawn|write wrote written|' +
  'child children|person people|man men|woman women|foot feet|tooth teeth|mouse mice|goose geese|wife wives|life lives|' +
  'knife knives|leaf leaves|half halves|shelf shelves|wolf wolves|loaf loaves|thief thieves|scarf scarves|' +
  'kid kids|mom mum mother mommy mama moms|dad father daddy papa|photo photos photograph photographs|' +
  'bike bicycle bikes bicycles|phone telephone|fridge refrigerator|gym gymnasium|exam examination exams examinations|' +
  'movie film movies films|2 two|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine|10 ten|11 eleven|12 twelve|20 twenty|' +
  '30 thirty|40 forty|50 fifty|100 hundred';

const bases: ReadonlyMap<string, string> = new Map(
  groups.split('|').flatMap((group) => {
    const [base, ...forms] = group.split(' ') as [string, ...string[]];
    return forms.map((form): [string, string] => [form, base]);
  }),
);

/** The base of an irregular form, or the word itself; lower case. */
export function baseForm(word: string): string {
  return bases.get(word) ?? word;
}
