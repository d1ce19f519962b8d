/**
 * Whether somebody speaks for or against what they talk about, by rules over clauses: words of liking and disliking,
 * turned around by a denial right before them. Enough to follow how a preference changed, not to grade it.
 */

/** 1 for, -1 against. */
export type Stance = 1 | -1;

const liking =
  /\b(?:lik(?:e|ed|es|ing)|lov(?:e|ed|es|ing)|enjoy\w*|appreciat\w*|fond|embrac\w*|passion\w*|enthusias\w*|fascinat\w*|thrill\w*|excit\w*|delight\w*|fulfill?\w*|rewarding|inspir\w*|reignit\w*|rekindl\w*|rediscover\w*|rejuvenat\w*|revisit\w*|resum\w*|return(?:ed|ing)?|favou?r\w*|interest(?:ed|ing)?|eager\w*|keen|admir\w*|cherish\w*|valu(?:e|ed|ing)|joy\w*|happy|fun|wonderful|amazing|incredible|fantastic|attract\w*|drawn|motivat\w*|affinity|helpful|beneficial|benefit\w*|therapeutic|energi[sz]\w*|exhilarat\w*|captivat\w*|refreshing|liberating|satisf\w*|comfort\w*|pleas\w*|prefer\w*|great|invigorat\w*|enrich\w*|positive|intrigu\w*|committed|started)\b/gi;
const disliking =
  /\b(?:dislik\w*|hat(?:e|ed|ing)|detest\w*|stop(?:ped|ping)?|quit\w*|gave up|giv(?:e|ing) up|frustrat\w*|stress\w*|overwhelm\w*|tedious|bor(?:ed|ing|edom)|stifl\w*|discourag\w*|step(?:ped|ping)? (?:back|away)|steer\w* (?:clear|away)|shift(?:ed|ing)? away|mov(?:ed|ing) away|away from|lost interest|losing interest|los(?:t|e|ing)|uninterest\w*|unappreciat\w*|avoid\w*|drain\w*|exhaust\w*|hesita\w*|wan(?:ed|ing|e)|declin\w*|fad(?:ed|ing)|monoton\w*|anxi\w*|uncomfortable|pressure\w*|burden\w*|disappoint\w*|disengag\w*|detach\w*|disconnect\w*|isolat\w*|intimidat\w*|confus\w*|repetitive|exploit\w*|unfulfill\w*|less (?:engag\w*|interest\w*|favou?rable|fond|enjoy\w*|appeal\w*)|aversion|reluctan\w*|skeptic\w*|sceptic\w*|indifferen\w*|criticism|criticiz\w*|scrutin\w*|dread\w*|superficial\w*|tired|weary|difficult\w*|stagnat\w*|underwhelm\w*|irritat\w*|annoy\w*|negative\w*|neglect\w*|no interest|break from|put off|paus(?:e|ed|ing)|abandon\w*|sour\w*|tiresome|mundane|dull|impersonal|inauthentic|distract\w*|too (?:much|many|time)|time-consuming|not (?:for me|worth)|rather not)\b/gi;
/** Denials that turn what follows within a few words. */
const denial =
  /\b(?:not|never|no longer|n't|hardly|barely|without|lack(?:ed|ing|s)?|little|less|isn't|wasn't|weren't|aren't|don't|didn't|doesn't|couldn't|can't|stopped|no)\b(?:\W+\w+){0,4}\W*$/i;

/** The stance of one clause; undefined where it takes none, or both alike. */
export function stanceOf(clause: string): Stance | undefined {
  let balance = 0;
  for (const match of clause.matchAll(disliking)) balance -= denied(clause, match.index) ? -0.5 : 1;
  for (const match of clause.matchAll(liking)) balance += denied(clause, match.index) ? -1 : 1;
  return balance > 0 ? 1 : balance < 0 ? -1 : undefined;
}

function denied(clause: string, at: number): boolean {
  return denial.test(clause.slice(Math.max(0, at - 40), at));
}

/** Cuts where a text turns: sentences, and parts joined by words of time or contrast. */
const turns =
  /[.!?;]+\s+|,\s*(?:but|then|and then|and now|yet|while|before|until|after|and finally|and most recently)\b|\b(?:however|afterwards?|nevertheless|but now|until you|until i|before (?:finally|eventually|ultimately)|to now|now become)\b/i;

/** The clauses of a text in order. */
export function clausesOf(text: string): readonly string[] {
  return text
    .split(turns)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}
