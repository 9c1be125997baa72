import type {
  Json,
  SessionEvent,
  SessionSource,
  SourceTranscriptEvent,
  SourceUpdate,
  TrackDeclaration,
} from '../../format/index.ts';
import { trackEntry } from '../../format/index.ts';
import type { Edit } from './edit.ts';
import { EditError } from './edit-error.ts';
import { pathTest, type PathTest } from './path-pattern.ts';
import { CutPictures } from './cut-pictures.ts';
import { timeCut, type TimeCut, type TurnSpan } from './stretches.ts';

/** Everything that an edit takes out, as far as it can be told before the events are gone through once more. */
export interface CutScope extends TimeCut {
  readonly duration: number;
  /** Id of the main conversation, which tells of what is cut; `undefined` in a session without any. */
  readonly mainTrack: string | undefined;
  /** Tracks that go, as `kind/id`. */
  readonly tracks: ReadonlySet<string>;
  /** Those of them that were named; the others belong to calls that go. */
  readonly namedTracks: ReadonlySet<string>;
  /** Calls that go with all that belongs to them: events, changes, output, subagents. */
  readonly calls: ReadonlySet<string>;
  /** Calls about files that go and about others: they stay, without what they say of the former. */
  readonly mixedCalls: ReadonlySet<string>;
  /** Says of a path whether its file goes. */
  readonly isCutFile: PathTest;
  /** Pictures that go. */
  readonly pictures: CutPictures;
  /** Paths that go, as the session has them. */
  readonly paths: ReadonlySet<string>;
}

/** What is known of a call. */
interface Call {
  readonly track: string;
  /** Number of the turn it began in, if it did so in the main conversation. */
  readonly turn: number | undefined;
  readonly time: number;
  kind: string | undefined;
  /** It reads, changes or names a file that goes; and one that stays. */
  touchesCut: boolean;
  touchesOther: boolean;
}

/** Calls of these kinds do more than what can be told of a file: their words stay. */
const WORDY: ReadonlySet<string | undefined> = new Set([
  'execute',
  'search',
  'think',
  'fetch',
  'switch_mode',
]);

/** Kind and id of a track, as one name. */
export function trackName({ kind, id }: Pick<TrackDeclaration, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}

/**
 * Goes through a session and finds what an edit means in it. Memory: the ids of calls and of the events of the main conversation.
 *
 * @throws {EditError} where it names something that is not there
 */
export async function scopeOf(edit: Edit, session: SessionSource, duration: number): Promise<CutScope> {
  const survey = new Survey(edit);
  for await (const event of session.events()) survey.take(event);
  return survey.finish(duration);
}

class Survey {
  readonly #edit: Edit;
  readonly #declarations: TrackDeclaration[] = [{ type: 'track', kind: 'transcript', id: 'main' }];
  readonly #calls = new Map<string, Call>();
  readonly #turns: { id: string; time: number }[] = [];
  readonly #turnOfEvent = new Map<string, number>();
  readonly #paths = new Set<string>();
  readonly #pictures: CutPictures;
  #main: string | undefined;
  #tests: readonly { readonly pattern: string; readonly test: PathTest }[] = [];
  readonly #matched = new Set<string>();

  constructor(edit: Edit) {
    this.#edit = edit;
    this.#pictures = new CutPictures(edit.pictures ?? []);
  }

