/**
 * Orders to whoever reads a text for a person, in texts that are not that person's: judged sentence by sentence, by
 * what is said to whom about what, so that the wording may be any. A cue alone is ordinary English ("remember", "tell",
 * "the user"); an order is a cue together with its object or with somebody who is spoken to.
 */
import { orderCues } from './order-cues.ts';
import { drop, give, looseReader, opens, reader, remember, say } from './order-words.ts';
import { groupsIn, groupsOf } from './word-groups.ts';

/** Who is spoken to. */
const addressed: readonly RegExp[] = [
  // "AI assistants: ...", "Note to the model, ...", "Hey chatbot, ..."
  new RegExp(
    `(?:^|[([{*#<>"“-]\\s*)(?:(?:hey|hi|hello|dear|attention|attn|note|notice|message|memo|reminder|instructions?|important|urgent|warning|calling|directives?|orders?|task|request|read this|listen|ok|okay)[\\s,:]*)*(?:(?:to|for) )?(?:all |any |every |the |other |you |whichever |our )*${reader}\\b[^.!?\\n:,–—-]{0,50}[:,–—-]`,
    'iu',
  ),
  new RegExp(
    `(?:^|[([{*#<>"“-]\\s*)(?:hey|hi|hello|dear|attention|attn|(?:a |this is a |hidden |important |urgent )*(?:note|notice|message|memo|reminder|instructions?|directives?|orders?|task|request|command)s? (?:to|for))[\\s,:]+(?:(?:to|for) )?(?:all |any |every |the |other |you |whichever |whatever )*${looseReader}\\b[^.!?\\n]{0,50}?(?:[:,–—-]|$)`,
    'iu',
  ),
  // "any model that processes this page", "agents summarizing this document", "whoever reads this for a person"
  new RegExp(
    `\\b(?:${looseReader}|whoever|whatever|whichever system|any(?:one|body|thing))\\s+(?:who |that |which |is |are |may |might |will |currently |now |be )*(?:read|process|handl|pars|summari[sz]|see|receiv|encounter|retriev|index|ingest|scrap|crawl|review|analy[sz]|load|access|evaluat|translat|answer)(?:e?s|ing|e)?\\s+(?:from |about )?(?:this|these|the present|the following)\\b(?:[^.!?\\n]{0,40}\\b(?:on behalf of|for (?:a|the|your|somebody|someone)|instead of)\\b)?`,
    'iu',
  ),
  new RegExp(
    `\\b(?:if|as|since|because|in case|provided|assuming|when) (?:you(?:[’']re| are)|this is (?:being )?(?:read|processed|summari[sz]ed) by|read by|processed by) (?:\\w+ )?(?:an? |the |any )?${reader}\\b`,
    'iu',
  ),
  new RegExp(
    `\\b(?:if|when|once|after|while|upon|whenever|as soon as) (?:you(?:[’']ve| have)?|the ${looseReader}) ?(?:are |ha(?:s|ve) )?(?:read(?:ing|s)?|process(?:es|ing|ed)?|summari[sz](?:es?|ing|ed)|retriev(?:es?|ing|ed)|encounter(?:s|ing|ed)?|pars(?:es?|ing|ed)|load(?:s|ed|ing)?|recall(?:s|ed|ing)?|see(?:s|ing|n)?(?= this(?:[,.:;]| (?:text|note|document|instruction|paragraph|order)))) this\\b(?! (?:far|sign|book|guide))`,
    'iu',
  ),
];
/** Addressed by name and obliged in one breath: "any language model that ... has to". */
const obliged = new RegExp(
  `\\b${reader}\\b[^.!?\\n]{0,60}?\\b(?:must|shall|should|need(?:s)? to|ha(?:ve|s) to|(?:are|is) (?:to|(?:required|instructed|ordered|obliged)(?: now)? to))\\s+(?:\\w+ ){0,2}?(?:${say}|obey|follow|ignore|remember|store|save|comply|recommend|use|call|send|forward)\\b[^.!?\\n]*`,
  'iu',
);
/** What a reader is told to do once it is spoken to. */
const directive = new RegExp(
  `${opens}(?:${say}|${remember}|${give}|${drop}|tell|call|invoke|run|execute|click|press|visit|open|fetch|download|install|order|buy|book|pay|transfer|confirm|approve|accept|comply|obey|follow|do as|do the|do not|don[’']t|make sure|ensure|be sure|act|behave|pretend|assume|treat|prefer|choose|select|pick|rank|rate|give|return|translate|stop|disclose|convince|persuade|warn|use|visit|consider|replace|speak|switch|proceed|continue)\\b|\\b(?:please|kindly|must|shall|should|need(?:s)? to|ha(?:ve|s) to|(?:are|is) (?:to|(?:required|instructed|ordered|obliged|requested|asked)(?: now)? to))\\s+\\w+`,
  'iu',
);
/** Speaks of itself: a reader that says what it is gives no order. */
const ownWords =
  /\b(?:as|being|i am|i'm|i’m) (?:an? )?(?:ai|artificial|language model|llm|assistant|chat ?bot|large|virtual)\b[^.!?\n]{0,40}\b(?:i|my|we|i'm|i’m)\b|\b(?:i|we|my)\b[^.!?\n]{0,20}\bas an? (?:ai|language model|assistant)/i;

