import type { BufferLine, XtermCore } from './xterm-internals.ts';

/**
 * The rows that went off the top of the normal screen, the newest `limit` of them.
 *
 * They are kept beside the emulator and not in it: with a scrollback of its own a resize would bring rows back, and a
 * keyframe, which has none, would lead elsewhere than playing on.
 */
export class ScrolledRows {
  readonly #limit: number;
  readonly #core: XtermCore;
  #lines: BufferLine[] = [];
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
    return Math.min(this.#lines.length, this.#limit);
  }

  /** Why there were rows before those that are kept. */
  get cut(): 'keyframe' | 'limit' | undefined {
    return this.#lines.length > this.#limit ? 'limit' : this.#cut;
  }

  /** The rows that are kept, oldest first, and perhaps some before them. */
  get lines(): readonly BufferLine[] {
    return this.#lines;
  }

  /** The row `distance` rows above the screen, 1 … `held`. */
  above(distance: number): BufferLine | undefined {
    return this.#lines[this.#lines.length - distance];
  }

  /** Takes rows that a resize has pushed off the top, which the emulator drops by itself. */
  whileResizing(resize: () => void): void {
    const { normal } = this.#core._bufferService.buffers;
    const before = Array.from({ length: normal.lines.length }, (_, y) => normal.lines.get(y)!);
    const copies = before.map((line) => line.clone());
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
    this.#lines = [];
    this.#cut = undefined;
  }

  /** Begins anew after a keyframe was written: what went off the top before it is not known. */
  beginCut(): void {
    this.#lines = [];
    this.#count = 0;
    this.#cut = 'keyframe';
  }

  #watch(): void {
    const { _bufferService: service, _inputHandler: handler } = this.#core;
    const scroll = service.scroll.bind(service);
    service.scroll = (erased, isWrapped) => {
      const { active, normal } = service.buffers;
      if (active === normal && normal.scrollTop === 0) this.#take(normal.lines.get(normal.ybase)!);
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

  /** A row goes off the top; the emulator will use the line for another. */
  #take(line: BufferLine): void {
    this.#count += 1;
    if (this.#limit === 0) return;
    this.#lines.push(line.clone());
    // Amortised: half of the list goes at a time.
    if (this.#lines.length < 2 * this.#limit) return;
    this.#lines = this.#lines.slice(-this.#limit);
    this.#cut = 'limit';
  }
}
