import { diskSystem, type NewFile, type WriteSystem } from '#src/node/files.ts';

/** A call of `WriteSystem`, or of a file that it has created. */
export type WriteCall = keyof WriteSystem | keyof NewFile;

/** How the system answers a call. */
export interface Failure {
  /** Number of the call, from 1 on, among those in `calls`. */
  readonly at: number;
  /** Default: every call counts. */
  readonly calls?: readonly WriteCall[];
  readonly code: string;
  /** Every later call fails too, as on a disk that stays full. */
  readonly forGood?: boolean;
}

/** The file system of this computer, one call of which fails; bytes go to it in pieces of three at most. */
export class FailingSystem implements WriteSystem {
  readonly #failure: Failure;
  #count = 0;
  /** Calls that were made, those that failed too. */
  readonly made: WriteCall[] = [];
  /** Whether a call has failed. */
  hasFailed = false;

  constructor(failure: Failure) {
    this.#failure = failure;
  }

  readonly look = (path: string) => this.#call('look', () => diskSystem.look(path));
  readonly link = (path: string, name: string) => this.#call('link', () => diskSystem.link(path, name));
  readonly rename = (path: string, name: string) => this.#call('rename', () => diskSystem.rename(path, name));
  readonly unlink = (path: string) => this.#call('unlink', () => diskSystem.unlink(path));
  readonly syncFolder = (folder: string) => this.#call('syncFolder', () => diskSystem.syncFolder(folder));
  readonly create = (path: string, mode: number) =>
    this.#call('create', async () => this.#failing(await diskSystem.create(path, mode)));

  #failing(file: NewFile): NewFile {
    return {
      write: (bytes, offset) =>
        this.#call('write', () => file.write(bytes.subarray(offset, offset + SHORT_WRITE), 0)),
      setTime: (time) => this.#call('setTime', () => file.setTime(time)),
      sync: () => this.#call('sync', () => file.sync()),
      // The descriptor is gone, whatever the system says.
      close: () =>
        this.#call(
          'close',
          () => file.close(),
          () => file.close(),
        ),
    };
  }

  async #call<T>(call: WriteCall, work: () => Promise<T>, always?: () => Promise<T>): Promise<T> {
    this.made.push(call);
    const { at, calls, code, forGood = false } = this.#failure;
    if (!calls || calls.includes(call)) this.#count += 1;
    else return work();
    if (this.#count !== at && !(forGood && this.#count > at)) return work();
    this.hasFailed = true;
    await always?.();
    throw Object.assign(new Error(`${code}: made to fail`), { code });
  }
}

const SHORT_WRITE = 3;