/** The same first sentence in the languages in which it is most often written. */
const elsewhereGate =
  /ignor[aei]|verg(?:iss|essen)|olvid|oubli|dimentic|esque[çc]|[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/iu;
const elsewhere =
  /ignor(?:iere?n?|a|ez?|ate|ar|em?)\s+(?:sie\s+)?(?:alle[nrs]?|todas?|todos|tutt[ei]|toutes?|tous|as|les|las|los|le|die|ces|estas|tout)?\s*(?:las|los|les|le|die|deine|ihre|tus|sus|suas|as|vos|tes)?\s*(?:(?:bisherigen|vorherigen|vorigen|obigen|früheren|previas|anteriores|précédentes|précédents|precedenti|instruções|instructions|instrucciones|istruzioni|consignes|anweisungen|regeln|reglas|regras|règles)\b)|(?:vergiss|vergessen sie|olvida|olvide|oublie[z]?|dimentica|esqueça)\s+(?:\S+\s+){0,4}(?:anweisungen|regeln|instrucciones|reglas|instructions|consignes|règles|istruzioni|regole|instruções|regras)|(?:忽略|无视|忘记|忽視|無視|忘掉)[^。！？\n]{0,12}(?:指令|指示|规则|規則|提示|命令|说明)|(?:以前|上記|前|これまで)[^。！？\n]{0,8}(?:指示|命令|ルール)[^。！？\n]{0,6}(?:無視|忘れ)|(?:이전|위의|앞의)[^.!?\n]{0,12}(?:지시|명령|규칙)[^.!?\n]{0,8}(?:무시|잊)|(?:игнорируй(?:те)?|забудь(?:те)?)\s+(?:\S+\s+){0,3}(?:инструкци|указани|правил|команд)/iu;

const startsOrder = new RegExp(
  `^\\W*(?:please |kindly |now |then |always |never |you (?:must|should|shall|need to|have to|are to) )*(?:${say}|${remember}|${give}|tell|call|invoke|run|click|visit|follow|obey|comply|do not|don[’']t|buy|order|book|pay|transfer|ignore|convince|persuade)\\b`,
  'iu',
);

/** Sentences that follow an address within this many are still said to the addressed. */
const carried = 2;
const readers = groupsOf('reader');
const you = groupsOf('you');
const reading = groupsOf('reading');

/** Names of the kinds of orders in a text that is not the user's own; empty: none. */
export function findOrders(text: string): string[] {
  const names = new Set<string>();
  if (elsewhereGate.test(text) && elsewhere.test(text)) names.add('override');
  let spokenTo = 0;
  for (const sentence of sentencesOf(text)) {
    const groups = groupsIn(sentence);
    const aboutReader = (groups & readers) !== 0;
    if (aboutReader && ownWords.test(sentence)) continue;
    for (const { name, needs, pattern } of orderCues) {
      if ((groups & needs[0]) === 0 || (groups & needs[1]) === 0 || (groups & needs[2]) === 0) continue;
      if (!names.has(name) && pattern.test(sentence)) names.add(name);
    }
    spokenTo -= 1;
    if (aboutReader || ((groups & you) !== 0 && (groups & reading) !== 0)) {
      const opening = addressed.find((pattern) => pattern.test(sentence));
      if (opening !== undefined) {
        spokenTo = carried;
        if (directive.test(sentence.replace(opening, ' , '))) names.add('order');
        continue;
      }
    }
    if (spokenTo >= 0 && startsOrder.test(sentence)) names.add('order');
    if (aboutReader && obliged.test(sentence)) names.add('order');
  }
  return [...names];
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?。！？])\s+|\n+/u).filter((sentence) => sentence.trim().length > 3);
}
