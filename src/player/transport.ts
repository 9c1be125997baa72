import type { PiecewiseTimeMap, Playhead } from '../reading/playback.ts';
import { Evidence } from './evidence.ts';
import { Journey } from './journey.ts';
import type { JourneyKind } from './journey.ts';
import { atPosition, atTime } from './moment.ts';
import type { Moment, Target } from './moment.ts';
import { toErrorState } from './playback-error.ts';
import type { PlayedSession } from './played-session.ts';
import type { ClockName, PlayerState } from './player-state.ts';
import type { StateStore } from './player-store.ts';
import type { Scheduler } from './scheduler.ts';
import type { Step } from './step.ts';

/** What of the time since the last frame counts at most, ms: a page in the background gets no frames. */
const MAX_FRAME = 1000;

/** How far ahead of the playhead segments are loaded while playing, ms of real time. */
const PREFETCH_AHEAD = 4000;

/** How long the playhead stands at most while it plays and nothing else changes, ms of real time. */
const LONGEST_STAND = 100;
/** Steps in which it goes through the whole length at least: finer than timelines are wide. */
const STEPS = 2000;
/** Nothing can be waited for that comes sooner, ms of real time: the next frame is as good. */
const SOON = 34;

/** How long scrolling must have rested before the panes that were left behind come after, ms. */
const REST = 100;

/** While playing, a step back right after passing a thing goes to the one before it: ms of position. */
const STEP_BACK_GRACE = 1000;

/** What a transport moves, and how it tells of it. */
export interface TransportOptions {
  readonly session: PlayedSession;
  readonly store: StateStore;
  readonly scheduler: Scheduler;
  /** Clock to begin with, where the session has it. */
  readonly clock: ClockName | undefined;
  /** Where to begin. */
  readonly start: Target;
  /** Playing or seeking cannot go on, for good. */
  readonly onError: (error: unknown) => void;
}

/**
 * The playhead of one open session and what moves it: frames while playing, journeys to moments whose segments
 * must be loaded first. Commits to the store whatever changed by it.
 */
export class Transport {
  /** What is played. */
  readonly session: PlayedSession;
  readonly #store: StateStore;
  readonly #scheduler: Scheduler;
  readonly #onError: (error: unknown) => void;
  #map: PiecewiseTimeMap;
  #moment: Moment;
  #journey: Journey | undefined;
  /** The moment at which panes were left behind, and why one was on the way to it; until something else is asked for. */
  #stalled: (Moment & { readonly kind: JourneyKind }) | undefined;
  readonly #evidence: Evidence;
  #search: AbortController | undefined;
  /** Content may be shown. */
  #released = false;
  readonly #gate: Promise<void>;
  #openGate!: () => void;
  #cancelFrame: (() => void) | undefined;
  #cancelRest: (() => void) | undefined;
  #lastFrame = 0;

  constructor({ session, store, scheduler, clock, start, onError }: TransportOptions) {
    this.session = session;
    this.#store = store;
    this.#scheduler = scheduler;
    this.#onError = onError;
    this.#evidence = new Evidence(scheduler, () => this.#commitFlags());
    this.#gate = new Promise((resolve) => (this.#openGate = resolve));
    const [first, map] = [...session.clocks].find(([name]) => name === clock) ?? [...session.clocks][0]!;
    this.#map = map;
    this.#moment = start(map);
    const { archive, timeline, clocks } = session;
    store.commit({
      manifest: archive.manifest,
      timeline,
      clocks: [...clocks.keys()],
      lengths: lengthsOf(clocks),
      clock: first,
      ...this.#view(),
    });
  }

  /** Where the playhead is, or is on its way to. */
  get destination(): Moment {
    return this.#journey ?? this.#moment;
  }

  /**
   * Lets content be shown; until then the panes only load.
   *
   * @returns resolves when every visible pane shows the first moment, or another that was asked for meanwhile
   */
  async release(): Promise<void> {
    this.#released = true;
    this.#openGate();
    this.#store.commit({ status: 'ready', ...this.session.view() });
    this.#run();
    while (this.#journey) {
      await this.#journey.arrival.catch(() => undefined);
      // The last journey of a closed session is aborted and not replaced.
      this.session.closed.signal.throwIfAborted();
    }
  }

