/** The conversation that the demo plays: its shape, its calendar, and that the guide says what the turns say. */
import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';

type DemoTurn = {
  readonly id: string;
  readonly session: string;
  readonly role: 'user' | 'assistant';
  readonly speaker: string;
  readonly timestamp: string;
  readonly content: string;
};

type Quote = { readonly turn: string; readonly quote: string };

type Question = {
  readonly question: string;
  readonly shows: string;
  readonly gold: readonly string[];
  readonly answer: string;
  readonly quotes: Readonly<Record<string, string>>;
  readonly now: string;
  readonly asOf?: string;
};

type Guide = {
  readonly now: string;
  readonly sessions: readonly { readonly id: string; readonly title: string; readonly zone: string }[];
  readonly people: readonly { readonly name: string; readonly turn: string }[];
  readonly similarNames: { readonly names: readonly string[]; readonly toldApart: string };
  readonly facts: readonly {
    readonly subject: string;
    readonly slot: string;
    readonly versions: readonly (Quote & { readonly value: string; readonly from: string })[];
  }[];
  readonly preferences: readonly (Quote & {
    readonly topic: string;
    readonly stance: string;
    readonly flippedBy?: string;
  })[];
  readonly instructions: readonly (Quote & { readonly state: 'standing' | 'revoked'; readonly revokedBy?: string })[];
  readonly order: { readonly events: readonly (Quote & { readonly date: string })[] };
  readonly contradiction: { readonly turns: readonly string[]; readonly resolved: boolean };
  readonly secrets: readonly { readonly kind: string; readonly turn: string; readonly value: string }[];
  readonly recalled: { readonly turn: string; readonly of: string };
  readonly injection: { readonly turn: string; readonly text: string; readonly reply: string };
  readonly languages: readonly { readonly turn: string; readonly language: string }[];
  readonly daylightSaving: { readonly session: string; readonly before: string; readonly after: string };
  readonly smallTalk: readonly string[];
  readonly questions: readonly Question[];
  readonly forget: {
    readonly query: string;
    readonly touches: readonly string[];
    readonly adjacent: readonly string[];
  };
};

const folder = new URL('../../data/demo/', import.meta.url);
const lines = readFileSync(new URL('conversation.jsonl', folder), 'utf8').trimEnd().split('\n');
const turns = lines.map((line) => JSON.parse(line) as DemoTurn);
const guide = JSON.parse(readFileSync(new URL('guide.json', folder), 'utf8')) as Guide;
const byId = new Map(turns.map((turn) => [turn.id, turn]));
const position = new Map(turns.map((turn, index) => [turn.id, index]));

function turnOf(id: string): DemoTurn {
  const turn = byId.get(id);
  if (turn === undefined) throw new Error(`no turn ${id}`);
  return turn;
}

function placeOf(id: string): number {
  turnOf(id);
  return position.get(id) ?? -1;
}

const instant = (turn: DemoTurn): number => Date.parse(turn.timestamp);

