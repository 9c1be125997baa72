import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { parsePatch } from '../../state/index.ts';
import type { Hunk } from '../../state/index.ts';
import { codeStyles, visibleStyles } from '../code/code.styles.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { afterPaint } from '../controllers/after-paint.ts';
import { WidthController } from '../controllers/width-controller.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { ignoreSpaces, toSplitRows } from './diff-blocks.ts';
import type { SplitRow } from './diff-blocks.ts';
import { decorate, NO_DECORATIONS } from './diff-decorator.ts';
import { buildRows } from './diff-rows.ts';
import type { DiffRow, GapRow, LineRow } from './diff-rows.ts';
import { renderCode } from './diff-text.ts';
import { styles } from './diff-view.styles.ts';

/** Rows drawn at first, and more with each click on "show more". */
export const MAX_ROWS = 500;

/** Lines of a gap that one click opens. */
const GAP_STEP = 50;

/** From this width of the element on, both sides fit beside each other, CSS pixels. */
const SPLIT_WIDTH = 600;

export type DiffLayout = 'unified' | 'split';

/**
 * One patch as a diff: line and word marks, colours, both line numbers, unchanged lines folded.
 *
 * Lines are there at once; colours and word marks are added after they have been painted. Long diffs are drawn
 * in parts. Copying gives the code alone, deceptive characters included.
 *
 * @summary Unified or split diff of one file.
 * @tagname reprise-diff-view
 *
 * @csspart diff - The scrolled area.
 */
export class RepriseDiffView extends LitElement {
  static override styles = [controls, codeStyles, visibleStyles, styles];

  /** Hunks as in `git diff`, without file header lines. */
  @property() patch = '';
  /** Path of the file: names the diff and tells the language. */
  @property() path = '';
  /** `split` shows both sides beside each other where there is room for it. */
  @property({ reflect: true }) layout: DiffLayout = 'unified';
  /** Takes changes that are white space alone for none. */
  @property({ type: Boolean, attribute: 'ignore-spaces' }) ignoreSpaces = false;
  /** Text before the change, which fills the gaps between hunks; */
  @property({ attribute: false }) oldText: string | undefined;
  /** or where to get it from when the viewer opens a gap. */
  @property({ attribute: false }) loadOldText: (() => Promise<string | undefined>) | undefined;

  readonly #width = new WidthController(this, [SPLIT_WIDTH]);
  #hunks: readonly Hunk[] | undefined = [];
  #rows: readonly DiffRow[] = [];
  #oldText: string | undefined;
  /** Gap → lines of it that are opened. */
  #opened = new Map<number, number>();
  #limit = MAX_ROWS;
  /** Whether all rows are drawn. */
  #complete = true;
  #decorations = NO_DECORATIONS;
  #compare: Parameters<typeof ignoreSpaces>[1] | undefined;
  #decorated: Promise<void> = Promise.resolve();
  /** Counts decorations begun: only the newest is drawn. */
  #run = 0;