  /** As `Player.play`. */
  play(): void {
    const { paused, ended } = this.#store.state;
    if (!paused) return;
    if (this.#stalled) {
      this.#store.commit({ paused: false });
      this.retry();
      return;
    }
    // What is behind comes along with the next frame.
    this.#evidence.leave();
    this.#cancelRest?.();
    this.#store.commit({ paused: false, ended: false, ...this.#flags({ paused: false }) });
    if (ended) void this.#goTo(atPosition(0)(this.#map), 'waiting');
    this.#run();
  }

  /** As `Player.pause`. */
  pause(): void {
    this.#stopFrames();
    this.#store.commit({ paused: true, waiting: false });
  }

  /** As `Player.retry`. */
  retry(): void {
    const stalled = this.#stalled;
    this.#store.commit({ stalled: undefined });
    for (const pane of this.session.panes) pane.retry();
    if (stalled) void this.#goTo(stalled, stalled.kind);
  }

  /** Something that was looked at did not come; the playhead is not concerned. */
  stall(error: unknown): void {
    this.#store.commit({ stalled: toErrorState(error) });
  }

  /** Goes to a moment; resolves when every visible pane shows it. */
  seek(target: Target): Promise<void> {
    this.#search?.abort();
    this.#search = undefined;
    // Even when everything is loaded: a jump must not look like time that passed.
    this.#store.commit({ seeking: true });
    return this.#goTo(target(this.#map), 'seeking');
  }

  /** As `Player.follow`. */
  follow(time: number): void {
    this.#search?.abort();
    this.#cancelRest?.();
    const moment = atTime(time)(this.#map);
    this.#stopFrames();
    this.#stalled = undefined;
    this.#journey?.abort();
    this.#journey = undefined;
    if (this.#released) this.#evidence.follow(this.session.panes, moment.playhead);
    this.#arrive(moment);
    this.#cancelRest = this.#scheduler.after(REST, () => {
      this.#cancelRest = undefined;
      // To where the playhead is by now: it may have begun to play, by another clock.
      void this.#goTo(this.#moment, 'waiting');
    });
  }

  /** As `Player.want`. */
  want(entry: string, from: number, to: number): void {
    this.session.pane(entry)?.want(from, to);
  }

