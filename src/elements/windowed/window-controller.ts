import { html } from 'lit';
import type { LitElement, ReactiveController, TemplateResult } from 'lit';
import { keyed } from './keyed.ts';
import { ancestors } from '../ancestors.ts';
import { CHUNK_ROWS, ChunkHeights } from './chunk-heights.ts';
import type { ChunkRange } from './chunk-heights.ts';

/** What is drawn above and below what can be seen, CSS pixels: scrolling shows no empty place. */
const MARGIN = 160;

/** Height of what can be seen, before anybody has scrolled or there is a scroller, CSS pixels. */
const FIRST_HEIGHT = 600;

/** The most of it, however high an element is that nobody has given a height, CSS pixels. */
const MAX_HEIGHT = 4_000;

/** Where the eye is: a chunk and how far into it. */
interface Anchor {
  readonly chunk: number;
  readonly into: number;
}

/**
 * Draws of a long list of rows only those near what can be seen, however high each row turns out to be. What is before
 * and after them is as high as it would be, as far as that is known; what is under the eye stays there when more is
 * known.
 *
 * The rows scroll with the nearest element around them that scrolls, in the host's own shadow tree or outside of it.
 */
export class WindowController implements ReactiveController {
  readonly #host: LitElement;
  readonly #heights: ChunkHeights;
  #range: ChunkRange = { first: 0, end: 0 };
  #anchor: Anchor = { chunk: 0, into: 0 };
  #scroller: Element | undefined;
  /** The content whose scroller that is. */
  #attached: Element | null = null;
  #frame = 0;
  #measuring = 0;
  // With the next frame: what changes while sizes are observed is told too late.
  readonly #observer = new ResizeObserver(() => {
    this.#measuring ||= requestAnimationFrame(() => {
      this.#measuring = 0;
      this.#measure();
    });
  });

  /**
   * @param host - draws the rows with `render`
   * @param rowHeight - what a row is taken for before any was measured, CSS pixels
   */
  constructor(host: LitElement, rowHeight = 20) {
    this.#host = host;
    this.#heights = new ChunkHeights(rowHeight);
    host.addController(this);
  }

  /**
   * The rows near what can be seen, between what keeps the place of the others. The host draws this in an element that
   * holds nothing else, so that places are counted from there.
   *
   * @param draw - a row by its index
   */
  render(rows: number, draw: (index: number) => unknown): TemplateResult {
    this.#heights.resize(rows);
    this.#range = this.#wanted();
    const { first, end } = this.#range;
    const chunks = Array.from({ length: end - first }, (_, index) => first + index);
    const rowsOf = (chunk: number): unknown[] => {
      const start = chunk * CHUNK_ROWS;
      return Array.from({ length: Math.min(CHUNK_ROWS, rows - start) }, (_, index) => draw(start + index));
    };
    return html`<div role="presentation" data-window>
      <div role="presentation"></div>
      ${keyed(
        chunks,
        (chunk) => chunk,
        (chunk) => html`<div role="presentation" data-chunk=${chunk}>${rowsOf(chunk)}</div>`,
      )}
      <div role="presentation"></div>
    </div>`;
  }

  /** Other rows: begins at the top of them. */
  reset(): void {
    this.#heights.reset(0);
    const { chunk, into } = this.#anchor;
    const isAtTop = chunk === 0 && into <= 0 && this.#frame === 0;
    this.#anchor = { chunk: 0, into: 0 };
    // Scrolling costs a layout of all that is new around it, even if it leads nowhere.
    if (!isAtTop && this.#scroller && this.#ownsScroller()) this.#scroller.scrollTop = 0;
  }

  /** Index of the first row that can be seen, or of one some rows before it. */
  get firstRow(): number {
    return this.#anchor.chunk * CHUNK_ROWS;
  }

  /** Brings a row into the window, so that its element can be found; resolves when it is drawn. */
  async show(row: number): Promise<void> {
    const chunk = Math.floor(row / CHUNK_ROWS);
    const { first, end } = this.#wanted();
    if (chunk < first || chunk >= end) {
      this.#anchor = { chunk, into: 0 };
      this.#toAnchor();
      this.#host.requestUpdate();
    }
    await this.#host.updateComplete;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    this.#keepPlaces();
    this.#attach();
    this.#measure();
  }

  hostDisconnected(): void {
    this.#detach();
  }

  get #content(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('[data-window]');
  }

  #ownsScroller(): boolean {
    return this.#scroller?.getRootNode() === this.#host.renderRoot || this.#scroller === this.#host;
  }

  #attach(): void {
    // An update may come after the host has left the page.
    const content = this.#host.isConnected ? this.#content : null;
    // What scrolls the same content is not looked for again: the styles around it would have to be computed for that.
    if (content && content === this.#attached) return;
    const scroller = content ? scrollerOf(content) : undefined;
    this.#attached = content;
    if (scroller === this.#scroller) return;
    this.#detach();
    this.#attached = content;
    this.#scroller = scroller;
    if (!scroller || !content) return;
    scrollTarget(scroller).addEventListener('scroll', this.#onScroll, { passive: true });
    this.#observer.observe(scroller);
    this.#observer.observe(content);
  }

  #detach(): void {
    this.#observer.disconnect();
    if (this.#scroller) scrollTarget(this.#scroller).removeEventListener('scroll', this.#onScroll);
    this.#scroller = undefined;
    this.#attached = null;
    cancelAnimationFrame(this.#frame);
    cancelAnimationFrame(this.#measuring);
    this.#frame = 0;
    this.#measuring = 0;
  }

  /** Takes the heights of what is drawn, keeps the eye where it was, and draws what is missing then. */
  #measure(): void {
    const content = this.#content;
    if (!content || !this.#scroller || content.clientWidth === 0) return;
    const measured = new Map<number, number>();
    for (const chunk of content.querySelectorAll<HTMLElement>('[data-chunk]'))
      measured.set(Number(chunk.dataset['chunk']), chunk.getBoundingClientRect().height);
    const before = this.#heights.offset(this.#anchor.chunk);
    this.#heights.measure(measured);
    if (Math.abs(this.#heights.offset(this.#anchor.chunk) - before) >= 1) this.#toAnchor();
    this.#update();
  }

  readonly #onScroll = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const top = this.#top();
      const chunk = this.#heights.at(top);
      this.#anchor = { chunk, into: top - this.#heights.offset(chunk) };
      this.#update();
    });
  };

  #update(): void {
    const { first, end } = this.#wanted();
    if (first === this.#range.first && end === this.#range.end) return;
    this.#keepFocus({ first, end });
    this.#host.requestUpdate();
  }

  #wanted(): ChunkRange {
    const top = this.#heights.offset(this.#anchor.chunk) + this.#anchor.into;
    const height = Math.min(this.#scroller?.clientHeight ?? FIRST_HEIGHT, MAX_HEIGHT);
    return this.#heights.between(Math.max(0, top - MARGIN), top + height + MARGIN);
  }

  /** Pixels of the rows that are above what can be seen; negative while there is something else. */
  #top(): number {
    const content = this.#content;
    if (!content || !this.#scroller) return 0;
    const top = isPage(this.#scroller) ? 0 : this.#scroller.getBoundingClientRect().top;
    return top - content.getBoundingClientRect().top;
  }

  #toAnchor(): void {
    const content = this.#content;
    if (!content || !this.#scroller) return;
    this.#keepPlaces();
    const wanted = this.#heights.offset(this.#anchor.chunk) + this.#anchor.into;
    const missing = wanted - this.#top();
    if (wanted > 0 && Math.abs(missing) >= 1) this.#scroller.scrollTop += missing;
  }

  /** Makes what stands for the rows before and after the drawn ones as high as they are, as far as that is known. */
  #keepPlaces(): void {
    const { first, end } = this.#range;
    const [before, after] = [this.#content?.firstElementChild, this.#content?.lastElementChild];
    if (!(before instanceof HTMLElement) || !(after instanceof HTMLElement)) return;
    before.style.blockSize = `${this.#heights.offset(first)}px`;
    after.style.blockSize = `${this.#heights.total - this.#heights.offset(end)}px`;
  }

  /** What has the focus and leaves the window gives it to what scrolls, so that keys are not lost. */
  #keepFocus({ first, end }: ChunkRange): void {
    const root = this.#host.renderRoot;
    const active = root instanceof ShadowRoot ? root.activeElement : null;
    const chunk = Number(active?.closest<HTMLElement>('[data-chunk]')?.dataset['chunk'] ?? NaN);
    if (Number.isNaN(chunk) || (chunk >= first && chunk < end)) return;
    active?.closest<HTMLElement>('[role="region"], [role="tree"]')?.focus({ preventScroll: true });
  }
}

/** The nearest element around that scrolls up and down. */
function scrollerOf(element: Element): Element | undefined {
  for (const node of ancestors(element)) {
    if (node instanceof Element && /auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return element.ownerDocument.scrollingElement ?? undefined;
}

function isPage(scroller: Element): boolean {
  return scroller === scroller.ownerDocument.scrollingElement;
}

/** Where it is told that an element has scrolled: of the page, its document says so. */
function scrollTarget(scroller: Element): EventTarget {
  return isPage(scroller) ? scroller.ownerDocument : scroller;
}
