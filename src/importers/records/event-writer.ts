import type {
  EventMeta,
  JsonObject,
  SessionEvent,
  SourceChange,
  SourceUpdate,
  TerminalCode,
} from '../../format/index.ts';

/** The record that events come from. */
export interface RecordContext {
  /** Milliseconds from the session start. */
  readonly time: number;
  /** Transcript track of the record. */
  readonly track: string;
  /** Unique id of the record within the session; absent where the log has none. */
  readonly id?: string | undefined;
  /** What changes are named by where the record has no id. */
  readonly fallbackId: string;
  readonly record?: number | undefined;
  readonly approximate: boolean;
  readonly branch?: string | undefined;
}

/** Collects the events of a record and gives them times, ids and what every event of the record carries. */
export class EventWriter {
  #events: SessionEvent[] = [];
  #context: RecordContext = { time: 0, track: 'main', fallbackId: '', approximate: false };
  #ordinal = 0;
  #first = true;
  /** Track → the kind of its last transcript event. */
  readonly #latest = new Map<string, SourceUpdate['sessionUpdate']>();
  /** Where the record's events begin. */
  #start = 0;

  /** Starts a record; what follows belongs to it. */
  begin(context: RecordContext): void {
    this.#context = context;
    this.#ordinal = 0;
    this.#first = true;
    this.#start = this.#events.length;
  }

  /** Goes on with the record on another track, as another record. */
  enter(track: string, id: string | undefined): void {
    this.#context = { ...this.#context, track, id };
    this.#ordinal = 0;
  }

  /** Goes on with the record at a later time, which may be made up. */
  moveTo(time: number, isApproximate: boolean): void {
    this.#context = { ...this.#context, time, ...(isApproximate && { approximate: true }) };
  }

  /** The record's events so far. */
  get recordEvents(): readonly SessionEvent[] {
    return this.#events.slice(this.#start);
  }

  /** Lets the record's first transcript event carry what no event says. */
  attach(extra: JsonObject): void {
    const index = this.#events.findIndex((event, at) => at >= this.#start && event.type === 'transcript');
    const event = this.#events[index];
    if (event?.type === 'transcript') this.#events[index] = { ...event, meta: { ...event.meta, extra } };
  }

  /** The record that events belong to. */
  get context(): RecordContext {
    return this.#context;
  }

  /** Whether the record has given no transcript event yet. */
  get isSilent(): boolean {
    return this.#first;
  }

  /** Whether the last transcript event of the record's track is of a kind: chunks of it would be read as one text. */
  isBehind(kind: SourceUpdate['sessionUpdate']): boolean {
    return this.#latest.get(this.#context.track) === kind;
  }

  /** Takes the collected events away. */
  drain(): readonly SessionEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Writes an event as it is. */
  push(event: SessionEvent): void {
    this.#events.push(event);
  }

  /** Writes a transcript event, on the record's track unless another is named. */
  update(update: SourceUpdate, meta: EventMeta = {}, track = this.#context.track): void {
    const { time, record, approximate, branch } = this.#context;
    const id = this.#nextId();
    const whole: EventMeta = {
      ...meta,
      ...(this.#first && record !== undefined && { record }),
      ...(approximate && { approximate }),
      ...(branch !== undefined && { branch }),
    };
    this.#first = false;
    this.#latest.set(track, update.sessionUpdate);
    this.#events.push({
      type: 'transcript',
      track,
      time,
      ...(id !== undefined && { sourceId: id }),
      update,
      ...(Object.keys(whole).length > 0 && { meta: whole }),
    });
  }

  /** Writes a change and returns the id to refer to it by. */
  change(change: Omit<SourceChange, 'type' | 'time' | 'sourceId' | 'meta'>): string {
    const { time, fallbackId, approximate, branch } = this.#context;
    const sourceId = this.#nextId() ?? `${fallbackId}.${this.#ordinal}`;
    const meta: EventMeta = { ...(approximate && { approximate }), ...(branch !== undefined && { branch }) };
    this.#events.push({
      type: 'change',
      time,
      sourceId,
      ...change,
      ...(Object.keys(meta).length > 0 && { meta }),
    });
    return sourceId;
  }

  /** Writes what a terminal gets; nothing where that is empty output. */
  terminal(track: string, code: TerminalCode, data: string): void {
    if (data !== '' || code !== 'o')
      this.#events.push({ type: 'terminal', track, time: this.#context.time, code, data });
  }

  /** `id`, then `id.1`, `id.2` … */
  #nextId(): string | undefined {
    const { id } = this.#context;
    const ordinal = this.#ordinal++;
    if (id === undefined) return undefined;
    return ordinal === 0 ? id : `${id}.${ordinal}`;
  }
}