  /** As `Player.step`. */
  async step(step: Step): Promise<void> {
    this.#search?.abort();
    const search = new AbortController();
    this.#search = search;
    const from = this.#stepFrom(step.direction);
    this.#store.commit({ seeking: true });
    try {
      const signal = AbortSignal.any([search.signal, this.session.closed.signal]);
      // Not part of the first frame.
      const { findStep } = await import('./stepping.ts');
      const playhead = await findStep(this.session, from, step, signal);
      signal.throwIfAborted();
      this.#search = undefined;
      if (!playhead) return;
      await this.#goTo({ playhead, position: this.#map.positionOfPlayhead(playhead) }, 'seeking');
    } finally {
      if (this.#search === search) this.#search = undefined;
      this.#commitFlags();
    }
  }

  /** Goes on by another clock, where the session has it; session time stays. */
  setClock(clock: ClockName): void {
    const map = this.session.clocks.get(clock);
    if (!map) return;
    this.#setMap(map);
    this.#store.commit({ clock, ...this.#view() });
  }

  /** As `Player.setPace`. */
  setPace(wordsPerMinute: number): void {
    this.session.setPace(wordsPerMinute);
    const { clocks } = this.session;
    this.#setMap(clocks.get(this.#store.state.clock)!);
    this.#store.commit({ lengths: lengthsOf(clocks), ...this.#view() });
  }

  /** Resolves when every visible pane shows the playhead, panes that came during the way included. */
  async settled(): Promise<void> {
    // The last journey of a closed session is aborted and not replaced.
    while (this.#journey && !this.session.closed.signal.aborted) {
      await this.#journey.arrival.catch(() => undefined);
    }
  }

  /** As `Player.expect`. */
  expect(entry: string): void {
    this.session.expect(entry, this.destination.playhead);
  }

  /** Opens the pane of a track (entry path) and takes it to the playhead. */
  show(entry: string): void {
    const pane = this.session.show(entry);
    if (!pane) return;
    if (this.#journey) this.#journey.add(pane);
    else void this.#goTo(this.#moment, 'waiting');
  }

  /** Closes the pane of a track. */
  hide(entry: string): void {
    const pane = this.session.hide(entry);
    if (!pane) return;
    this.#journey?.remove(pane);
    this.#evidence.remove(pane);
    this.#store.commit(this.session.view());
  }

  /** As `Player.loadEarlier`; nothing where the pane has all that is earlier. */
  async loadEarlier(entry: string): Promise<void> {
    const pane = this.session.pane(entry);
    if (!pane?.cursor?.hasEarlier) return;
    await pane.cursor.loadEarlier(pane.closed);
    if (this.session.closed.signal.aborted) return;
    pane.touch();
    this.#store.commit(this.session.view());
  }

  /** @param reason - what everything that is under way rejects with */
  close(reason: unknown): void {
    this.#stopFrames();
    this.#cancelRest?.();
    this.#evidence.leave();
    this.#search?.abort(reason);
    this.#journey?.abort(reason);
    this.session.close(reason);
  }

  /** Goes on by another map; session time stays. */
  #setMap(map: PiecewiseTimeMap): void {
    this.#map = map;
    const { playhead } = this.#moment;
    this.#moment = { playhead, position: map.positionOfPlayhead(playhead) };
    if (this.#stalled)
      this.#stalled = { ...this.#stalled, position: map.positionOfPlayhead(this.#stalled.playhead) };
    if (this.#journey) this.#journey.position = map.positionOfPlayhead(this.#journey.playhead);
  }

  /** Where a step starts to look: while playing, a little earlier, or stepping back would stay on the spot. */
  #stepFrom(direction: 1 | -1): Playhead {
    const { playhead, position } = this.destination;
    if (direction === 1 || this.#store.state.paused) return playhead;
    return this.#map.playheadAt(position - STEP_BACK_GRACE);
  }

  #goTo(moment: Moment, kind: JourneyKind): Promise<void> {
    this.#cancelRest?.();
    this.#cancelRest = undefined;
    this.#evidence.leave();
    this.#stalled = undefined;
    if (this.#store.state.stalled) this.#store.commit({ stalled: undefined });
    const previous = this.#journey;
    const { playhead, position } = moment;
    const journey = new Journey({
      playhead,
      position,
      kind,
      scheduler: this.#scheduler,
      gate: this.#gate,
      onArrive: (isLast) => this.#land(journey, isLast),
      onStall: (error) => this.#leaveBehind(journey, error),
      onError: (error) => this.#derail(journey, error),
    });
    this.#journey = journey;
    const moves = this.#released ? this.session.available(moment.playhead) : undefined;
    if (moves) journey.land(moves);
    else for (const pane of this.session.panes) journey.add(pane);
    // Only now, so that loads which both need go on.
    previous?.abort();
    if (journey !== this.#journey) return journey.arrival;
    if (kind === 'seeking' && !moves) this.session.loader.abortPrefetch();
    this.#stopFrames();
    this.#commitFlags();
    return journey.arrival;
  }

  /** A pane of the journey has arrived. */
  #land(journey: Journey, isLast: boolean): void {
    if (journey !== this.#journey) return;
    if (isLast) this.#journey = undefined;
    this.#arrive(journey);
    if (isLast) this.#run();
  }

  /** Not all panes have come along; those that have are about to be shown. */
  #leaveBehind(journey: Journey, error: unknown): void {
    if (journey !== this.#journey) return;
    const { playhead, position, kind } = journey;
    this.#stalled = { playhead, position, kind };
    this.stall(error);
  }

  #derail(journey: Journey, error: unknown): void {
    if (journey !== this.#journey) return;
    this.#journey = undefined;
    this.#onError(error);
  }

  #arrive({ playhead, position }: Moment): void {
    this.#moment = { playhead, position };
    const { duration } = this.#map;
    const ended = duration > 0 && position >= duration && !this.#store.state.loop;
    this.#store.commit({ ...this.#view(), ...this.#flags(), ended });
  }

  #view(): Partial<PlayerState> {
    const { playhead, position } = this.#moment;
    const { duration } = this.#map;
    return { time: playhead.time, position, duration, timeMap: this.#map, ...this.session.view() };
  }

  #flags(
    { paused }: { readonly paused: boolean } = this.#store.state,
  ): Pick<PlayerState, 'seeking' | 'waiting' | 'behind'> {
    const kind = this.#journey?.kind;
    return {
      seeking: kind === 'seeking' || !!this.#search,
      waiting: kind === 'waiting' && !paused,
      behind: this.#journey?.isLanding === true || this.#evidence.isBehind,
    };
  }

  #commitFlags(): void {
    if (!this.session.closed.signal.aborted) this.#store.commit({ ...this.#flags(), ...this.session.view() });
  }

  /** Asks for a frame if playback goes on. */
  #run(): void {
    const isHeld = this.#journey !== undefined || this.#stalled !== undefined || !this.#released;
    if (this.#cancelFrame || isHeld || this.#store.state.paused) return;
    this.#lastFrame = this.#scheduler.now();
    this.#requestFrame();
  }

  /** Asks for the frame in which something will have changed: frames cost, also those in which nothing has. */
  #awaitChange(): void {
    const stand = this.#standingTime();
    if (stand < SOON) this.#requestFrame();
    else this.#cancelFrame = this.#scheduler.after(stand - SOON / 2, () => this.#requestFrame());
  }

