/** Likes, dislikes, preferences and habits of avoiding, from clauses with a resolved subject. */
import type { PreferenceData } from '../../kernel/record-data.ts';
import type { Clause } from './clauses.ts';
import type { ResolvedSubject } from './subject.ts';
import { shapedValue, shapedValues } from './values.ts';

export type FoundPreference = {
  readonly text: string;
  readonly data: PreferenceData;
  readonly confidence: number;
};

type Stance = PreferenceData['stance'];

const likes =
  /^(?:like|likes|love|loves|enjoy|enjoys|adore|adores|(?:am|is|are) (?:a |such a )?(?:huge |big |real |massive )?(?:fan of|fond of|into|obsessed with|passionate about|keen on|crazy about|interested in)|have (?:a|an) (?:soft spot|passion|love) for|have (?:always )?(?:loved|liked|enjoyed)|has (?:always )?(?:loved|liked|enjoyed)|(?:have |has )?(?:came|come|warmed) (?:a?round|up) to|(?:have |has )?(?:grown|learned|learnt|started|begun|grew|began) to (?:like|love|enjoy|appreciate))\s+(?<topic>.+)/i;
const dislikes =
  /^(?:hate|hates|dislike|dislikes|detest|detests|despise|can not stand|can not bear|could not stand|(?:am|is) (?:sick of|tired of|not a fan of|allergic to the idea of)|(?:have |has )?(?:gone off|went off|got sick of|gotten sick of|got tired of|fell out of love with|lost (?:my|his|her) taste for)|avoid|avoids|stay away from|stays away from|refuse to (?:eat|drink|use))\s+(?<topic>.+)/i;
const canNot = /^can (?:stand|bear)\s+(?<topic>.+)/i;
const prefers =
  /^(?:would (?:much |always )?prefer(?! (?:to|if|working|it)\b)|(?:much |generally |usually |strongly |always )?(?:prefer|prefers|favor|favors|favour)|have a preference for|lean towards?)\s+(?<topic>.+)/i;
const wants =
  /^(?:am|is|are) trying to (?:keep|stick (?:to|with)|limit|cut (?:down|back) on|use only|avoid)\s+(?<topic>.+)|^(?:want|need) (?:to keep|my \w+ to (?:be|stay))\s+(?<keep>.+)/i;
const possessed = /\bmy preference (?:for|is(?: for| to)?|of)\s+(?<topic>[^,.;!?]{3,120})/i;
const asIPrefer = /(?<topic>[^,.;!?]{6,90}?),? (?:like|as|the way) I (?:always |usually )?(?:prefer|like it)\b/i;

