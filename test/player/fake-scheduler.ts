import type { Scheduler } from '#src/player/index.ts';

/** Time that passes when the test says so. */
export class FakeScheduler implements Scheduler {
  #now = 1000;
  readonly #frames = new Set<() => void>();
  readonly #timers = new Map<() => void, number>();
  readonly #tasks = new Set<() => void>();
  /** Whether what is to be done in a task of its own waits for `task`; it is done with the next microtask otherwise. */
  holdsTasks = false;

  /** Frames and timers asked for and not yet given. */
  get pending(): number {
    return this.#frames.size + this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  requestFrame(callback: () => void): () => void {
    const frame = (): void => callback();
    this.#frames.add(frame);
    return () => this.#frames.delete(frame);
  }

  after(ms: number, callback: () => void): () => void {
    const timer = (): void => callback();
    this.#timers.set(timer, this.#now + ms);
    return () => this.#timers.delete(timer);
  }

  soon(callback: () => void): () => void {
    const task = (): void => callback();
    this.#tasks.add(task);
    if (!this.holdsTasks) queueMicrotask(() => this.#tasks.delete(task) && task());
    return () => this.#tasks.delete(task);
  }

  /** Lets one task run; says whether there was one. */
  task(): boolean {
    const [task] = this.#tasks;
    if (!task) return false;
    this.#tasks.delete(task);
    task();
    return true;
  }

  /** Lets `ms` pass in one frame. */
  frame(ms: number): void {
    this.#now += ms;
    for (const [timer, due] of this.#timers) {
      if (due > this.#now) continue;
      this.#timers.delete(timer);
      timer();
    }
    const due = [...this.#frames];
    this.#frames.clear();
    for (const frame of due) frame();
  }

  /** Lets `ms` pass in frames of `step`. */
  run(ms: number, step = 20): void {
    for (let left = ms; left > 0; left -= step) this.frame(Math.min(step, left));
  }
}