  /** How long the playhead can stand before a pane has something new to show or it would be seen to jump, ms. */
  #standingTime(): number {
    const { playhead, position } = this.#moment;
    // The clock lingers at events that come one after the other.
    if (playhead.fraction < 1) return 0;
    const { duration } = this.#map;
    const next = this.#map.positionOfPlayhead({ time: this.session.nextTime, fraction: 0 });
    const event = Math.min(next, duration) - position;
    return Math.min(LONGEST_STAND, Math.min(event, duration / STEPS) / this.#store.state.rate);
  }

  #requestFrame(): void {
    this.#cancelFrame = this.#scheduler.requestFrame(() => {
      this.#cancelFrame = undefined;
      this.#tick();
    });
  }

  #stopFrames(): void {
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
  }

  #tick(): void {
    const now = this.#scheduler.now();
    const elapsed = Math.min(now - this.#lastFrame, MAX_FRAME);
    this.#lastFrame = now;
    const { rate } = this.#store.state;
    const moment = this.#after(elapsed * rate);
    if (!this.session.move(moment.playhead)) {
      void this.#goTo(moment, 'waiting');
      return;
    }
    if (moment.position >= this.#map.duration) {
      this.#end(moment);
      return;
    }
    this.#arrive(moment);
    const horizon = this.#map.timeAt(moment.position + PREFETCH_AHEAD * rate);
    this.session.prefetch(moment.playhead, horizon);
    if (!this.#store.state.paused && !this.#journey) this.#awaitChange();
  }

  /** The moment `delta` ms of position on; never before the current one, where a clock was changed inside a step. */
  #after(delta: number): Moment {
    const target = atPosition(this.#moment.position + delta)(this.#map);
    const { playhead } = this.#moment;
    const back =
      target.playhead.time < playhead.time ||
      (target.playhead.time === playhead.time && target.playhead.fraction < playhead.fraction);
    return back ? { playhead, position: target.position } : target;
  }

  #end(moment: Moment): void {
    if (this.#store.state.loop && this.#map.duration > 0) {
      this.#arrive(moment);
      void this.#goTo(atPosition(0)(this.#map), 'waiting');
      return;
    }
    this.#moment = moment;
    this.#store.commit({ ...this.#view(), paused: true, ended: true });
  }
}

function lengthsOf(clocks: ReadonlyMap<ClockName, PiecewiseTimeMap>): PlayerState['lengths'] {
  return Object.fromEntries([...clocks].map(([clock, { duration }]) => [clock, duration]));
}