/** "using Bootstrap 5 and I prefer it over Foundation". */
const pronounChoice =
  /(?<topic>\p{Lu}[\p{L}\p{N}.+#-]*(?: [\p{Lu}\d][\p{L}\p{N}.+#-]*)*)[^.;!?\p{Lu}]{0,60}?\bI (?:much )?prefer (?:it|this|that|them) (?:over|to) (?<over>[^.;!?]+)/u;

/** What is never a lasting taste: reactions, politeness, things named only by pronoun, wishes of the moment. */
const fleeting =
  /^(?:albeit|much|then|the [a-zÀ-ÿ]+(?:al|id|ous|ful|ive)$|it|that|this|these|those|them|you|your|how|what|when|where|why|the way|the idea|the sound|the thought|to (?:hear|know|see|learn more|ask|think|say|thank|understand|get (?:some|your)|discuss|chat with you|talk to you|help|try|share|start|be able|explore|add|make sure|do that|do it|join|go with)|hearing|seeing you|knowing|talking (?:to|with) you|chatting|him|her|everything|anything|all of|being able|if|one of|every minute|the (?:suggestion|advice|recommendation|book you|ones|one|feature|fact|following|new|design|look|concept|name|plan|approach|part|vibe|picture|photo|pic|color|colors|story|challenge)s?\b|a (?:lot|little|bit|few)|more|so much|my (?:new )?(?:job|life|kids?|family|wife|husband|dog|cat|friends?)\b(?!.*\bing\b)|some|any|being here|we|I|there)\b/i;

const vagueTopic =
  /^(?:then|there|things?|stuff|people|someone|life|ideas?|suggestions?|it all|both|neither|the same|time|work)$/i;

/** Preferences that one clause states. */
export function preferencesOf(clause: Clause, subject: ResolvedSubject): FoundPreference[] {
  const { predicate } = clause;
  const preferring = prefers.exec(predicate)?.groups?.['topic'];
  if (preferring !== undefined) {
    if (clause.ended) return [];
    const found = preferred(preferring, subject, clause.negative);
    return found === undefined ? [] : [found];
  }
  const liked = likes.exec(predicate)?.groups?.['topic'];
  if (liked !== undefined) return listed(liked, clause.negative || clause.ended ? 'dislikes' : 'likes', subject);
  const hated = dislikes.exec(predicate)?.groups?.['topic'];
  if (hated !== undefined && !clause.negative) {
    const stance: Stance = /^(?:avoid|stay|refuse)/i.test(predicate) ? 'avoids' : 'dislikes';
    return clause.ended ? [] : listed(hated, stance, subject);
  }
  const unbearable = clause.negative ? canNot.exec(predicate)?.groups?.['topic'] : undefined;
  if (unbearable !== undefined) return listed(unbearable, 'dislikes', subject);
  if (clause.negative) {
    const refused = /^(?:can )?(?:eat|drink|use|wear|watch)\s+(?<topic>.+)/i.exec(predicate)?.groups?.['topic'];
    if (refused !== undefined) return listed(refused, 'avoids', subject);
  }
  const groups = clause.negative ? undefined : wants.exec(predicate)?.groups;
  if (groups !== undefined && clause.subject.kind === 'self') {
    const kept = groups['topic'] ?? groups['keep'] ?? '';
    const means = /\bby (?:using|avoiding|keeping|sticking to)\s+(?<means>.+)/i.exec(kept)?.groups?.['means'];
    const topic =
      shapedValue(means ?? kept, 'phrase') ??
      shapedValue((means ?? kept).split(/,| (?:like|such as) /)[0] ?? '', 'clause');
    if (topic === undefined || fleeting.test(topic) || (means === undefined && !/^avoid|\bkeep\b/i.test(predicate)))
      return [];
    if (
      means === undefined &&
      !/\b(?:light(?:weight)?|simple|clean|small|minimal|short|under|below|low|easy|organized|fresh|affordable|quiet|private)\b/i.test(
        kept,
      )
    )
      return [];
    return [made(topic, /^avoid/i.test(topic) ? 'avoids' : 'wants', subject, 0.65)];
  }
  return [];
}

/** Preferences said outside a clause of one's own: "my preference for ...", "... like I prefer". */
export function looseOf(sentence: string, subject: ResolvedSubject): FoundPreference[] {
  if (!/\bprefer|\blike it\b/i.test(sentence)) return [];
  const chosen = pronounChoice.exec(sentence)?.groups;
  if (chosen?.['topic'] !== undefined) {
    const over = shapedValue(chosen['over'] ?? '', 'phrase') ?? shapedValue(chosen['over'] ?? '', 'name');
    return [made(chosen['topic'], 'prefers', subject, 0.8, over)];
  }
  const topic = possessed.exec(sentence)?.groups?.['topic'];
  if (topic !== undefined) {
    const value = shapedValue(topic.replace(/ that (?:don['’]?t|do not|doesn['’]?t|does not)\b.*$/i, ''), 'phrase');
    return value === undefined || fleeting.test(value) ? [] : [made(value, 'prefers', subject, 0.75)];
  }
  const liked = asIPrefer.exec(sentence)?.groups?.['topic'];
  if (liked === undefined) return [];
  const tail = /(?<tail>\p{L}+ing\s+.+)$/u.exec(liked)?.groups?.['tail'];
  const value = tail === undefined ? undefined : shapedValue(tail, 'phrase');
  return value === undefined ? [] : [made(value, 'prefers', subject, 0.65)];
}

/** "tea over coffee", "tea to coffee", but not "proofs to grasp the logic". */
const alternative =
  /^(?<topic>.+?)\s+(?:over|rather than|instead of|more than|than)\s+(?<over>.+)$|^(?<first>\S+(?: \S+){0,2})\s+to\s+(?<second>\p{L}+ing\b.*|\p{L}+(?: \p{L}+)?(?=$|[,.;!]))/u;
/** "simple, minimal dependencies": the comma joins adjectives, not phrases. */
const adjectives = /^(?:using )?[\p{L}-]+, [\p{L}-]+ \p{L}+(?=$|[,.;!?]| (?:over|for|with|when|because|so)\b)/u;

function preferred(raw: string, subject: ResolvedSubject, negative: boolean): FoundPreference | undefined {
  if (negative) {
    const topic = shapedValue(raw, 'phrase');
    return topic === undefined || fleeting.test(topic) ? undefined : made(topic, 'avoids', subject, 0.75);
  }
  if (/^(?:not|if|it if|you|that you|your)\b/i.test(raw)) return undefined;
  const split = alternative.exec(
    raw.split(/[;.!?\n]|,\s+(?=(?:and|but|so|can|could|would|how|what|since|because|considering)\b)/)[0] ?? raw,
  );
  const first = split?.groups?.['topic'] ?? split?.groups?.['first'] ?? raw;
  const second = split?.groups?.['over'] ?? split?.groups?.['second'];
  if (/^(?:it|that|this|them)$/i.test(first.trim()) && split === null) return undefined;
  const topic =
    adjectives.exec(first.trim())?.[0] ??
    shapedValue(first, 'phrase') ??
    shapedValue(first.split(/,| (?:like|such as|so|for|to) /)[0] ?? '', 'phrase') ??
    shapedValue(first.split(/,| (?:like|such as|so|for|with|to) /)[0] ?? '', 'clause');
  if (topic === undefined || (fleeting.test(topic) && !/^to\b/.test(topic))) return undefined;
  const over = second === undefined ? undefined : shapedValue(second, 'phrase');
  if (over !== undefined && /^(?:it|that|this|them)$/i.test(first.trim())) return undefined;
  return made(topic, 'prefers', subject, 0.88, over);
}

function listed(raw: string, stance: Stance, subject: ResolvedSubject): FoundPreference[] {
  if (fleeting.test(raw)) return [];
  const joined = /^\p{L}+, \p{L}+ \p{L}+(?=$|[.;!])/u.exec(raw)?.[0];
  if (joined !== undefined && !/ing\b/.test(joined)) return [made(joined, stance, subject, 0.8)];
  const many = shapedValues(raw, 'list').filter((one) => !fleeting.test(one) && !vagueTopic.test(one));
  if (many.length > 0) return many.slice(0, 5).map((topic) => made(topic, stance, subject, 0.82));
  const one = shapedValue(raw, 'phrase');
  return one === undefined || vagueTopic.test(one) ? [] : [made(one, stance, subject, 0.8)];
}

const verbs: Readonly<Record<Stance, string>> = {
  likes: 'likes',
  dislikes: 'dislikes',
  prefers: 'prefers',
  avoids: 'avoids',
  wants: 'wants',
};

function made(
  topic: string,
  stance: Stance,
  subject: ResolvedSubject,
  confidence: number,
  over?: string,
): FoundPreference {
  const clean = topic.replace(/^(?:using|to use) (?=\w)/i, 'using ').replace(/^considering /i, '');
  const shown = clean.replace(/\bmy\b/gi, 'their').replace(/\bour\b/gi, 'their');
  return {
    text: `${subject.display} ${verbs[stance]} ${shown}${over === undefined ? '' : ` over ${over}`}.`,
    data: { subject: subject.key, topic: clean, stance, ...(over === undefined ? {} : { over }) },
    confidence: confidence * subject.certainty,
  };
}
