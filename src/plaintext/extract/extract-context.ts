/** What extraction remembers between turns of one session: who speaks, names and aliases, relations, who was mentioned last. */
import type { RecordDraft } from '../../kernel/record.ts';
import type { Turn } from '../../kernel/turn.ts';
import { defaultSlotSchema, type SlotSchema } from '../revise/slots.ts';
import type { Annotation } from './annotation.ts';
import { entityKey } from './entities.ts';

/** The person that "he" or "she" would mean. */
export type LastPerson = { readonly key: string; readonly display: string; readonly gender: 'he' | 'she' | undefined };

/** One speaker's view; mutable. */
export type SpeakerState = {
  /** Subject of "I": the speaker's name in lower case, or `user`. */
  readonly key: string;
  /** How the speaker is called in derived sentences. */
  display: string;
  /** relation key -> name ("sister" -> "Anna"). */
  readonly relations: Map<string, string>;
  lastPerson: LastPerson | undefined;
  /** Session of the last turn: "she" is nobody of another conversation. */
  session: string | undefined;
  /** The last fact that this speaker stated, for "no, I meant ...". */
  lastFact: RecordDraft | undefined;
  /** Shared by all speakers of the session: keys of known people, alias -> key. */
  readonly people: Set<string>;
  readonly aliases: Map<string, string>;
};

const agentNames =
  /^(?:assistant|ai|bot|system|agent|chatbot|chat ?gpt|gpt|claude|gemini|copilot|llm|model|siri|alexa|ai (?:assistant|companion))\b/i;

/** Sessions whose speakers are remembered. */
const maxSessions = 1_000;

export type ExtractContextOptions = {
  readonly schema?: SlotSchema;
  /** IANA zone for turns that name none. Default UTC. */
  readonly zone?: string;
};

/** State for one session, or for several of one user whose people are the same. Rebuild it by running recent turns through `extractTurns`. */
export class ExtractContext {
  readonly schema: SlotSchema;
  readonly zone: string | undefined;
  readonly people: Set<string> = new Set();
  /** Alias -> canonical key; what `annotate` gets as known entities. */
  readonly aliases: Map<string, string> = new Map();
  readonly #speakers = new Map<string, SpeakerState>();
  /** Session -> speakers heard in it; the sessions heard first are forgotten first. */
  readonly #present = new Map<string, Set<string>>();

  constructor(options: ExtractContextOptions = {}) {
    this.schema = options.schema ?? defaultSlotSchema();
    this.zone = options.zone;
  }

  /** Keys of the speakers seen. */
  get speakers(): readonly string[] {
    return [...this.#speakers.keys()];
  }

  /** True when the turn was said by a person: every user, and an "assistant" that has a person's name. */
  isPerson(turn: Turn): boolean {
    if (turn.role === 'user') return true;
    return turn.role === 'assistant' && turn.speaker !== undefined && !agentNames.test(turn.speaker.trim());
  }

  /** True when two people talk with each other in the turn's session, so that nothing said is an order to an assistant. */
  betweenPeople(turn: Turn): boolean {
    const present = this.#present.get(turn.scope.session ?? '');
    if (present === undefined || present.has('assistant')) return false;
    return [...present].filter((key) => key !== 'user').length >= 2;
  }

  /** State of the turn's speaker, made on first sight. */
  speaker(turn: Turn): SpeakerState {
    const name = turn.speaker?.trim();
    const isUser = name === undefined || name === '' || /^(?:user|human|me)$/i.test(name);
    const key = this.isPerson(turn) ? (isUser ? 'user' : entityKey(name)) : 'assistant';
    this.#notePresence(turn.scope.session ?? '', key);
    let state = this.#speakers.get(key);
    if (state === undefined) {
      const display = key === 'user' ? 'The user' : key === 'assistant' ? 'The assistant' : (name ?? key);
      state = {
        key,
        display,
        relations: new Map(),
        lastPerson: undefined,
        session: turn.scope.session,
        lastFact: undefined,
        people: this.people,
        aliases: this.aliases,
      };
      this.#speakers.set(key, state);
      if (key !== 'user' && key !== 'assistant') this.#know(key);
    }
    if (state.session !== turn.scope.session) state.lastPerson = undefined;
    state.session = turn.scope.session;
    return state;
  }

  /** The user told a name: sentences use it, and it becomes an alias of the subject `user`. */
  nameSpeaker(state: SpeakerState, name: string): void {
    const key = entityKey(name);
    if (state.key !== 'user') return;
    state.display = name;
    this.people.add(key);
    this.aliases.set(key, 'user');
  }

  /** Learns people and short forms from an annotation: "Mel" means the one known person whose name begins so. */
  learn(annotation: Annotation): void {
    for (const entity of annotation.entities) {
      if (entity.type !== 'person') continue;
      if (!this.people.has(entity.name) && !this.aliases.has(entity.name)) {
        const owner = this.#fullNameOf(entity.name);
        if (owner === undefined) this.people.add(entity.name);
        else this.aliases.set(entity.name, owner);
      }
    }
  }

  #notePresence(session: string, key: string): void {
    const present = this.#present.get(session) ?? new Set<string>();
    present.add(key);
    this.#present.set(session, present);
    const oldest = this.#present.size > maxSessions ? this.#present.keys().next().value : undefined;
    if (oldest !== undefined) this.#present.delete(oldest);
  }

  #know(key: string): void {
    this.people.add(key);
    const first = key.split(' ')[0] ?? key;
    if (first !== key && !this.aliases.has(first)) this.aliases.set(first, key);
    this.aliases.set(key, key);
  }

  #fullNameOf(alias: string): string | undefined {
    if (alias.length < 3 || alias.includes(' ')) return undefined;
    const owners = this.speakers.filter(
      (key) => key !== alias && (key.split(' ')[0] === alias || (key.startsWith(alias) && alias.length >= 3)),
    );
    return owners.length === 1 ? owners[0] : undefined;
  }
}
