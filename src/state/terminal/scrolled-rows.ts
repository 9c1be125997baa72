import type { BufferLine, LineList, XtermCore } from './xterm-internals.ts';

/**
 * The rows that went off the top of the normal screen, the newest `limit` of them.
 *
 * They are kept beside the emulator and not in it: with a scrollback of its own a resize would bring rows back, and a
 * keyframe, which has none, would lead elsewhere than playing on.
 *
 * A row that goes off is taken as it is, and the emulator is given one that is not held any more to write the next row
 * into: output of any length costs no more rows than are held, and none of them is copied.
 */
export class ScrolledRows {
  readonly #limit: number;
  readonly #core: XtermCore;
  /** A ring; what it has beside the rows held is to be used again. */
  readonly #rows: BufferLine[] = [];
  /** Where in the ring the next row goes. */
  #next = 0;
  #held = 0;
  #count = 0;
  #clears = 0;
  #cut: 'keyframe' | 'limit' | undefined;

  /** @param limit - most rows that are kept; with 0 they are counted */
  constructor(core: XtermCore, limit: number) {
    this.#core = core;
    this.#limit = limit;
    this.#watch();
  }

  /** Number of rows that have gone off the top, kept or not. */
  get count(): number {
    return this.#count;
  }

  /** How often the whole normal screen was cleared. */
  get clears(): number {
    return this.#clears;
  }

  /** Number of rows that are kept. */
  get held(): number {
    return this.#held;
  }

  /** Why there were rows before those that are kept. */
  get cut(): 'keyframe' | 'limit' | undefined {
    return this.#cut;
  }

  /** The rows that are kept, in no order. */
  get lines(): readonly BufferLine[] {
    return this.#held === this.#limit
      ? this.#rows
      : Array.from({ length: this.#held }, (_, i) => this.above(i + 1)!);
  }

  /** The row `distance` rows above the screen, 1 … `held`. */
  above(distance: number): BufferLine | undefined {
    if (distance > this.#held) return undefined;
    return this.#rows[(this.#next - distance + this.#limit) % this.#limit];
  }

  /** Takes rows that a resize has pushed off the top, which the emulator drops by itself. */
  whileResizing(resize: () => void): void {
    const { normal } = this.#core._bufferService.buffers;
    const before = Array.from({ length: normal.lines.length }, (_, y) => normal.lines.get(y)!);
    // The emulator narrows rows before it drops them. Where none is kept, they are counted only.
    const copies = this.#limit === 0 ? before : before.map((line) => line.clone());
    resize();
    const first = normal.lines.get(0);
    const gone = Math.max(
      0,
      before.findIndex((line) => line === first),
    );
    for (const copy of copies.slice(0, gone)) this.#take(copy);
  }

  /** Forgets the rows, as "erase saved lines" and a reset do. */
  clear(): void {
    this.#held = 0;
    this.#cut = undefined;
  }

  /** Begins anew, as with a new terminal; with `isCut` what went off the top before is not known. */
  begin({ isCut }: { readonly isCut: boolean }): void {
    this.clear();
    this.#count = 0;
    if (isCut) this.#cut = 'keyframe';
  }

  #watch(): void {
    const { _bufferService: service, _inputHandler: handler } = this.#core;
    const scroll = service.scroll.bind(service);
    service.scroll = (erased, isWrapped) => {
      const { active, normal } = service.buffers;
      if (active === normal && normal.scrollTop === 0) this.#takeFirst(normal.lines);
      scroll(erased, isWrapped);
    };
    handler.onRequestReset(() => {
      this.#clears += 1;
      this.clear();
    });
    handler._parser.registerCsiHandler({ final: 'J' }, ({ params }) => {
      const { active, normal } = service.buffers;
      const isWhole = params[0] === 2 || (!params[0] && active.x === 0 && active.y === 0);
      if (active === normal && isWhole) this.#clears += 1;
      if (params[0] === 3) this.clear();
      return false;
    });
  }

  /** The first row goes off the top: without a scrollback the emulator would fill that one anew for the bottom. */
  #takeFirst(lines: LineList): void {
    const line = lines.get(0)!;
    const spare = this.#take(line);
    if (this.#limit > 0) lines.set(0, spare ?? line.clone());
  }

  /** @returns a row that is not held any more, where there is one */
  #take(line: BufferLine): BufferLine | undefined {
    this.#count += 1;
    if (this.#limit === 0) return undefined;
    const spare = this.#rows[this.#next];
    this.#rows[this.#next] = line;
    this.#next = (this.#next + 1) % this.#limit;
    if (this.#held === this.#limit) this.#cut = 'limit';
    else this.#held += 1;
    return spare;
  }
}
