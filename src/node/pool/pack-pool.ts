import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { MaskedResult } from '../../encode/index.ts';
import type { ByteSink } from '../../format/index.ts';
import type { InputSession } from '../input-session.ts';
import type { PackSessionOptions } from '../pack-session.ts';
import { receiveError, type PoolAnswer, type PoolRequest, type SentOptions } from './pool-messages.ts';
import { placeOf } from './session-place.ts';

/** Threads of the largest pool: each takes some 100 MB. */
const MAX_THREADS = 8;

interface Job {
  readonly session: InputSession;
  readonly sink: ByteSink;
  readonly options: PackSessionOptions;
  resolve(result: MaskedResult): void;
  reject(error: unknown): void;
}

/**
 * Threads that pack sessions, several at once: the archives are those of `packSession`, byte for byte. A thread is
 * started when there is work for it, and packs one session after another.
 */
export class PackPool {
  /** Sessions that are packed at once. */
  readonly size: number;
  readonly #waiting: Job[] = [];
  readonly #idle: PackThread[] = [];
  readonly #threads = new Set<PackThread>();

  /** @param size - threads at most */
  constructor(size = PackPool.defaultSize()) {
    this.size = Math.max(1, size);
  }

  /** A thread for each processor, up to eight. */
  static defaultSize(): number {
    return Math.min(availableParallelism(), MAX_THREADS);
  }

  /**
   * As `packSession`: the session is opened again by the thread, and the bytes come to the sink here.
   *
   * @throws as `packSession`; when a thread breaks down, the session that it was at fails
   */
  pack(session: InputSession, sink: ByteSink, options: PackSessionOptions = {}): Promise<MaskedResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ session, sink, options, resolve, reject });
      this.#next();
    });
  }

  /** Ends the threads; whoever still waits for a session waits in vain. */
  async close(): Promise<void> {
    this.#waiting.length = 0;
    await Promise.all([...this.#threads].map((thread) => thread.end()));
    this.#threads.clear();
  }

  #next(): void {
    const thread = this.#waiting.length === 0 ? undefined : (this.#idle.pop() ?? this.#start());
    const job = thread && this.#waiting.shift();
    if (!thread || !job) return;
    void thread.run(job).then((isAlive) => {
      if (isAlive) this.#idle.push(thread);
      else this.#threads.delete(thread);
      this.#next();
    });
  }

  #start(): PackThread | undefined {
    if (this.#threads.size >= this.size) return undefined;
    const thread = new PackThread();
    this.#threads.add(thread);
    return thread;
  }
}

/** One thread, and the session that it packs. */
class PackThread {
  readonly #worker = new Worker(new URL('pack-worker.js', import.meta.url));
  #job: Job | undefined;
  /** Why the session fails, where it is not the thread that says so. */
  #failure: { readonly error: unknown } | undefined;
  #whenFree: (isAlive: boolean) => void = () => undefined;

  constructor() {
    this.#worker.on('message', (answer: PoolAnswer) => this.#take(answer));
    this.#worker.on('error', (error) => this.#finish({ error }, false));
    this.#worker.on('exit', (code) =>
      this.#finish({ error: new Error(`a thread that packs has ended with ${code}`) }, false),
    );
  }

  /** Packs a session; never fails. @returns whether the thread can pack another one */
  run(job: Job): Promise<boolean> {
    const { session, options } = job;
    const { signal } = options;
    if (signal?.aborted) {
      job.reject(signal.reason);
      return Promise.resolve(true);
    }
    const stop = (): void => this.#stop(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    this.#job = job;
    this.#failure = undefined;
    this.#tell({ type: 'pack', place: placeOf(session), options: sentOf(options) });
    return new Promise<boolean>((resolve) => (this.#whenFree = resolve)).finally(() =>
      signal?.removeEventListener('abort', stop),
    );
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(answer: PoolAnswer): void {
    switch (answer.type) {
      case 'progress':
        this.#job?.options.onProgress?.(answer.progress);
        return;
      case 'write':
        void this.#write(answer.bytes);
        return;
      case 'packed':
        this.#finish({ result: answer.result }, true);
        return;
      case 'failed':
        this.#finish({ error: receiveError(answer.error) }, true);
        return;
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    try {
      if (!this.#failure) await this.#job?.sink.write(bytes);
      this.#tell({ type: 'taken' });
    } catch (error) {
      this.#stop(error);
    }
  }

  /** Ends the session before its time: nobody knows better why than who asks for it. */
  #stop(error: unknown): void {
    this.#failure ??= { error };
    this.#tell({ type: 'stop' });
  }

  #finish(end: { readonly result: MaskedResult } | { readonly error: unknown }, isAlive: boolean): void {
    const job = this.#job;
    this.#job = undefined;
    const outcome = this.#failure ?? end;
    if ('result' in outcome) job?.resolve(outcome.result);
    else job?.reject(outcome.error);
    this.#whenFree(isAlive);
  }

  #tell(request: PoolRequest): void {
    this.#worker.postMessage(request);
  }
}

/** Options without what cannot be sent. */
function sentOf(options: PackSessionOptions): SentOptions {
  const sent = { ...options };
  delete sent.onProgress;
  delete sent.signal;
  return sent;
}
