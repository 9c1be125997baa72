import { visibleStyles } from '../code/visible.styles.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { createRequest, type Timeline } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { ResizeController } from '../controllers/resize-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { icon } from '../icons.ts';
import { renderMarks } from '../marks/draw-marks.ts';
import { marksStyles } from '../marks/marks.styles.ts';
import { outlineStrings } from '../strings/outline.ts';
import { controls } from '../styles/controls.ts';
import { searchBar } from '../styles/search-bar.ts';
import { timeText } from '../time-text.ts';
import { ViewController } from '../view/view-controller.ts';
import { keyed } from '../windowed/keyed.ts';
import { filteredRows, outlineRows, rowAt, type OutlineRow } from './outline-rows.ts';
import { HEIGHTS, PADDING, styles } from './outline.styles.ts';
import { RowWindow } from './row-window.ts';
import { TextWidths } from './text-widths.ts';

const NO_ROWS: readonly OutlineRow[] = [];

/**
 * The session by its turns: what was asked, how long it took and what happened. The current one is marked; picking one
 * goes there. Only the rows in view are drawn.
 *
 * @summary Turns of a session, to be filtered and picked.
 * @tagname reprise-outline
 *
 * @csspart bar - The bar on top, with the filter.
 * @csspart list - The scrolling list.
 * @csspart row - Each row.
 * @fires reprise-seek-request - The reader picked a row.
 * @fires reprise-view-request - The reader shut the outline.
 */
export class RepriseOutline extends LitElement {
  static override styles = [controls, searchBar, marksStyles, visibleStyles, styles];

  @state() private query = '';
  /** Row that the keys are at. */
  @state() private active = -1;
  /** What of the list is seen, px. */
  @state() private seen = { top: 0, height: 600, width: 232 };

  readonly #language = new LanguageController(this);
  readonly #timeline = new StateController(this, (state) => state.timeline);
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  readonly #turn = new StateController(this, ({ timeline, time }) => turnAt(timeline, time));
  readonly #reading = new ViewController(this, ({ current }) => current?.time);
  readonly #widths = new TextWidths();
  #all = NO_ROWS;
  #rows = NO_ROWS;
  #window = new RowWindow([]);
  #made: readonly unknown[] = [];
  #current = -1;
  #shown = -1;

