import type {
  SessionEvent,
  SourceChange,
  SourceTerminalEvent,
  SourceTranscriptEvent,
  SourceUpdate,
  TrackDeclaration,
} from '../../format/index.ts';
import { without } from '../rewrite/without.ts';
import { callWithoutCuts } from './call-without-files.ts';
import type { CutMarks } from './cut-marks.ts';
import { trackName, type CutScope } from './cut-scope.ts';
import { FileLines } from './file-lines.ts';
import { isIn } from './stretches.ts';
import { TerminalCuts } from './terminal-cuts.ts';

/** Goes through the events of a session once, and gives those that are left. */
export class Cutter {
  readonly #scope: CutScope;
  readonly #marks: CutMarks;
  readonly #files = new FileLines();
  readonly #terminals: TerminalCuts;
  /** Source ids of the changes that were left out. */
  readonly #cutChanges = new Set<string>();
  readonly #tracks = new Map<string, TrackDeclaration>();
  /** Named tracks of which an event was left out already. */
  readonly #begunTracks = new Set<string>();
  /** Calls that began outside of what is cut: what is left of them in there is their state. */
  readonly #keptCalls = new Set<string>();
  /** Number of the latest turn of the main conversation, from 0. */
  #turn = -1;

  /** @param draws - whether what is left is to be written, and not only counted */
  constructor(scope: CutScope, marks: CutMarks, { draws }: { readonly draws: boolean }) {
    this.#scope = scope;
    this.#marks = marks;
    this.#terminals = new TerminalCuts(draws);
  }

  async *run(events: AsyncIterable<SessionEvent>): AsyncGenerator<SessionEvent, void> {
    for await (const event of events) {
      // What ends a session comes behind everything else.
      if (event.type === 'report') yield* this.#end();
      yield* this.take(event);
    }
    yield* this.#end();
  }

  /** What is left of an event, and what has to stand before it. */
  async *take(event: SessionEvent): AsyncGenerator<SessionEvent, void> {
    if ('time' in event) yield* this.#terminals.upTo(event.time);
    switch (event.type) {
      case 'session':
        yield event;
        break;
      case 'track':
        yield* this.#declare(event);
        break;
      case 'transcript':
        yield* this.#transcript(event);
        break;
      case 'change':
        yield* this.#change(event);
        break;
      case 'terminal':
        yield* this.#terminal(event);
        break;
      case 'chapter': {
        // One that points at an event of a turn that is cut goes because that does.
        const isInTurn = event.event === undefined && this.#isCutTurnTime(event.time);
        const isGone = isInTurn || this.#isCutTime(event.time);
        if (!isGone) yield event;
        break;
      }
      default:
        yield event;
    }
  }

