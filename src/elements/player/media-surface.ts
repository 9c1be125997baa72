import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { decrypted, type ArchiveKey } from '../../format/index.ts';
import { type ClockName, parseTime, Player, type PlayerState } from '../../player/index.ts';
import { mediaEvents } from './media-events.ts';
import { networkStateOf, playerErrorOf, readyStateOf, type PlayerError } from './media-state.ts';
import { Nearness } from './nearness.ts';
import { sourceAt, sourceOf, type PlayerSource } from './source-of.ts';
import { rangesOf, SecondRanges } from './time-ranges.ts';

/** While playing, `timeupdate` comes at most this often, ms. */
const TIME_UPDATE_INTERVAL = 250;

/** Properties that are none of Lit's: what a page has set before the element was defined would hide them. */
const SET_BEFORE = ['currentTime', 'playbackRate', 'volume'] as const;

/**
 * The part of the player element that is like `HTMLMediaElement`, so that any media control can drive it.
 *
 * `currentTime`, `duration`, `buffered` and `seekable` are seconds of the current clock. There is no sound: `volume`
 * and `muted` are kept and change nothing.
 *
 * @fires emptied - Nothing is open any more, or another source opens.
 * @fires loadstart - A source begins to open.
 * @fires durationchange - The length is known, or another clock changes it.
 * @fires loadedmetadata - It is known what the session is.
 * @fires loadeddata - The first moment can be shown.
 * @fires canplay - It can play.
 * @fires canplaythrough - It can play, as far as is known to the end.
 * @fires progress - More of the session is loaded.
 * @fires play - It is to play.
 * @fires playing - It plays.
 * @fires pause - It is paused.
 * @fires timeupdate - The playhead has moved; while playing, four times a second.
 * @fires seeking - The playhead is on its way to another moment.
 * @fires seeked - Every visible pane shows the moment.
 * @fires waiting - It waits for a part that is being loaded.
 * @fires ratechange - The speed is another.
 * @fires clockchange - Another clock moves the playhead.
 * @fires ended - The end is reached.
 * @fires error - The session cannot be opened or played; see `error`.
 * @fires volumechange - `volume` or `muted` was set.
 */
export abstract class MediaSurface extends LitElement {
  /** Address of the archive. */
  @property({ reflect: true }) src = '';
  /** The archive itself, in place of an address; goes before `src`. */
  @property({ attribute: false }) source: PlayerSource | undefined;
  /**
   * What opens an encrypted archive: its passphrase or its key. Goes before the key that the fragment of `src` holds, as
   * `#k=…`; no request contains either.
   */
  @property({ attribute: false }) key: ArchiveKey | undefined;
  /** Plays as soon as it can. */
  @property({ type: Boolean, reflect: true }) autoplay = false;
  /** `lazy`: nothing is drawn, requested or loaded before the player is near to what can be seen of its page. */
  @property({ reflect: true }) loading: 'eager' | 'lazy' = 'eager';
  /**
   * `none`: nothing is requested before playback is asked for. `metadata`: only the head of the archive, which has the
   * cover, before somebody plays, scrolls or presses something.
   */
  @property({ reflect: true }) preload: 'none' | 'metadata' | 'auto' = 'auto';
  /** Where to begin: session time in seconds, or as `6:41`. */
  @property() start = '';
  /** An excerpt begins here: session time as in `start`, or the id of an event. */
  @property({ reflect: true }) from: string | undefined;
  /** An excerpt ends here, included; by default with the turn that `from` lies in. */
  @property({ reflect: true }) to: string | undefined;
  /** Speed that a new source begins with. */
  @property({ attribute: false }) defaultPlaybackRate = 1;

  /** What plays; the elements inside get it by context. */
  protected readonly player = new Player();
  #before: PlayerState = this.player.store.state;
  /** What was opened last: a source that did not change is not opened again. */
  #opened: unknown;
  #pendingPosition: number | undefined;
  #lastTimeUpdate = -Infinity;
  #nearness: Nearness | undefined;
  #volume = 1;
  #muted = false;

