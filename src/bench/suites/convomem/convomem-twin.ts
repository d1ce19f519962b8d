/**
 * A seeded stand-in for ConvoMem's files in their own schema: facts of a user and of the assistant, in one message or
 * in three, values that change, questions that nothing answers, and any number of conversations that use the same
 * words for something else.
 */
import type { Rng } from '../../../ports/index.ts';

type Message = { readonly speaker: 'User' | 'Assistant'; readonly text: string };
type Conversation = { readonly id: string; readonly messages: readonly Message[] };
export type ConvomemItem = {
  readonly question: string;
  readonly answer: string;
  readonly message_evidences: readonly Message[];
  readonly conversations: readonly Conversation[];
  readonly category: string;
};
export type ConvomemFile = { readonly evidence_items: readonly ConvomemItem[] };

const projects =
  'Falcon Meridian Juniper Cobalt Harbor Sequoia Lantern Granite Marigold Tundra Voyager Willow Quartz Ember Saffron Glacier'.split(
    ' ',
  );
const topics =
  'invoice onboarding renewal pricing warranty roadmap audit training migration campaign forecast handover budget inventory compliance staffing'.split(
    ' ',
  );
const names =
  'Adele Bruno Celia Dario Edith Franz Greta Hugo Irene Jonas Klara Leon Maren Nils Olga Piotr Rosa Sven Tilda Ugo'.split(
    ' ',
  );
const cities = 'Leeds Malmo Ghent Parma Graz Vigo Turku Brno Lyon Riga Cadiz Bonn Delft Aarhus Gdansk Porto'.split(' ');
const likings = 'restaurant airline hotel cafe supplier app magazine podcast'.split(' ');
const small = [
  (project: string, topic: string, name: string) => `${name} asked about the ${topic} of ${project} again today.`,
  (project: string, topic: string) => `Let us go over the ${topic} for ${project} before the call.`,
  (project: string, topic: string, name: string) => `I told ${name} that the ${topic} is on track, as is ${project}.`,
  (_: string, topic: string, name: string) => `Could you draft a note to ${name} on the ${topic}?`,
  (project: string, topic: string) => `The ${topic} meeting on ${project} was longer than it had to be.`,
  (project: string, topic: string) => `The purchase order for the ${topic} of ${project} still lacks a signature.`,
  (project: string, _: string, name: string) => `${name} and I may visit a client to present ${project} some day.`,
  (project: string, topic: string) => `Is there a template for the ${topic} of ${project} that you would suggest?`,
  (project: string, _: string, name: string) => `${name} is out this week, so ${project} has to wait.`,
];

/**
 * `conversations` in all, of `length` messages each; `items` questions whose evidence stands in the first
 * conversations that the seed gives, whatever their number is, so that sizes can be compared.
 */
export function convomemTwin(
  sizes: { readonly items: number; readonly conversations: number; readonly length: number },
  rng: Rng,
): ConvomemFile {
  const asking = rng.split('items');
  const filling = rng.split('fillers');
  const pick = <T>(list: readonly T[], from: Rng): T => list[Math.floor(from.next() * list.length)] as T;
  const talk = (from: Rng): Message[] =>
    Array.from({ length: sizes.length }, (_, i) => ({
      speaker: i % 2 === 0 ? 'User' : 'Assistant',
      text: `${pick(small, from)(pick(projects, from), pick(topics, from), pick(names, from))} (${Math.floor(from.next() * 10_000)})`,
    }));
  const say = (speaker: Message['speaker'], text: string): Message => ({ speaker, text });
  let made = 0;
  const holding = (evidence: readonly Message[]): Conversation[] =>
    evidence.map((message) => {
      const messages = talk(asking);
      messages.splice(2 * Math.floor(asking.next() * (sizes.length / 2)), 1, message);
      return { id: `e${made++}`, messages };
    });
  const items = Array.from({ length: sizes.items }, (_, i): ConvomemItem => {
    const [project, topic, name] = [pick(projects, asking), pick(topics, asking), pick(names, asking)];
    const code = Math.floor(asking.next() * 90_000) + 10_000;
    const item = (category: string, question: string, answer: string, evidence: readonly Message[]): ConvomemItem => ({
      category,
      question,
      answer,
      message_evidences: evidence,
      conversations: holding(evidence),
    });
    if (i % 5 === 0) {
      const message = say(
        'User',
        `The purchase order for the ${topic} of ${project} is PO-${code}, ${name} signed it.`,
      );
      return item('user_evidence 1', `Which purchase order covers the ${topic} of ${project}?`, `PO-${code}`, [
        message,
      ]);
    }
    if (i % 5 === 1) {
      const where = [0, 1, 2].map((step) => cities[(code + 5 * step) % cities.length] as string);
      return item(
        'user_evidence 3',
        `Which cities did I visit with ${name} to present ${project}?`,
        where.join(', '),
        where.map((city) => say('User', `${name} and I visited ${city} to present ${project} to a client.`)),
      );
    }
    if (i % 5 === 2) {
      const message = say(
        'Assistant',
        `For the ${topic} of ${project} I suggest template ${code}, it is the shortest.`,
      );
      return item(
        'assistant_facts_evidence 1',
        `Which template did you suggest for the ${topic} of ${project}?`,
        `${code}`,
        [message],
      );
    }
    if (i % 5 === 3) {
      const liking = likings[Math.floor(i / 5) % likings.length] as string;
      const values = [0, 1, 2].map(
        (step) => `${cities[(code + 3 * step) % cities.length]} ${projects[(code + step) % projects.length]}`,
      );
      return item(
        'changing_evidence 3',
        `What is my favorite ${liking} now?`,
        values[2] as string,
        values.map((value, step) =>
          say('User', `My favorite ${liking} is ${step === 0 ? '' : 'now '}${value}.`.replace('  ', ' ')),
        ),
      );
    }
    const message = say('User', `${name} will send the contract for ${project} once the ${topic} is done.`);
    return item('abstention_evidence 1', `What is the phone number of ${name} at ${project}?`, '', [message]);
  });
  const held = items.flatMap(({ conversations }) => conversations);
  const fillers = Array.from(
    { length: Math.max(0, sizes.conversations - held.length) },
    (_, i): Conversation => ({ id: `f${i}`, messages: talk(filling) }),
  );
  // Fillers come between the evidence, in the order of its changes.
  const order = [...held.keys()].map((place) => (place + 1) * ((fillers.length + held.length) / (held.length + 1)));
  const placed = [
    ...held.map((conversation, i) => ({ conversation, at: order[i] as number })),
    ...fillers.map((conversation, i) => ({
      conversation,
      at: (i + 0.5) * ((fillers.length + held.length) / Math.max(1, fillers.length)),
    })),
  ].sort((a, b) => a.at - b.at);
  const all = placed.map(({ conversation }) => conversation);
  return { evidence_items: items.map((one, i) => (i === 0 ? { ...one, conversations: all } : one)) };
}