  /** Settles when colours and word marks are drawn. */
  get decorated(): Promise<void> {
    return this.#decorated;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('patch') || changed.has('path')) {
      this.#hunks = parsePatch(this.patch);
      this.#opened = new Map();
      this.#limit = MAX_ROWS;
      this.#decorations = NO_DECORATIONS;
      this.#oldText = undefined;
    }
    if (changed.has('oldText')) this.#oldText = this.oldText;
    if (
      changed.has('patch') ||
      changed.has('path') ||
      changed.has('oldText') ||
      changed.has('ignoreSpaces')
    ) {
      this.#oldText ??= this.oldText;
      this.#build();
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('patch') || changed.has('path')) this.renderRoot.querySelector('.diff')?.scrollTo(0, 0);
  }

  override render(): TemplateResult {
    const split = this.layout === 'split' && this.#width.step > 0;
    const label = strings.changes.diffOf(this.path);
    return html`
      <div
        class="diff ${split ? 'split' : 'unified'}"
        part="diff"
        role="region"
        aria-label=${label}
        tabindex="0"
      >
        <div class="rows ${this.#hasLongNumbers() ? 'long' : ''}">
          ${this.#hunks ? this.#content(split) : this.#unreadable()}
        </div>
      </div>
    `;
  }

  #content(split: boolean): TemplateResult {
    const rows = this.#rows;
    return html`
      ${this.#isUnchanged() ? html`<p class="note">${strings.changes.unchanged}</p>` : nothing}
      ${split ? toSplitRows(rows).map((row) => this.#splitRow(row)) : rows.map((row) => this.#row(row))}
      ${this.#complete ? nothing : this.#moreButton()}
    `;
  }

  #row(row: DiffRow): TemplateResult {
    if (row.kind === 'gap') return this.#gap(row);
    const { oldNumber, newNumber } = row;
    const cells = html`<span class="number" data-number=${oldNumber ?? ''}></span
      ><span class="number" data-number=${newNumber ?? ''}></span>${this.#code(row)}`;
    if (row.kind === 'add') return html`<ins class="row add">${cells}</ins>`;
    if (row.kind === 'delete') return html`<del class="row delete">${cells}</del>`;
    return html`<div class="row">${cells}</div>`;
  }

  #splitRow(row: SplitRow): TemplateResult {
    if (row.kind === 'gap') return this.#gap(row);
    const { left, right } = row;
    return html`<div class="pair">
      ${this.#side(left, left?.oldNumber)}${this.#side(right, right?.newNumber)}
    </div>`;
  }

  #side(row: LineRow | undefined, number: number | undefined): TemplateResult {
    if (!row) return html`<div class="row none"></div>`;
    const cells = html`<span class="number" data-number=${number ?? ''}></span>${this.#code(row)}`;
    if (row.kind === 'add') return html`<ins class="row add">${cells}</ins>`;
    if (row.kind === 'delete') return html`<del class="row delete">${cells}</del>`;
    return html`<div class="row">${cells}</div>`;
  }

  #code({ key, text, unclosed }: LineRow): TemplateResult {
    const { tokens, words } = this.#decorations;
    const mark = unclosed ? html`<span class="unclosed" title=${strings.changes.noNewline}></span>` : nothing;
    return html`<code>${renderCode(text, tokens.get(key), words.get(key))}${mark}</code>`;
  }

  #gap(row: GapRow): TemplateResult {
    const { index, hidden, line, section } = row;
    const isEnd = index === this.#hunks?.length;
    const opens = hidden !== 0 && (this.#oldText !== undefined || this.loadOldText !== undefined);
    const place = line === undefined ? '@@' : `@@ ${line}`;
    if (isEnd && !opens) return html``;
    return html`
      <div class="gap">
        ${opens && (isEnd || hidden !== undefined) ? this.#openButton(row) : html`<span>${place}</span>`}
        ${
          section === undefined
            ? nothing
            : html`<span>${strings.changes.inside} <b>${renderVisible(nameOfSection(section))}</b></span>`
        }
      </div>
    `;
  }

  #openButton(row: GapRow): TemplateResult {
    const text = row.hidden === undefined ? strings.changes.moreLines : strings.changes.lines(row.hidden);
    return html`<button class="open" @click=${() => this.#open(row)}>
      <span aria-hidden="true">↕</span> ${text}
    </button>`;
  }

  #moreButton(): TemplateResult {
    const total = (this.#hunks ?? []).reduce((sum, { lines }) => sum + lines.length, 0);
    const left = Math.max(1, total - this.#rows.length);
    return html`
      <button class="show-more" @click=${() => this.#showMore()}>
        ${strings.changes.showMore(Math.min(left, MAX_ROWS), left)}
      </button>
    `;
  }

  #unreadable(): TemplateResult {
    const text = this.patch.slice(0, MAX_ROWS * 100);
    return html`<p class="note">${strings.changes.unreadable}</p>
      <pre>${renderVisible(text)}</pre>`;
  }

  #isUnchanged(): boolean {
    return this.#rows.length > 0 && this.#rows.every(({ kind }) => kind === 'context' || kind === 'gap');
  }

  #hasLongNumbers(): boolean {
    const last = this.#rows.findLast((row): row is LineRow => row.kind !== 'gap');
    return Math.max(last?.oldNumber ?? 0, last?.newNumber ?? 0) > 9_999;
  }

  #build(): void {
    const before = this.#oldText === undefined ? undefined : plainLines(this.#oldText);
    const limit = this.#limit;
    const built = buildRows(this.#hunks ?? [], { before, opened: this.#opened, limit: limit + 1 });
    this.#complete = built.length <= limit;
    const rows = built.slice(0, limit);
    this.#rows = this.ignoreSpaces && this.#compare ? ignoreSpaces(rows, this.#compare) : rows;
    this.#decorated = this.#decorate();
  }

  async #open({ index, hidden }: GapRow): Promise<void> {
    const hunks = this.#hunks;
    this.#oldText ??= await this.loadOldText?.();
    if (hunks !== this.#hunks) return;
    if (this.#oldText === undefined) {
      this.loadOldText = undefined;
      return;
    }
    this.#opened.set(index, (this.#opened.get(index) ?? 0) + Math.min(hidden ?? GAP_STEP, GAP_STEP));
    this.#build();
    this.requestUpdate();
  }

  #showMore(): void {
    this.#limit += MAX_ROWS;
    this.#build();
    this.requestUpdate();
  }

  /** Adds colours and word marks to what is shown, unless something else is shown by then. */
  async #decorate(): Promise<void> {
    const run = (this.#run += 1);
    await afterPaint();
    if (run !== this.#run || !this.isConnected) return;
    if (this.ignoreSpaces && !this.#compare) {
      const { diffArrays } = await import('diff');
      this.#compare = diffArrays;
      if (run !== this.#run) return;
      this.#build();
      this.requestUpdate();
      return this.#decorated;
    }
    const decorations = await decorate(this.#rows, this.path);
    if (run !== this.#run) return;
    this.#decorations = decorations;
    this.requestUpdate();
    await this.updateComplete;
  }
}

/** The name of what a line declares; the line itself when it cannot be told. */
function nameOfSection(section: string): string {
  const declared =
    /\b(?:function\*?|class|interface|type|enum|namespace|module|def|fn|func|struct|trait|impl|const|let|var)\s+([\w$.]+)/;
  return declared.exec(section)?.[1] ?? section;
}

function plainLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-diff-view': RepriseDiffView;
  }
}