  *#end(): Generator<SessionEvent, void> {
    yield* this.#terminals.end(this.#scope.duration);
    yield* this.#marks.rest();
  }

  async *#declare(event: TrackDeclaration): AsyncGenerator<SessionEvent, void> {
    this.#tracks.set(trackName(event), event);
    if (this.#scope.tracks.has(trackName(event))) return;
    if (event.kind === 'terminal') await this.#terminals.declare(event);
    yield event;
  }

  // ------------------------------------------------------------------------------------ the conversation

  *#transcript(event: SourceTranscriptEvent): Generator<SessionEvent, void> {
    const { track, update, time } = event;
    const isMain = this.#isMain(track);
    if (isMain && update.sessionUpdate === '_reprise/turn') this.#turn += 1;
    if (isMain) {
      yield* this.#marks.before(time, this.#turn, update.sessionUpdate === '_reprise/turn');
    }
    const isWithin = this.#isWithin(event, isMain);
    const call = callOf(update);
    const isOwned =
      this.#scope.tracks.has(`transcript/${track}`) ||
      (call !== undefined && this.#scope.calls.has(call)) ||
      (update.sessionUpdate === '_reprise/subagent' && this.#scope.tracks.has(`transcript/${update.track}`));
    if (isOwned || isWithin) {
      const rest = isOwned ? undefined : this.#stateLeft(event);
      if (rest?.update.sessionUpdate === '_reprise/turn') {
        yield rest;
        return;
      }
      yield* this.#leaveOut(event, isWithin);
      if (rest) yield rest;
      return;
    }
    if (update.sessionUpdate === 'tool_call') this.#keptCalls.add(update.toolCallId);
    this.#marks.kept(track, update);
    const left = this.#scope.pictures.leaveOut(event);
    if (left.count > 0) yield* this.#marks.picturesCut(track, time, left.count);
    yield this.#left(left.event);
  }

  /** An event of a conversation that stays, without what it shows of what goes. */
  #left(event: SourceTranscriptEvent): SourceTranscriptEvent {
    const { update } = event;
    if (update.sessionUpdate === 'tool_call' || update.sessionUpdate === 'tool_call_update') {
      return callWithoutCuts(event, update, {
        scope: this.#scope,
        files: this.#files,
        cutChanges: this.#cutChanges,
        isCutOutput: (terminal, start, end) => this.#isCutOutput(terminal, start, end),
      });
    }
    return event;
  }

  /** Whether an event lies in a turn or a stretch of time that is cut. */
  #isWithin({ time }: SourceTranscriptEvent, isMain: boolean): boolean {
    return this.#isCutTime(time) || (isMain && this.#scope.turns.has(this.#turn));
  }

  /** What an event that is cut says of what is not: that a turn begins which goes on, that a call has ended. */
  #stateLeft(event: SourceTranscriptEvent): SourceTranscriptEvent | undefined {
    const { update, meta = {} } = event;
    if (update.sessionUpdate === '_reprise/turn') {
      const isWhole = !this.#isMain(event.track) || this.#scope.turns.has(this.#turn);
      return isWhole ? undefined : event;
    }
    if (update.sessionUpdate !== 'tool_call_update' || !this.#keptCalls.has(update.toolCallId))
      return undefined;
    const { toolCallId, status } = update;
    if (status === undefined) return undefined;
    const { approximate, reason } = meta;
    const rest: SourceUpdate = { sessionUpdate: 'tool_call_update', toolCallId, status };
    return {
      ...without(event, 'meta'),
      update: rest,
      meta: { ...(approximate && { approximate }), ...(reason && { reason }), cut: true },
    };
  }

  *#leaveOut(event: SourceTranscriptEvent, isWithin: boolean): Generator<SessionEvent, void> {
    const { track, time, update } = event;
    if (this.#scope.tracks.has(`transcript/${track}`)) {
      yield* this.#trackCut(`transcript/${track}`, time);
      return;
    }
    const isBeginning = update.sessionUpdate === 'tool_call';
    yield* this.#marks.cut(event, { track, time, turn: this.#turn, isWithin, opens: isBeginning });
  }

  *#trackCut(name: string, time: number): Generator<SessionEvent, void> {
    if (!this.#scope.namedTracks.has(name) || this.#begunTracks.has(name)) return;
    this.#begunTracks.add(name);
    yield* this.#marks.trackCut(time);
  }

  // ---------------------------------------------------------------------------------- changes, terminals

  *#change(event: SourceChange): Generator<SessionEvent, void> {
    const { time, path, from, toolCallId } = event;
    const isCutCall = toolCallId !== undefined && this.#scope.calls.has(toolCallId);
    const isCutTrack = this.#scope.tracks.has('changes/main');
    const isFromCut = from !== undefined && this.#scope.isCutFile(from);
    const isFile = this.#scope.isCutFile(path) || isFromCut;
    const isWithin =
      this.#isCutTime(time) ||
      (this.#isCutTurn() && !(toolCallId !== undefined && this.#keptCalls.has(toolCallId)));
    if (!isCutCall && !isCutTrack && !isFile && !isWithin) {
      yield* this.#files.keep(event);
      return;
    }
    this.#cutChanges.add(event.sourceId);
    const unknown = this.#files.cut(event, isFromCut);
    if (isCutTrack) {
      yield* this.#trackCut('changes/main', time);
      return;
    }
    yield* this.#marks.cut(event, {
      track: this.#scope.mainTrack ?? 'main',
      time,
      turn: this.#turn,
      isWithin: isWithin || isCutCall,
      opens: event.op !== 'observe' && !isCutCall,
    });
    if (unknown) yield unknown;
  }

  *#terminal(event: SourceTerminalEvent): Generator<SessionEvent, void> {
    const name = `terminal/${event.track}`;
    if (this.#scope.tracks.has(name)) {
      yield* this.#trackCut(name, event.time);
      return;
    }
    const call = this.#terminals.callOf(event);
    const isOwned = call !== undefined && call !== '' && this.#scope.calls.has(call);
    const isKept = call !== undefined && call !== '' && !isOwned;
    const isWithin = this.#isCutTime(event.time) || (this.#isCutTurn() && !isKept);
    if (isOwned || isWithin) this.#terminals.cut(event, this.#endOfCut(event.time));
    else yield* this.#terminals.keep(event);
  }

  /** When the cut that a time is in ends: then the screen is drawn again. */
  #endOfCut(time: number): number {
    const { stretches, duration } = this.#scope;
    return stretches.find((stretch) => isIn(stretch, time, duration))?.end ?? time;
  }

  // ------------------------------------------------------------------------------------------- questions

  #isMain(track: string): boolean {
    return this.#tracks.get(`transcript/${track}`)?.parent === undefined;
  }

  #isCutTurn(): boolean {
    return this.#scope.turns.has(this.#turn);
  }

  #isCutTime(time: number): boolean {
    return this.#scope.spans.some((span) => isIn(span, time, this.#scope.duration));
  }

  #isCutTurnTime(time: number): boolean {
    const { stretches, duration } = this.#scope;
    return stretches.some((stretch) => stretch.fromTurn !== undefined && isIn(stretch, time, duration));
  }

  #isCutOutput(terminal: string, start: number, end: number): boolean {
    const { spans, stretches } = this.#scope;
    if (spans.some((span) => start < span.end && end >= span.start)) return true;
    if (this.#tracks.get(`terminal/${terminal}`)?.synthesised) return false;
    return stretches.some((stretch) => start < stretch.end && end > stretch.start);
  }
}

/** The call that an event of a conversation belongs to. */
function callOf(update: SourceUpdate): string | undefined {
  return 'toolCallId' in update && typeof update.toolCallId === 'string' ? update.toolCallId : undefined;
}