  constructor() {
    super();
    this.player.store.subscribe((state) => this.#onState(state));
    for (const name of SET_BEFORE) {
      const value = Object.getOwnPropertyDescriptor(this, name)?.value as number | undefined;
      if (value === undefined) continue;
      Reflect.deleteProperty(this, name);
      this[name] = value;
    }
  }

  // ------------------------------------------------------------------------------------ reading

  /** It is not playing, and not about to: true until somebody asks for playback. */
  get paused(): boolean {
    return this.#state.paused;
  }

  /** The playhead stands at the end. */
  get ended(): boolean {
    return this.#state.ended;
  }

  /** The playhead is on its way to another moment. */
  get seeking(): boolean {
    return this.#state.seeking;
  }

  /** Seconds of the current clock; NaN before the session is known. */
  get duration(): number {
    return this.#state.manifest ? this.#state.duration / 1000 : NaN;
  }

  /** Address or name of what is open; empty when nothing is. */
  get currentSrc(): string {
    return this.#state.source ?? '';
  }

  /** How much can be shown, 0 to 4 as `HTMLMediaElement.readyState`. */
  get readyState(): number {
    return readyStateOf(this.#state);
  }

  /** What is being loaded, 0 to 3 as `HTMLMediaElement.networkState`. */
  get networkState(): number {
    return networkStateOf(this.#state);
  }

  /** Why the session cannot be opened or played; `null` while it can. */
  get error(): PlayerError | null {
    return this.#state.error ? playerErrorOf(this.#state.error) : null;
  }

  /** What can be shown without a request, in seconds of the current clock. */
  get buffered(): TimeRanges {
    const { buffered, timeMap } = this.#state;
    return timeMap ? rangesOf(buffered, timeMap) : new SecondRanges([]);
  }

  /** Where the playhead can go: all of the session, once it is known. */
  get seekable(): TimeRanges {
    const { manifest, duration } = this.#state;
    return new SecondRanges(manifest ? [{ start: 0, end: duration }] : []);
  }

  // ------------------------------------------------------------------------------------ setting

  /** Playhead in seconds of the current clock. Setting it seeks; before a session is open it says where to begin. */
  get currentTime(): number {
    // While it seeks, media elements tell where they go.
    const position = this.#state.seeking ? this.player.destination.position : this.#state.position;
    return (this.#pendingPosition ?? position) / 1000;
  }

  set currentTime(seconds: number) {
    if (!Number.isFinite(seconds)) throw new TypeError('currentTime must be a finite number of seconds');
    const position = Math.round(seconds * 1000);
    const { status } = this.#state;
    if (status === 'ready' || status === 'loading') ignoreAbort(this.player.seekPosition(position));
    else this.#pendingPosition = position;
  }

  /** Session time at the playhead, seconds. */
  get sessionTime(): number {
    return (this.#state.seeking ? this.player.destination.time : this.#state.time) / 1000;
  }

  set sessionTime(seconds: number) {
    if (!Number.isFinite(seconds)) throw new TypeError('sessionTime must be a finite number of seconds');
    ignoreAbort(this.player.seek(Math.round(seconds * 1000)));
  }

  /** Speed, 0.25 to 16; what is set outside of that is brought inside. */
  get playbackRate(): number {
    return this.#state.rate;
  }

  set playbackRate(rate: number) {
    this.player.setRate(rate);
  }

  /** Begins again at the end. */
  @property({ type: Boolean })
  get loop(): boolean {
    return this.#state.loop;
  }

  set loop(loop: boolean) {
    this.player.setLoop(loop);
  }

  /** What moves the playhead: `reading`, `active` or `wall`. */
  @property()
  get clock(): ClockName {
    return this.#state.clock;
  }

  set clock(clock: ClockName) {
    if (['reading', 'active', 'wall'].includes(clock)) this.player.setClock(clock);
  }

  /** 0 to 1; kept for media controls: a session has no sound. */
  get volume(): number {
    return this.#volume;
  }

  set volume(volume: number) {
    this.#volume = volume;
    this.#fire('volumechange');
  }

  /** Kept for media controls: a session has no sound. */
  @property({ type: Boolean })
  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    this.#fire('volumechange');
  }

  // ------------------------------------------------------------------------------------ methods

  /**
   * Plays, opening the source first if that has not been done.
   *
   * @returns resolves when playback has begun; rejects with a `DOMException`, `NotSupportedError` when the session
   *   cannot be played, `AbortError` when it was paused or replaced before it began
   */
  async play(): Promise<void> {
    this.#nearness?.end();
    this.#openIfNew();
    this.player.play();
    const { status, paused, error } = await this.#begun();
    if (status !== 'ready') {
      throw new DOMException(error?.message ?? 'no session is open', 'NotSupportedError');
    }
    if (paused) throw new DOMException('playback was paused before it began', 'AbortError');
  }

  /** Pauses playback. */
  pause(): void {
    this.player.pause();
  }

  /**
   * Opens the source anew.
   *
   * @param source - from now on in place of `source` and `src`
   */
  load(source?: PlayerSource): void {
    if (source !== undefined) this.source = source;
    this.#nearness?.end();
    this.#open();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.preload !== 'none') this.#openIfNew();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only being moved is back before this runs, and plays on.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.player.pause();
      // When it comes back, it opens again at the same moment.
      if (this.#state.status === 'ready') this.#pendingPosition = this.player.destination.position;
      this.#close();
    });
  }

  /** It is moved without leaving the page, by `moveBefore()`: nothing comes or goes. */
  connectedMoveCallback(): void {
    // That it is there keeps the browser from calling the two others.
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('key')) this.#opened = undefined;
    else if (!changed.has('src') && !changed.has('source')) return;
    if (this.preload !== 'none') this.#openIfNew();
    else this.#close();
  }

  // ------------------------------------------------------------------------------------ inside

  /** A stretch of the session is shown, and not all of it. */
  protected get isExcerpt(): boolean {
    return this.from !== undefined || this.to !== undefined;
  }

  /** The first update of a lazy player, which everything begins with, waits until it comes near. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    if (this.hasUpdated || this.loading !== 'lazy') {
      // Updates at once: there is nothing to wait for.
      void super.scheduleUpdate();
      return undefined;
    }
    this.#nearness ??= new Nearness(this);
    return this.#nearness.reached.then(() => super.scheduleUpdate());
  }

  get #state(): PlayerState {
    return this.player.store.state;
  }

  /** Called when a source has begun to open: a seek says where to begin. */
  protected abstract opened(): void;

  #openIfNew(): void {
    const wanted = this.source || this.src;
    if (wanted !== (this.#opened ?? '')) this.#open();
  }

  #open(): void {
    this.#opened = this.source || this.src;
    const wanted = this.#opened as PlayerSource | string;
    if (wanted === '') {
      ignoreAbort(this.player.load(undefined));
      return;
    }
    // A bad address becomes the error of a source that cannot be read, like any other.
    const source =
      typeof wanted === 'string' ? sourceAt(wanted, this.ownerDocument.baseURI) : sourceOf(wanted);
    // Of an excerpt it is known then what else is needed.
    const headOnly = this.isExcerpt || (this.preload === 'metadata' && !this.autoplay);
    ignoreAbort(this.player.load(this.key ? decrypted(source, this.key) : source, { headOnly }));
    this.player.setRate(this.defaultPlaybackRate);
    this.#begin();
  }

  /** Where and how a source that is being opened begins. */
  #begin(): void {
    if (this.isExcerpt) {
      this.opened();
      return;
    }
    const start = parseTime(this.start);
    if (this.#pendingPosition !== undefined) ignoreAbort(this.player.seekPosition(this.#pendingPosition));
    else if (start !== undefined) ignoreAbort(this.player.seek(start));
    this.#pendingPosition = undefined;
    this.opened();
    if (this.autoplay) this.player.play();
  }

  /** Gives back what the player holds; what is opened next is opened anew. */
  #close(): void {
    this.#opened = undefined;
    this.player.close();
  }

  /** The state once playback runs, or it is clear that it will not. */
  #begun(): Promise<PlayerState> {
    const isDecided = ({ status, paused, waiting }: PlayerState): boolean =>
      status !== 'loading' && (status !== 'ready' || paused || !waiting);
    if (isDecided(this.#state)) return Promise.resolve(this.#state);
    return new Promise((resolve) => {
      const end = this.player.store.subscribe((state) => {
        if (!isDecided(state)) return;
        end();
        resolve(state);
      });
    });
  }

  #onState(state: PlayerState): void {
    const before = this.#before;
    this.#before = state;
    for (const type of mediaEvents(before, state)) this.#fire(type);
    const now = performance.now();
    const due = now - this.#lastTimeUpdate >= TIME_UPDATE_INTERVAL;
    if (state.position === before.position || state.paused || !due) return;
    this.#fire('timeupdate');
  }

  #fire(type: string): void {
    if (type === 'timeupdate') this.#lastTimeUpdate = performance.now();
    this.dispatchEvent(new Event(type));
  }
}

/** Failures are in the player's state; a promise that nobody asked for has nothing to add. */
function ignoreAbort(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}
