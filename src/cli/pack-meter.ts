import type { PackProgress } from '../node/index.ts';
import { formatCount, formatDuration, formatSize } from './output.ts';

/** Time after which the rate says something, ms. */
const MIN_TIME = 2000;

/** A session that is packed, as its progress tells of it. */
export interface MeteredSession {
  report(progress: Pick<PackProgress, 'read' | 'size'>): void;
  /** It is packed, or will not be. */
  end(): void;
}

/** How far packing many sessions has come: sessions, bytes, rate, and the time that is left at this rate. */
export class PackMeter {
  readonly #sessions: number;
  readonly #size: number;
  readonly #now: () => number;
  readonly #started: number;
  #done = 0;
  /** Bytes of sessions that have ended. */
  #ended = 0;
  /** Bytes read of those that have not. */
  readonly #read = new Map<MeteredSession, number>();

  /**
   * @param sessions - how many there are
   * @param size - bytes of all of them
   * @param now - milliseconds, from anywhere
   */
  constructor(sessions: number, size: number, now = () => performance.now()) {
    this.#sessions = sessions;
    this.#size = size;
    this.#now = now;
    this.#started = now();
  }

  /** @param size - bytes of the session: its share, where a file holds several */
  begin(size: number): MeteredSession {
    const session: MeteredSession = {
      report: ({ read, size: whole }) => void this.#read.set(session, whole > 0 ? (size * read) / whole : 0),
      end: () => {
        this.#read.delete(session);
        this.#done += 1;
        this.#ended += size;
      },
    };
    return session;
  }

  /** One line for people. */
  get line(): string {
    let read = this.#ended;
    for (const part of this.#read.values()) read += part;
    const parts = [
      `${this.#done} of ${formatCount(this.#sessions, 'session')}`,
      `${formatSize(Math.round(read))} of ${formatSize(this.#size)}`,
    ];
    const elapsed = this.#now() - this.#started;
    if (elapsed >= MIN_TIME && read > 0) {
      const left = Math.max(0, this.#size - read) * (elapsed / read);
      parts.push(`${formatSize(Math.round((1000 * read) / elapsed))}/s`, `${formatDuration(left)} left`);
    }
    return parts.join(', ');
  }
}