  take(event: SessionEvent): void {
    switch (event.type) {
      case 'session':
        this.#tests = (this.#edit.files ?? []).map((pattern) => ({
          pattern,
          test: pathTest(pattern, event.workspace?.root),
        }));
        break;
      case 'track':
        if (!this.#isDeclared(event)) this.#declarations.push(event);
        break;
      case 'transcript':
        this.#transcript(event);
        break;
      case 'change': {
        if (!this.#isDeclared({ kind: 'changes', id: 'main' }))
          this.#declarations.push({ type: 'track', kind: 'changes', id: 'main' });
        const paths = [event.path, ...(event.from === undefined ? [] : [event.from])];
        const call = event.toolCallId === undefined ? undefined : this.#calls.get(event.toolCallId);
        for (const path of paths) this.#touch(call, path);
        break;
      }
      default:
    }
  }

  finish(duration: number): CutScope {
    const { spans, turns, stretches } = timeCut(this.#edit, this.#turnSpans(duration), duration, (id) =>
      this.#findTurn(id),
    );
    for (const { pattern } of this.#tests) {
      if (this.#matched.has(pattern)) continue;
      throw new EditError('file-not-found', `no file of the session is meant by ${JSON.stringify(pattern)}`);
    }
    this.#pictures.requireAll();
    const namedTracks = new Set((this.#edit.tracks ?? []).map((name) => this.#findTrack(name)));
    const tracks = new Set(namedTracks);
    const calls = new Set<string>();
    const isCut = (call: Call): boolean =>
      tracks.has(`transcript/${call.track}`) ||
      (call.turn !== undefined && turns.has(call.turn)) ||
      spans.some((span) => span.start <= call.time && (call.time < span.end || span.end === duration)) ||
      (call.touchesCut && !call.touchesOther && !WORDY.has(call.kind));
    // Calls take the subagents with them that they began, and those their calls.
    for (let before = -1; before < calls.size + tracks.size;) {
      before = calls.size + tracks.size;
      for (const [id, call] of this.#calls) if (isCut(call)) calls.add(id);
      for (const declaration of this.#declarations) {
        const { spawnedBy, parent } = declaration;
        const isOrphan = parent !== undefined && tracks.has(`transcript/${parent}`);
        if (isOrphan || (spawnedBy !== undefined && calls.has(spawnedBy))) tracks.add(trackName(declaration));
      }
    }
    const mixed = [...this.#calls].filter(([id, { touchesCut }]) => touchesCut && !calls.has(id));
    return {
      mainTrack: this.#main,
      ...{
        duration,
        spans,
        turns,
        stretches,
        tracks,
        namedTracks,
        calls,
        paths: this.#paths,
        pictures: this.#pictures,
      },
      mixedCalls: new Set(mixed.map(([id]) => id)),
      isCutFile: (path) => this.#tests.some(({ test }) => test(path)),
    };
  }

  #isDeclared({ kind, id }: Pick<TrackDeclaration, 'kind' | 'id'>): boolean {
    return this.#declarations.some((known) => known.kind === kind && known.id === id);
  }

  #transcript({ track, time, id, update }: SourceTranscriptEvent): void {
    const isMain = this.#isMain(track);
    this.#pictures.look(update);
    if (isMain) this.#main ??= track;
    if (isMain && update.sessionUpdate === '_reprise/turn') this.#turns.push({ id: id ?? '', time });
    const turn = isMain && this.#turns.length > 0 ? this.#turns.length - 1 : undefined;
    if (turn !== undefined && id !== undefined) this.#turnOfEvent.set(id, turn);
    if (update.sessionUpdate !== 'tool_call' && update.sessionUpdate !== 'tool_call_update') return;
    const { toolCallId, kind } = update;
    const begun = { track, turn, time, kind, touchesCut: false, touchesOther: false };
    const call = this.#calls.get(toolCallId) ?? begun;
    this.#calls.set(toolCallId, call);
    call.kind = kind ?? call.kind;
    if (this.#tests.length > 0) for (const path of pathsOf(update)) this.#touch(call, path);
    // Values of the input that are paths name files, too; which others they name cannot be told.
    const { rawInput } = update;
    if (this.#tests.length > 0 && rawInput)
      for (const text of shortTexts(rawInput)) if (this.#isCut(text)) this.#touch(call, text);
  }

  #isMain(track: string): boolean {
    return (
      this.#declarations.find(({ kind, id }) => kind === 'transcript' && id === track)?.parent === undefined
    );
  }

  #touch(call: Call | undefined, path: string): void {
    const isCut = this.#isCut(path);
    if (isCut) this.#paths.add(path);
    if (!call) return;
    if (isCut) call.touchesCut = true;
    else call.touchesOther = true;
  }

  #isCut(path: string): boolean {
    let isCut = false;
    for (const { pattern, test } of this.#tests) {
      if (!test(path)) continue;
      this.#matched.add(pattern);
      isCut = true;
    }
    return isCut;
  }

  #turnSpans(duration: number): readonly TurnSpan[] {
    return this.#turns.map(({ id, time }, index) => ({
      id,
      start: time,
      end: this.#turns[index + 1]?.time ?? duration,
    }));
  }

  #findTurn(id: string): number | undefined {
    return this.#turnOfEvent.get(id);
  }

  /** @throws {EditError} `track-not-found`, `track-needed` */
  #findTrack(name: string): string {
    const names = this.#declarations.map(trackName);
    const found = this.#declarations.filter((track) =>
      [track.id, trackName(track), trackEntry(track.kind, track.id)].includes(name),
    );
    if (found.length !== 1) {
      const list = (found.length > 0 ? found.map(trackName) : names).join(', ');
      const reason =
        found.length > 0
          ? `${JSON.stringify(name)} may be any of`
          : `there is no track ${JSON.stringify(name)}, only`;
      throw new EditError('track-not-found', `${reason} ${list}`);
    }
    const track = found[0]!;
    if (track.kind === 'transcript' && track.parent === undefined)
      throw new EditError('track-needed', 'the conversation itself cannot be cut as a track: cut its turns');
    return trackName(track);
  }
}

/** Paths that stand in a call where paths stand. */
export function pathsOf({
  content = [],
  locations = [],
}: SourceUpdate & { sessionUpdate: 'tool_call' | 'tool_call_update' }): readonly string[] {
  const shown = content.flatMap((item) =>
    item.type === '_reprise/read' || item.type === '_reprise/file' ? [item.path] : [],
  );
  return [...locations.map(({ path }) => path), ...shown];
}

const PATH_LIKE = /^[^\s]*(?:[/\\]|\.\w{1,12}$|^\.)[^\s]*$/u;

/** Texts of a value that may be paths. */
function* shortTexts(value: Json | undefined, depth = 0): Generator<string, void> {
  if (typeof value === 'string') {
    if (value.length <= 4096 && PATH_LIKE.test(value)) yield value;
  } else if (typeof value === 'object' && value !== null && depth < 4) {
    for (const member of Object.values(value) as readonly Json[]) yield* shortTexts(member, depth + 1);
  }
}
