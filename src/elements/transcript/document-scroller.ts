import type { LitElement, ReactiveController } from 'lit';
import { newestAt, readingLine, scrollFor } from './reading-line.ts';
import { RowHeights } from './row-heights.ts';

/** Height of a view that is not laid out yet, px. */
const UNKNOWN_HEIGHT = 800;
/** Rows are drawn this many views beyond the one that is seen, on either side; those that are missing there at half of it. */
const BEYOND = 0.6;
/** Most updates in a row that only draw what an estimate has missed. */
const MAX_TRIES = 6;
/** Into the row, px, stands the reading line after a jump. */
const INTO_ROW = 12;
/** Where the newest row ends while playing: this share of the view from its top. */
const NEWEST_SHARE = 2 / 3;
/** Room above a row that is higher than the view, px. */
const ROOM_ABOVE = 24;
/** Up to this many views away a row is scrolled to smoothly. */
const MAX_GLIDE = 1.5;

/** Rows to draw, first and last index, and the room that the others take, px. */
export interface DrawnRows {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

/** Where a jump brings a row: to the reading line, to the very top, or to where the newest row stands while playing. */
export type Destination = 'line' | 'top' | 'newest';

/** The row that stays where it is while others come, go and change: `top` px below the view's top. */
interface Anchor {
  readonly key: string;
  readonly top: number;
  /** Session time there, to find the place again when the row is gone. */
  readonly time: number;
}

/** What is scrolled, and who is told. */
export interface ScrollerOptions {
  readonly scroller: () => HTMLElement | null;
  /** The reader has scrolled. */
  readonly onScroll: () => void;
}

/**
 * Scrolls a document of which only the rows around the view are drawn. Its length is estimated and becomes true as rows
 * are drawn; whatever changes above or below, the row under the reader's eye stays where it is.
 *
 * With each update of its host: `layout` says which rows to draw, `settle` puts the view right once they are.
 */
export class DocumentScroller implements ReactiveController {
  readonly heights = new RowHeights();
  readonly #host: LitElement;
  readonly #options: ScrollerOptions;
  #anchor: Anchor = { key: '', top: 0, time: 0 };
  #drawn: DrawnRows = { from: 0, to: -1, before: 0, after: 0 };
  /** Scrolled to, as far as is known. */
  #top = 0;
  /** Room below the last row, px. */
  #room = 0;
  /** Row that the reader has scrolled to by estimates alone: measured, another one may stand there. */
  #supposed: string | undefined;
  /** Where we have scrolled to, to tell our own scrolling from the reader's. */
  #expected = 0;
  #gliding = false;
  /** Row that was gone to, until the reader scrolls: all of it is to be in view, however high it turns out to be. */
  #sought: string | undefined;
  #tries = 0;
  /** Gone to another place: what is in view comes first, and the rows around it with the next frame. */
  #isNew = false;
  #width = 0;
  #observer: ResizeObserver | undefined;
  #observed: HTMLElement | undefined;

