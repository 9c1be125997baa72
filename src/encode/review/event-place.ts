import { relativeTo } from '../change-log.ts';
import type { SessionEvent, SourceTranscriptEvent } from '../../format/index.ts';

/** Calls of these kinds are about the file that they name, and nothing else. */
const FILE_KINDS: ReadonlySet<string | undefined> = new Set(['read', 'edit', 'delete', 'move']);

/** Where an event stands in a session: what goes with a turn or a file that is left out. */
export interface EventPlace {
  /** Number of the turn of the main conversation, from 1; absent before the first. */
  readonly turn?: number;
  /** The file that it is about. */
  readonly path?: string;
}

/** A call, as far as it says where its events stand. */
interface Call {
  readonly turn: number;
  readonly path: string | undefined;
}

/** Follows the events of a session, and says where each one stands. Memory: the ids of calls. */
export class EventPlaces {
  readonly #calls = new Map<string, Call>();
  /** Conversation of a subagent → the call that began it, or `''`. */
  readonly #agents = new Map<string, string>();
  /** Terminal → the call whose output comes. */
  readonly #callOfTerminal = new Map<string, string>();
  #turn = 0;
  #root: string | undefined;

  /** Whether a conversation is the main one. */
  isMain(track: string): boolean {
    return !this.#agents.has(track);
  }

  /** A path as changes have it: relative to the workspace where it lies in there. */
  path(path: string): string {
    return this.#root === undefined ? path : relativeTo(this.#root, path);
  }

  /** Where an event stands; each is asked about once, in order. */
  of(event: SessionEvent): EventPlace {
    switch (event.type) {
      case 'session':
        this.#root = event.workspace?.root;
        return {};
      case 'track':
        if (event.kind === 'transcript' && event.parent !== undefined)
          this.#agents.set(event.id, event.spawnedBy ?? '');
        return {};
      case 'transcript':
        return this.#transcript(event);
      case 'change':
        return { ...place(this.#turnOf(event.toolCallId)), path: this.path(event.path) };
      case 'terminal':
        if (event.code === 'c') this.#callOfTerminal.set(event.track, event.data);
        return place(this.#turnOf(this.#callOfTerminal.get(event.track)));
      default:
        return {};
    }
  }

  #transcript({ track, update }: SourceTranscriptEvent): EventPlace {
    if (this.isMain(track) && update.sessionUpdate === '_reprise/turn') this.#turn += 1;
    const turn = this.isMain(track) ? this.#turn : this.#turnOf(this.#agents.get(track));
    if (update.sessionUpdate !== 'tool_call' && update.sessionUpdate !== 'tool_call_update')
      return place(turn);
    const { toolCallId, kind, locations } = update;
    const known = this.#calls.get(toolCallId);
    const named =
      FILE_KINDS.has(kind) && locations?.length === 1 ? this.path(locations[0]!.path) : known?.path;
    const call = { turn: known?.turn ?? turn, path: named };
    this.#calls.set(toolCallId, call);
    return { ...place(call.turn), ...(call.path !== undefined && { path: call.path }) };
  }

  #turnOf(call: string | undefined): number {
    return (call === undefined ? undefined : this.#calls.get(call)?.turn) ?? this.#turn;
  }
}

function place(turn: number): EventPlace {
  return turn > 0 ? { turn } : {};
}