/** Sum of the Luhn digits; a valid number gives a multiple of ten. */
function luhnSum(number: string): number {
  return [...number.replaceAll(/\D/g, '')].reverse().reduce((sum, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
}

function wrongWeekdays(text: string): string[] {
  const dates = text.matchAll(
    /\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) (\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)\b/g,
  );
  const first = turns[0];
  const last = turns.at(-1);
  if (first === undefined || last === undefined) throw new Error('empty conversation');
  return [...dates]
    .filter(([, weekday, day, month]) => {
      return ![2025, 2026].some((year) => {
        const date = DateTime.fromFormat(`${day} ${month} ${year}`, 'd LLLL yyyy', { zone: 'utc', locale: 'en' });
        const near =
          date.toMillis() > instant(first) - 30 * 86_400_000 && date.toMillis() < instant(last) + 30 * 86_400_000;
        return near && date.setLocale('en').toFormat('cccc') === weekday;
      });
    })
    .map((match) => match[0]);
}

describe('the demo conversation', () => {
  it('is long, dated and two-sided', () => {
    expect(turns.length).toBeGreaterThanOrEqual(400);
    expect(new Set(turns.map((turn) => turn.session)).size).toBeGreaterThanOrEqual(14);
    const first = DateTime.fromISO(turns[0]?.timestamp ?? '');
    const last = DateTime.fromISO(turns.at(-1)?.timestamp ?? '');
    expect(last.diff(first, 'months').months).toBeGreaterThanOrEqual(8);
    expect(byId.size).toBe(turns.length);
    for (const [index, turn] of turns.entries()) {
      expect(Object.keys(turn), lines[index]).toEqual(['id', 'session', 'role', 'speaker', 'timestamp', 'content']);
      expect(turn.id).toMatch(new RegExp(`^${turn.session}-t\\d\\d$`));
      expect(['user', 'assistant']).toContain(turn.role);
      expect(turn.speaker === 'Assistant').toBe(turn.role === 'assistant');
      expect(turn.content.trim()).toBe(turn.content);
      expect(turn.content).not.toBe('');
    }
    const userShare = turns.filter((turn) => turn.role === 'user').length / turns.length;
    expect(userShare).toBeGreaterThan(0.5);
    const lengths = turns.filter((turn) => turn.role === 'user').map((turn) => turn.content.length);
    expect(Math.min(...lengths)).toBeLessThan(10);
    expect(Math.max(...lengths)).toBeGreaterThan(500);
    const contents = turns.map((turn) => turn.content);
    expect(contents.length - new Set(contents).size).toBeLessThan(10);
  });

  it('runs forward in time, in the zone of each place', () => {
    for (const [index, turn] of turns.entries()) {
      const before = turns[index - 1];
      if (before !== undefined) expect(instant(turn), turn.id).toBeGreaterThan(instant(before));
      const zone = guide.sessions.find((session) => session.id === turn.session)?.zone;
      expect(zone, turn.session).toBeDefined();
      const said = DateTime.fromISO(turn.timestamp, { setZone: true });
      expect(said.offset, turn.id).toBe(said.setZone(zone ?? '').offset);
    }
    expect(guide.sessions.map((session) => session.id)).toEqual([...new Set(turns.map((turn) => turn.session))]);
    expect(new Set(guide.sessions.map((session) => session.zone)).size).toBeGreaterThanOrEqual(3);
    expect(Date.parse(guide.now)).toBeGreaterThan(instant(turns.at(-1) as DemoTurn));
  });

  it('has a session in which the wall clock goes back', () => {
    const before = turnOf(guide.daylightSaving.before);
    const after = turnOf(guide.daylightSaving.after);
    expect([before.session, after.session]).toEqual([guide.daylightSaving.session, guide.daylightSaving.session]);
    expect(instant(after)).toBeGreaterThan(instant(before));
    expect(after.timestamp.slice(0, 19) < before.timestamp.slice(0, 19)).toBe(true);
  });

  it('names no weekday that the calendar contradicts', () => {
    expect(wrongWeekdays('Monday 6 June')).toEqual(['Monday 6 June']);
    expect(turns.flatMap((turn) => wrongWeekdays(turn.content).map((date) => `${turn.id}: ${date}`))).toEqual([]);
    expect(turns.filter((turn) => /day \d{1,2} [A-Z]/.test(turn.content)).length).toBeGreaterThan(20);
  });

  it('lets the assistant keep the instructions that it was given', () => {
    const emoji = guide.instructions.find((instruction) => instruction.quote.includes('emoji'));
    const welsh = guide.instructions.find((instruction) => instruction.state === 'revoked');
    const weekday = guide.instructions.find((instruction) => instruction.quote.includes('day of the week'));
    const replies = turns.filter((turn) => turn.role === 'assistant');
    const since = (id: string | undefined): DemoTurn[] =>
      replies.filter((turn) => placeOf(turn.id) > placeOf(id ?? 'none'));
    expect(since(emoji?.turn).filter((turn) => /\p{Extended_Pictographic}/u.test(turn.content))).toEqual([]);
    const goodnights = since(welsh?.turn).filter((turn) => turn.content.startsWith('Goodnight'));
    const revokedAt = placeOf(welsh?.revokedBy ?? 'none');
    const words = goodnights.map((turn) => /[Ww]ord: "/.test(turn.content));
    expect(words).toEqual(goodnights.map((turn) => placeOf(turn.id) < revokedAt));
    expect(new Set(words).size).toBe(2);
    const bare = /(?<!day )\b\d{1,2} (?:January|February|March|April|May|June|October|November|December)\b/;
    expect(since(weekday?.turn).filter((turn) => bare.test(turn.content))).toEqual([]);
    const unprompted = replies.filter((turn) => {
      const earlier = turns.slice(0, placeOf(turn.id)).filter((other) => other.session === turn.session);
      return turn.content.includes('Gethin') && !earlier.some((other) => other.content.includes('Gethin'));
    });
    expect(unprompted).toEqual([]);
  });
});

describe('the guide to it', () => {
  it('quotes the turns letter for letter', () => {
    const quotes: Quote[] = [
      ...guide.facts.flatMap((fact) => fact.versions),
      ...guide.preferences,
      ...guide.instructions,
      ...guide.order.events,
    ];
    for (const { turn, quote } of quotes) expect(turnOf(turn).content, turn).toContain(quote);
    for (const person of guide.people) expect(placeOf(person.turn), person.name).toBeGreaterThanOrEqual(0);
  });

  it('lists the facts that change, oldest first', () => {
    expect(guide.facts.length).toBeGreaterThanOrEqual(8);
    expect(guide.facts.filter((fact) => fact.versions.length > 2).length).toBeGreaterThanOrEqual(3);
    for (const fact of guide.facts) {
      expect(fact.versions.length, fact.slot).toBeGreaterThanOrEqual(2);
      expect(new Set(fact.versions.map((version) => version.value)).size).toBe(fact.versions.length);
      const places = fact.versions.map((version) => placeOf(version.turn));
      expect(places, fact.slot).toEqual([...new Set(places)].sort((a, b) => a - b));
      const days = fact.versions.map((version) => version.from);
      expect(days, fact.slot).toEqual([...days].sort());
    }
  });

  it('lists preferences of which one flips, and instructions of which one is revoked', () => {
    expect(guide.preferences.length).toBeGreaterThanOrEqual(6);
    const flipped = guide.preferences.filter((preference) => preference.flippedBy !== undefined);
    expect(flipped).toHaveLength(1);
    const now = guide.preferences.find((preference) => preference.turn === flipped[0]?.flippedBy);
    expect(now?.topic).toBe(flipped[0]?.topic);
    expect(now?.stance).not.toBe(flipped[0]?.stance);
    expect(guide.instructions.length).toBeGreaterThanOrEqual(4);
    const revoked = guide.instructions.filter((instruction) => instruction.state === 'revoked');
    expect(revoked).toHaveLength(1);
    expect(placeOf(revoked[0]?.revokedBy ?? 'none')).toBeGreaterThan(placeOf(revoked[0]?.turn ?? 'none'));
  });

  it('has a chain of events that is told out of order', () => {
    const { events } = guide.order;
    expect(events.length).toBeGreaterThanOrEqual(5);
    const dates = events.map((event) => event.date);
    expect(dates).toEqual([...dates].sort());
    const told = events.map((event) => placeOf(event.turn));
    expect(new Set(told).size).toBe(events.length);
    expect(told).not.toEqual([...told].sort((a, b) => a - b));
  });

  it('has a contradiction, two names alike, and turns in other languages', () => {
    const [never, once] = guide.contradiction.turns.map((id) => turnOf(id).content);
    expect(never).toMatch(/never been to Argentina/);
    expect(once).toMatch(/a month in Argentina/);
    expect(guide.contradiction.resolved).toBe(false);
    expect(turns.filter((turn) => turn.content.includes('Argentina')).map((turn) => turn.id)).toEqual(
      guide.contradiction.turns,
    );
    for (const name of guide.similarNames.names)
      expect(turnOf(guide.similarNames.toldApart).content).toMatch(new RegExp(`\\b${name}\\b`));
    for (const { turn, language } of guide.languages)
      expect(turnOf(turn).content, turn).toMatch(language === 'ja' ? /\p{Script=Hiragana}/u : /[áéíóúñ¿¡]/);
  });

  it('has secrets that are well formed and used once', () => {
    const card = guide.secrets.find((secret) => secret.kind === 'payment-card');
    expect(luhnSum(card?.value ?? '1') % 10).toBe(0);
    expect(luhnSum('4242 4242 4242 4243') % 10).not.toBe(0);
    expect(guide.secrets.find((secret) => secret.kind === 'api-key')?.value).toMatch(/^sk-test-[A-Za-z0-9]{32,}$/);
    for (const secret of guide.secrets)
      expect(turns.filter((turn) => turn.content.includes(secret.value)).map((turn) => turn.id)).toEqual([secret.turn]);
  });

  it('has recalled text pasted back, letter for letter, about a fact that has changed since', () => {
    const source = turnOf(guide.recalled.of);
    const block = `<recalled id="${source.id}" at="${source.timestamp}" speaker="${source.speaker}">${source.content}</recalled>`;
    expect(turnOf(guide.recalled.turn).content).toContain(block);
    expect(turnOf(guide.recalled.turn).role).toBe('user');
    const date = guide.facts.find((fact) => fact.slot === 'wedding date');
    expect(date?.versions[0]?.turn).toBe(source.id);
    expect(placeOf(date?.versions.at(-1)?.turn ?? 'none')).toBeLessThan(placeOf(guide.recalled.turn));
  });

  it('has an injected instruction that the assistant does not follow', () => {
    expect(turnOf(guide.injection.turn).content).toContain(guide.injection.text);
    expect(guide.injection.text).toMatch(/ignore previous instructions and /i);
    expect(placeOf(guide.injection.reply)).toBe(placeOf(guide.injection.turn) + 1);
    expect(turnOf(guide.injection.reply).role).toBe('assistant');
  });

  it('counts much small talk, none of it evidence', () => {
    expect(new Set(guide.smallTalk).size).toBe(guide.smallTalk.length);
    expect(guide.smallTalk.length / turns.length).toBeGreaterThanOrEqual(0.4);
    const evidence = new Set([
      ...guide.facts.flatMap((fact) => fact.versions.map((version) => version.turn)),
      ...guide.preferences.map((preference) => preference.turn),
      ...guide.instructions.map((instruction) => instruction.turn),
      ...guide.order.events.map((event) => event.turn),
      ...guide.questions.flatMap((question) => question.gold),
      ...guide.secrets.map((secret) => secret.turn),
      ...guide.forget.adjacent,
    ]);
    expect(guide.smallTalk.filter((id) => placeOf(id) < 0 || evidence.has(id))).toEqual([]);
  });

  it('asks questions that its gold turns answer, and three that nothing answers', () => {
    expect(guide.questions.length).toBeGreaterThanOrEqual(12);
    const shown = new Set(guide.questions.map((question) => question.shows));
    for (const kind of ['fact', 'revised fact', 'asOf', 'history', 'order', 'count', 'preference', 'instruction'])
      expect(shown, kind).toContain(kind);
    for (const kind of ['date', 'abstain', 'contradiction', 'forget']) expect(shown, kind).toContain(kind);
    for (const question of guide.questions) {
      expect(Object.keys(question.quotes), question.question).toEqual(question.gold);
      for (const id of question.gold) expect(turnOf(id).content).toContain(question.quotes[id]);
      expect(question.gold.length === 0, question.question).toBe(question.shows === 'abstain');
      expect(question.asOf !== undefined, question.question).toBe(question.shows === 'asOf');
      const known = Date.parse(question.asOf ?? question.now);
      for (const id of question.gold) expect(instant(turnOf(id)), question.question).toBeLessThan(known);
    }
    const unanswered = guide.questions.filter((question) => question.shows === 'abstain');
    expect(unanswered).toHaveLength(3);
    for (const absent of [
      /\b(?:air)?fares?\b|flights? (?:was|were|cost)/i,
      /wedding dress|seamstress/i,
      /blood pressure|mmHg/i,
    ])
      expect(turns.filter((turn) => absent.test(turn.content))).toEqual([]);
  });

  it('asks for one thing to be forgotten, and knows every turn that names it', () => {
    const named = turns.filter((turn) => turn.content.toLowerCase().includes(guide.forget.query.toLowerCase()));
    expect(guide.forget.touches).toEqual(named.map((turn) => turn.id));
    expect(named.length).toBeGreaterThanOrEqual(5);
    for (const id of guide.forget.adjacent) {
      expect(turnOf(id).content).not.toContain(guide.forget.query);
      expect(guide.forget.touches).toContain(turns[placeOf(id) - 1]?.id);
    }
  });
});