  constructor() {
    super();
    new ResizeController(this, () => this.#look());
  }

  /** Focuses the list, where the arrow keys work; without one, the filter. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.list')?.focus();
  }

  override willUpdate(): void {
    const timeline = this.#timeline.value;
    const made = [timeline, this.query, this.seen.width];
    if (made.some((part, index) => part !== this.#made[index])) {
      if (timeline !== this.#made[0]) this.#all = timeline ? outlineRows(timeline) : NO_ROWS;
      if (this.query !== this.#made[1]) this.active = -1;
      this.#made = made;
      this.#rows = filteredRows(this.#all, this.query);
      this.#window = new RowWindow(this.#rows.map((row) => this.#heightOf(row)));
    }
    const time = this.#reading.value ?? timeline?.turns[this.#turn.value ?? -1]?.time ?? 0;
    this.#current = rowAt(this.#rows, time);
  }

  override render(): TemplateResult {
    const { top, height } = this.seen;
    const { first, end } = this.#window.between(top, top + height);
    const { title, none } = this.#strings;
    const active = this.#rows[this.active];
    return html`
      ${this.#bar()}
      <div
        class="list"
        part="list"
        role="listbox"
        tabindex="0"
        aria-label=${title}
        aria-activedescendant=${active ? idOf(this.active) : nothing}
        @scroll=${this.#look}
        @focus=${this.#onFocus}
        @click=${this.#onClick}
        @keydown=${this.#onKeyDown}
      >
        <div role="presentation" class="rows" .style=${`block-size: ${this.#window.height}px`}>
          ${keyed(
            this.#rows.slice(first, end),
            ({ key }) => key,
            (row, index) => this.#row(row, first + index),
          )}
        </div>
      </div>
      ${
        this.#rows.length === 0 && this.query !== ''
          ? html`<p class="none" role="status">${none(this.query)}</p>`
          : nothing
      }
    `;
  }

  override updated(): void {
    this.#look();
    if (this.#current === this.#shown) return;
    this.#shown = this.#current;
    // The list stays where it is while somebody looks around in it.
    if (!this.matches(':focus-within') && !this.renderRoot.querySelector('.list:hover')) {
      this.#reveal(this.#current);
    }
  }

  get #strings(): ReturnType<typeof outlineStrings.english> {
    return this.#language.of(outlineStrings);
  }

  #bar(): TemplateResult {
    const { title, close, filter } = this.#strings;
    const turns = this.#all.filter(({ kind }) => kind === 'turn').length;
    return html`
      <div class="bar" part="bar">
        <b>${title}</b>
        <label class="field">
          ${icon('search')}
          <input
            type="search"
            .value=${this.query}
            placeholder=${filter(turns)}
            aria-label=${filter(turns)}
            @input=${this.#onInput}
            @keydown=${this.#onFilterKey}
          />
        </label>
        <button class="quiet" aria-label=${close} title=${close} @click=${this.#close}>
          ${icon('close')}
        </button>
      </div>
    `;
  }

  #row(row: OutlineRow, index: number): TemplateResult {
    const { top, bottom } = this.#window.edgesOf(index);
    return html`
      <div
        id=${idOf(index)}
        class="row ${row.kind} ${index === this.active ? 'active' : ''}"
        part="row"
        role="option"
        title=${visibleText(row.title)}
        aria-selected=${index === this.#current ? 'true' : 'false'}
        aria-posinset=${index + 1}
        aria-setsize=${this.#rows.length}
        .style=${`inset-block-start: ${top}px; block-size: ${bottom - top}px`}
        data-index=${index}
      >
        ${row.kind === 'turn' ? html`<span class="number">${this.#language.value.number(row.number)}</span>` : nothing}
        ${row.kind === 'agent' ? icon('agent') : nothing}
        <span class="title"
          >${row.kind === 'agent' ? html`<span class="visually-hidden">${this.#strings.subagent}</span>` : nothing}
          ${renderVisible(row.title)}</span
        >
        ${
          row.kind === 'turn'
            ? html`<span class="meta"
                ><span class="length">${this.#lengthOf(row.time, row.end)}</span
                >${renderMarks(row.counts, this.#language.value)}</span
              >`
            : nothing
        }
        ${
          row.kind === 'agent' && row.end !== undefined
            ? html`<span class="length">${timeText(row.end - row.time)}</span>`
            : nothing
        }
      </div>
    `;
  }

  get #rem(): number {
    return parseFloat(getComputedStyle(this.ownerDocument.documentElement).fontSize);
  }

  #lengthOf(time: number, end: number): string {
    const map = this.#timeMap.value;
    return timeText(map ? map.positionOf(end) - map.positionOf(time) : end - time);
  }

  /** In px: rows are as high as their text needs, which is known without drawing it. */
  #heightOf({ kind, title }: OutlineRow): number {
    const rem = this.#rem;
    if (kind !== 'turn') return HEIGHTS[kind] * rem;
    const room = this.seen.width - HEIGHTS.beside * rem;
    const isLong = this.#widths.of(visibleText(title), this, HEIGHTS.font * rem) > room;
    return (isLong ? HEIGHTS.twoLines : HEIGHTS.oneLine) * rem;
  }

  readonly #look = (): void => {
    const list = this.renderRoot.querySelector('.list');
    if (!list) return;
    const { scrollTop: top, clientHeight: height, clientWidth: width } = list;
    const { seen } = this;
    if (width === 0 || (seen.top === top && seen.height === height && seen.width === width)) return;
    this.seen = { top, height, width };
  };

  #reveal(index: number): void {
    const list = this.renderRoot.querySelector('.list');
    if (!list || index < 0) return;
    const { top, bottom } = this.#window.edgesOf(index);
    const below = bottom + 2 * PADDING * this.#rem - list.clientHeight;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (below > list.scrollTop) list.scrollTop = below;
    this.#look();
  }

  #pick(index: number): void {
    const row = this.#rows[index];
    if (!row) return;
    this.active = index;
    this.dispatchEvent(createRequest('reprise-seek-request', { time: row.time }));
  }

  #move(index: number): void {
    this.active = Math.min(Math.max(index, 0), this.#rows.length - 1);
    this.#reveal(this.active);
  }

  readonly #onFocus = (): void => {
    if (this.active < 0) this.#move(Math.max(0, this.#current));
  };

  readonly #onClick = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLElement>('.row');
    if (row) this.#pick(Number(row.dataset['index']));
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      Home: 0,
      End: this.#rows.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) this.#move(target);
    else if (event.key === 'Enter') this.#pick(this.active);
    else return;
    event.preventDefault();
  };

  readonly #onInput = (event: Event): void => {
    this.query = (event.currentTarget as HTMLInputElement).value;
  };

  readonly #onFilterKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') this.focus();
    else if (event.key === 'Enter') this.#pick(this.#rows.findIndex(({ kind }) => kind !== 'chapter'));
    else if (event.key === 'Escape' && this.query !== '') this.query = '';
    else return;
    event.preventDefault();
  };

  #close(): void {
    this.dispatchEvent(createViewRequest('reprise-view-request', { column: undefined }));
  }
}

function idOf(index: number): string {
  return `row-${index}`;
}

/** Index of the turn that a session time lies in. */
function turnAt(timeline: Timeline | undefined, time: number): number {
  return timeline?.turns.findLastIndex((turn) => turn.time <= time) ?? -1;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-outline': RepriseOutline;
  }
}
