import type { BlockCache } from './block-cache.ts';
import { damaged } from './damaged-database.ts';
import { HEADER_SIZE, readHeader, type DatabaseHeader } from './database-header.ts';
import { WriteAheadLog, type WalDamage } from './write-ahead-log.ts';

/** The pages of a database, each as the last commit left it: in the write-ahead log, else in the file. */
export class PageFile {
  readonly header: DatabaseHeader;
  /** Pages of the database. */
  readonly pageCount: number;
  readonly #file: BlockCache;
  readonly #log: WriteAheadLog | undefined;
  #pagesRead = 0;

  private constructor(
    file: BlockCache,
    log: WriteAheadLog | undefined,
    header: DatabaseHeader,
    pageCount: number,
  ) {
    this.#file = file;
    this.#log = log;
    this.header = header;
    this.pageCount = pageCount;
  }

  /** @throws {ImportError} `damaged-database`, `limit-exceeded` */
  static async open(file: BlockCache, wal?: BlockCache, signal?: AbortSignal): Promise<PageFile> {
    if (file.size < HEADER_SIZE) throw damaged('it ends within its header');
    const onDisk = readHeader(await file.read(0, HEADER_SIZE));
    const { pageSize } = onDisk;
    // As SQLite does: a log that is there counts, whatever mode the file says.
    const log = wal ? await WriteAheadLog.open(wal, pageSize, signal) : undefined;
    const first = await log?.page(1);
    const header = first ? readHeader(first) : onDisk;
    if (header.pageSize !== pageSize) throw damaged('the write-ahead log has pages of another size');
    const inLog = log?.pageCount ?? 0;
    return new PageFile(file, log, header, inLog > 0 ? inLog : Math.floor(file.size / pageSize));
  }

  get walDamage(): WalDamage | undefined {
    return this.#log?.damage;
  }

  /** Pages that were asked for so far, those that came out of memory too: what reading costs. */
  get pagesRead(): number {
    return this.#pagesRead;
  }

  /**
   * A page, to be read only.
   *
   * @param number - from 1
   * @throws {ImportError} `damaged-database` when there is no such page
   */
  async page(number: number): Promise<Uint8Array> {
    if (number < 1 || number > this.pageCount) throw damaged(`it names page ${number} of ${this.pageCount}`);
    this.#pagesRead += 1;
    const { pageSize } = this.header;
    return (await this.#log?.page(number)) ?? this.#file.read((number - 1) * pageSize, pageSize);
  }
}
