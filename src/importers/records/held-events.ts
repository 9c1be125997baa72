import type { SessionEvent } from '../../format/index.ts';

interface Queue {
  readonly events: { readonly time: number; readonly event: SessionEvent }[];
  next: number;
}

/**
 * Events of several logs on their way into one order: a record may hold moments (a call and its result) between which
 * another log goes on, so they wait for what comes before them. Events of one log stay in their order.
 */
export class HeldEvents {
  readonly #queues = new Map<number, Queue>();

  /**
   * @param log - number of the log; its records come in order
   * @param time - when the record begins, ms from the session start: that of events which have no time
   * @returns events that cannot wait: a terminal is declared before anything that any log writes to it
   */
  add(log: number, events: readonly SessionEvent[], time: number): readonly SessionEvent[] {
    const isTerminal = (event: SessionEvent): boolean => event.type === 'track' && event.kind === 'terminal';
    const queue = this.#queues.get(log) ?? { events: [], next: 0 };
    this.#queues.set(log, queue);
    let now = time;
    for (const event of events) {
      if (isTerminal(event)) continue;
      if ('time' in event) now = event.time;
      queue.events.push({ time: now, event });
    }
    return events.filter(isTerminal);
  }

  /** Takes the events up to a time, that included, in order of time. */
  until(time: number): readonly SessionEvent[] {
    const events: SessionEvent[] = [];
    for (let queue = this.#earliest(); queue && timeOf(queue) <= time; queue = this.#earliest()) {
      events.push(queue.events[queue.next]!.event);
      queue.next += 1;
      if (queue.next < queue.events.length) continue;
      queue.events.length = 0;
      queue.next = 0;
    }
    return events;
  }

  #earliest(): Queue | undefined {
    let first: Queue | undefined;
    for (const queue of this.#queues.values()) {
      if (queue.next < queue.events.length && (!first || timeOf(queue) < timeOf(first))) first = queue;
    }
    return first;
  }
}

function timeOf({ events, next }: Queue): number {
  return events[next]!.time;
}