  constructor(host: LitElement, options: ScrollerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(() => this.#onResize());
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#observed = undefined;
  }

  hostUpdated(): void {
    const scroller = this.#options.scroller();
    if (!scroller || scroller === this.#observed) return;
    this.#observed = scroller;
    this.#observer?.disconnect();
    this.#observer?.observe(scroller);
    if (scroller.firstElementChild) this.#observer?.observe(scroller.firstElementChild);
  }

  /** Index of the row on the reading line; -1 without rows. */
  get current(): number {
    return this.heights.at(readingLine({ ...this.#view, top: this.#top }));
  }

  /** Index of the first row in view; -1 without rows. */
  get first(): number {
    return this.heights.at(this.#top);
  }

  /** First and last index of the rows in view. */
  get inView(): readonly [first: number, last: number] {
    return [this.first, this.heights.at(this.#top + this.#view.height - 1)];
  }

  /** Position of the view's top in the document, px. */
  get top(): number {
    return this.#top;
  }

  /** Session time on the reading line: within a row that is not loaded, its share of the row's time. */
  get time(): number {
    const index = this.current;
    const row = this.heights.rows[index];
    if (row?.kind !== 'part') return row?.time ?? 0;
    const into = readingLine({ ...this.#view, top: this.#top }) - this.heights.top(index);
    const share = into / Math.max(1, this.heights.top(index + 1) - this.heights.top(index));
    return Math.round(row.time + Math.min(1, Math.max(0, share)) * (row.end - row.time));
  }

  /**
   * Says which of the rows to draw; `heights` has taken them.
   *
   * @param playing - there is room below the newest row, so that it can stand where newest rows do
   */
  layout({ playing }: { readonly playing: boolean }): DrawnRows {
    this.#room = playing ? Math.round(this.#view.height * (1 - NEWEST_SHARE)) : 0;
    if (this.heights.indexOf(this.#anchor.key) < 0) this.#anchorAnew();
    const top = this.#anchoredTop();
    const beyond = this.#isNew ? 0 : this.#view.height * BEYOND;
    const from = Math.max(0, this.heights.at(top - beyond));
    const to = this.heights.at(top + this.#view.height + beyond);
    this.#drawn = {
      from,
      to,
      before: this.heights.top(from),
      after: this.heights.total - this.heights.top(to + 1) + this.#room,
    };
    return this.#drawn;
  }

  /**
   * Measures what has been drawn and scrolls so that the anchor is in its place.
   *
   * @param inFrame - what is missing then is drawn with the next frame, as sizes are being observed in this one
   */
  settle({ inFrame = false } = {}): void {
    const scroller = this.#options.scroller();
    const list = scroller?.firstElementChild;
    if (!scroller || !list || scroller.clientHeight === 0) return;
    const view = scroller.getBoundingClientRect().top;
    let anchorTop: number | undefined;
    let anchorHeight = 0;
    for (const row of list.children) {
      const key = (row as HTMLElement).dataset['key'];
      if (key === undefined) continue;
      const box = row.getBoundingClientRect();
      this.heights.measure(key, box.height);
      if (key === this.#anchor.key) [anchorTop, anchorHeight] = [box.top - view, box.height];
    }
    if (this.#gliding) return;
    if (this.#sought === this.#anchor.key) this.#raise(scroller.clientHeight - anchorHeight);
    const before = scroller.scrollTop;
    if (anchorTop !== undefined && Math.abs(anchorTop - this.#anchor.top) > 0.5) {
      scroller.scrollTop += anchorTop - this.#anchor.top;
      // At its ends the document cannot be scrolled as far as it takes.
      this.#anchor = { ...this.#anchor, top: anchorTop - (scroller.scrollTop - before) };
    }
    this.#expected = scroller.scrollTop;
    this.#top = scroller.scrollTop;
    this.#drawMissing(inFrame);
    this.#correct();
  }

  /** Whether a row is higher than the room that the newest row has while playing. */
  isHigh(index: number): boolean {
    const [top, end] = [this.heights.top(index), this.heights.top(index + 1)];
    return end - top > this.#view.height * NEWEST_SHARE - ROOM_ABOVE;
  }

  /**
   * Brings a row into view; the host must update. Nothing glides for readers who asked for less motion.
   *
   * @param read - share of the newest row that has been read, 0 … 1: so much of what is higher than the view is above
   */
  jump(index: number, destination: Destination, { smooth = false, read = 0 } = {}): void {
    const row = this.heights.rows[index];
    if (!row) return;
    const [top, end] = [this.heights.top(index), this.heights.top(index + 1)];
    const { height, total } = this.#view;
    this.#sought = destination === 'line' ? row.key : undefined;
    this.#supposed = undefined;
    let to = 0;
    if (destination === 'line') {
      to = scrollFor(top + Math.min(INTO_ROW, (end - top) / 2), { height, total });
    } else if (destination === 'newest') {
      const [first, last] = [top - ROOM_ABOVE, end - height * NEWEST_SHARE];
      to = newestAt({ first, last, height }, read, { byPages: isStill() });
    }
    to = Math.min(Math.max(to, 0), Math.max(0, total - height));
    this.#anchor = { key: row.key, top: top - to, time: row.time };
    this.#tries = 0;
    const scroller = this.#options.scroller();
    const isNear = Math.abs(to - this.#top) < MAX_GLIDE * height;
    this.#isNew = destination !== 'newest' && !this.#covers(to, 0);
    if (!smooth || !scroller || !isNear || isStill()) return;
    this.#gliding = true;
    this.#expected = to;
    scroller.scrollTo({ top: to, behavior: 'smooth' });
  }

  /** Scrolls as little as it takes for a row to be whole in view; the host must update. */
  reveal(index: number): void {
    const row = this.heights.rows[index];
    if (!row) return;
    const [top, end] = [this.heights.top(index), this.heights.top(index + 1)];
    const { height } = this.#view;
    const below = end + ROOM_ABOVE - (this.#top + height);
    const above = top - ROOM_ABOVE - this.#top;
    const by = below > 0 ? Math.min(below, above) : Math.min(above, 0);
    this.#anchor = { key: row.key, top: top - (this.#top + by), time: row.time };
    this.#tries = 0;
  }

  /** Keeps this row where it is, whatever happens above it: the reader is about to open or close something in it. */
  hold(key: string): void {
    const index = this.heights.indexOf(key);
    if (index >= 0) this.#anchorTo(index);
  }

  /**
   * Takes note of scrolling that has happened and not been told yet: browsers scroll before they say so. Call it before
   * anything is drawn, or it would be undone.
   */
  catchUp(): void {
    const scroller = this.#options.scroller();
    if (!scroller || this.#gliding || scroller.clientHeight === 0) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // What has become shorter is scrolled back by the browser, and not by the reader.
    const isCut = scrollTop < this.#expected && scrollTop >= scrollHeight - clientHeight - 1;
    if (!isCut) this.onScroll();
  }

  /** Listener for the scroller. */
  readonly onScroll = (): void => {
    const scroller = this.#options.scroller();
    if (!scroller) return;
    const top = scroller.scrollTop;
    if (Math.abs(top - this.#expected) < 1.5) {
      this.#gliding = false;
      this.#top = top;
      return;
    }
    this.#top = top;
    this.#anchorTo(this.current);
    if (!this.#covers(top)) this.#host.requestUpdate();
    if (this.#gliding) return;
    this.#expected = top;
    this.#supposed = this.#covers(top, 0) ? undefined : this.heights.rows[this.current]?.key;
    this.#options.onScroll();
  };

  /** Listener for what a reader scrolls with: it ends any scrolling of our own. */
  readonly onIntent = (): void => {
    this.#gliding = false;
  };

  get #view(): { readonly height: number; readonly total: number } {
    const height = this.#options.scroller()?.clientHeight ?? 0;
    return { height: height === 0 ? UNKNOWN_HEIGHT : height, total: this.heights.total + this.#room };
  }

  #anchoredTop(): number {
    const index = this.heights.indexOf(this.#anchor.key);
    const { height, total } = this.#view;
    const top = index < 0 ? 0 : this.heights.top(index) - this.#anchor.top;
    return Math.min(Math.max(top, 0), Math.max(0, total - height));
  }

  /** Near the end of a document the line comes down to the edge: a row on it is raised until its end can be seen. */
  #raise(left: number): void {
    const lowest = Math.max(ROOM_ABOVE, left - ROOM_ABOVE);
    if (this.#anchor.top > lowest) this.#anchor = { ...this.#anchor, top: lowest };
  }

  #anchorTo(index: number): void {
    const row = this.heights.rows[index];
    if (!row) return;
    this.#sought = undefined;
    this.#anchor = { key: row.key, top: this.heights.top(index) - this.#top, time: this.time };
  }

  /** The anchor's row is gone, or another one stands in its place: what is nearest to it in time. */
  #anchorAnew(): void {
    const { rows } = this.heights;
    const { time, top } = this.#anchor;
    let found = Math.max(
      rows.findLastIndex((row) => row.time <= time),
      0,
    );
    while (found > 0 && rows[found - 1]!.time === rows[found]!.time) found -= 1;
    const row = rows[found];
    if (row) this.#anchor = { key: row.key, top: Math.max(top, 0), time };
  }

  /** @param beyond - views around the one at `top` that must have their rows */
  #covers(top: number, beyond = BEYOND / 2): boolean {
    const { from, to } = this.#drawn;
    const { height } = this.#view;
    const reach = height * beyond;
    const isAbove = from > 0 && this.heights.top(from) > top - reach;
    const isBelow = to < this.heights.rows.length - 1 && this.heights.top(to + 1) < top + height + reach;
    return !isAbove && !isBelow;
  }

  /** Says so when the reader turns out to be at another row. */
  #correct(): void {
    const supposed = this.#supposed;
    if (supposed === undefined || !this.#covers(this.#top, 0)) return;
    this.#supposed = undefined;
    if (this.heights.rows[this.current]?.key !== supposed) this.#options.onScroll();
  }

  /** What was estimated higher than it is leaves room for rows that are not drawn. */
  #drawMissing(inFrame: boolean): void {
    const isCovered = this.#covers(this.#top, this.#isNew ? 0 : undefined);
    const isSettled = isCovered || this.#tries >= MAX_TRIES;
    this.#tries = isCovered ? 0 : this.#tries + 1;
    if (isSettled && !this.#isNew) return;
    if (isSettled) this.#isNew = false;
    if (isSettled || inFrame) requestAnimationFrame(() => this.#host.requestUpdate());
    else this.#host.requestUpdate();
  }

  #onResize(): void {
    const scroller = this.#options.scroller();
    if (!scroller) return;
    const width = scroller.clientWidth;
    if (width !== this.#width) {
      this.#width = width;
      this.heights.clear();
    }
    // The reader is scrolling: that is told next, and what it asks for must not be done while sizes are observed.
    const isBehind = !this.#gliding && Math.abs(scroller.scrollTop - this.#expected) >= 1.5;
    if (!isBehind) this.settle({ inFrame: true });
  }
}

/** Whether the reader asked for less motion. */
function isStill(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
