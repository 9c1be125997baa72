import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Note } from '../../format/index.ts';
import { codeStyles } from '../code/code.styles.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { afterPaint } from '../controllers/after-paint.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { WidthController } from '../controllers/width-controller.ts';
import { changesStrings, type ChangesStrings } from '../strings/changes.ts';
import { HitMarks } from '../find/hit-marks.ts';
import type { ChangePlace } from '../../player/index.ts';
import { controls } from '../styles/controls.ts';
import { WindowController } from '../windowed/window-controller.ts';
import { toSplitRows } from './diff-blocks.ts';
import type { CompareLists, SplitRow } from './diff-blocks.ts';
import { DiffNotes } from './diff-notes.ts';
import { decorate, NO_DECORATIONS } from './diff-decorator.ts';
import { DiffModel } from './diff-model.ts';
import type { DiffRow, GapRow, LineRow } from './diff-rows.ts';
import { MAX_LINE_LENGTH } from './diff-text.ts';
import { styles } from './diff-view.styles.ts';
import { renderGap, renderLine, renderPair } from './render-rows.ts';
import type { RowContext } from './render-rows.ts';

/** From this width of the element on, both sides fit beside each other, CSS pixels. */
const SPLIT_WIDTH = 400;

/** Characters of a patch that cannot be read which are shown as they are. */
const MAX_UNREADABLE = 50_000;

/** Both sides of a change below each other, or beside each other. */
export type DiffLayout = 'unified' | 'split';

/**
 * One patch as a diff: line and word marks, colours, both line numbers, unchanged lines folded.
 *
 * Lines are there at once; colours and word marks are added after they have been painted. Only the rows near what can be
 * seen are in the page, however long the diff is. Copying gives the code alone, deceptive characters included. With the
 * focus inside, `n` and `p` go to the next and previous change.
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
  /** Lines that are too long are scrolled to, not wrapped. */
  @property({ type: Boolean, attribute: 'no-wrap' }) noWrap = false;
  /** Takes changes that are white space alone for none. */
  @property({ type: Boolean, attribute: 'ignore-spaces' }) ignoreSpaces = false;
  /** Shows the unchanged lines too, where they are known. */
  @property({ type: Boolean }) whole = false;
  /** As high as its rows: it scrolls with what is around it. */
  @property({ type: Boolean, reflect: true }) inline = false;
  /** What people have noted on lines of the change. With `inline`, lines are marked: what is said stands around. */
  @property({ attribute: false }) notes: readonly Note[] = [];
  /** Text before the change, which fills the gaps between hunks; */
  @property({ attribute: false }) oldText: string | undefined;
  /** or where to get it from when the viewer opens a gap. */
  @property({ attribute: false }) loadOldText: (() => Promise<string | undefined>) | undefined;

  /** Where a hit stands that is to be seen: its line is scrolled to. */
  @property({ attribute: false }) found: ChangePlace | undefined;

  readonly #language = new LanguageController(this);
  readonly #width = new WidthController(this, [SPLIT_WIDTH]);
  readonly #window = new WindowController(this);
  #model = new DiffModel('');
  #splitRows: readonly SplitRow[] | undefined;
  #decorations = NO_DECORATIONS;
  #compare: CompareLists | undefined;
  #decorated: Promise<void> = Promise.resolve();
  /** Counts decorations begun: only the newest is drawn. */
  #run = 0;
  /** Key of the first line of the change that the keys are at. */
  #at: number | undefined;

  /** Settles when colours and word marks are drawn. */
  get decorated(): Promise<void> {
    return this.#decorated;
  }

  constructor() {
    super();
    new HitMarks(this, {
      rows: () => this.renderRoot.querySelectorAll('.row'),
      now: (_, row, ranges) =>
        this.found && row.classList.contains('at') ? ranges[this.found.nth] : undefined,
    });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has('patch') || changed.has('path');
    if (isOther) {
      this.#model = new DiffModel(this.patch);
      this.#decorations = NO_DECORATIONS;
      this.#at = undefined;
      this.#window.reset();
    }
    if (changed.has('oldText') || isOther) this.#model.oldText = this.oldText;
    if (isOther || changed.has('oldText') || changed.has('ignoreSpaces') || changed.has('whole')) {
      this.#build();
      if (this.whole && this.#model.oldText === undefined) void this.#loadText();
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.found && (changed.has('found') || changed.has('patch'))) void this.#reveal(this.found);
  }

  override render(): TemplateResult {
    const split = this.layout === 'split' && this.#width.step > 0;
    const kind = `${split ? 'split' : 'unified'} ${this.noWrap ? 'flows' : 'wraps'}`;
    const longest = this.noWrap ? `--longest: ${this.#model.longest(MAX_LINE_LENGTH)}` : '';
    return html`
      <div
        class="diff ${kind}"
        part="diff"
        role="group"
        aria-label=${visibleText(this.#strings.diffOf(this.path))}
        tabindex="0"
        @keydown=${this.#onKeyDown}
      >
        <div class="rows ${this.#model.hasLongNumbers ? 'long' : ''}" .style=${longest}>
          ${this.#model.hunks ? this.#content(split) : this.#unreadable()}
        </div>
      </div>
    `;
  }

  get #strings(): ChangesStrings {
    return this.#language.of(changesStrings);
  }

  #content(split: boolean): TemplateResult {
    const { rows, binary, unchanged, complete, total } = this.#model;
    if (binary) return html`<p class="note">${this.#strings.binary(this.patch.length)}</p>`;
    this.#splitRows = split ? (this.#splitRows ?? toSplitRows(rows)) : undefined;
    const shown = this.#splitRows ?? rows;
    const notes = new DiffNotes(this.notes, shown);
    const context = { ...this.#rowContext, notes };
    return html`
      ${this.inline ? nothing : notes.renderElsewhere()}
      ${unchanged ? html`<p class="note">${this.#strings.unchanged}</p>` : nothing}
      ${this.#window.render(shown.length, (index) => this.#row(shown[index]!, context))}
      ${
        complete
          ? nothing
          : html`<button class="show-all" @click=${this.#onShowAll}>${this.#strings.showAll(total)}</button>`
      }
    `;
  }

  #row(row: DiffRow | SplitRow, context: RowContext): TemplateResult | typeof nothing {
    if (row.kind === 'gap') return renderGap(row, row.index === this.#model.hunks?.length, context);
    const line = row.kind === 'pair' ? renderPair(row, context) : renderLine(row, context);
    return this.inline ? line : html`${line}${context.notes.renderBelow(row)}`;
  }

  get #rowContext(): Omit<RowContext, 'notes'> {
    return {
      decorations: this.#decorations,
      strings: this.#strings,
      at: this.#at,
      opens: this.#model.oldText !== undefined || this.loadOldText !== undefined,
      open: (gap) => void this.#open(gap),
    };
  }

  #unreadable(): TemplateResult {
    return html`<p class="note">${this.#strings.unreadable}</p>
      <pre>${renderVisible(this.patch.slice(0, MAX_UNREADABLE))}</pre>`;
  }

  #build(): void {
    const spaces = this.ignoreSpaces ? this.#compare : undefined;
    this.#model.build({ spaces, whole: this.whole });
    this.#splitRows = undefined;
    this.#decorated = this.#decorate();
  }

  async #loadText(): Promise<boolean> {
    const model = this.#model;
    const text = model.oldText ?? (await this.loadOldText?.());
    if (model !== this.#model) return false;
    model.oldText = text;
    // What is not known is not asked for again.
    if (text === undefined) this.loadOldText = undefined;
    else this.#build();
    this.requestUpdate();
    return text !== undefined;
  }

  async #open({ index, hidden }: GapRow): Promise<void> {
    this.#model.open(index, hidden);
    await this.#loadText();
  }

  /** Scrolls to a line. */
  async #reveal(found: ChangePlace): Promise<void> {
    const row = this.#model.rows[this.#model.rowOf(found)];
    if (row && row.kind !== 'gap') await this.#goTo(row.key);
  }

  readonly #onShowAll = (): void => {
    this.#model.showAll();
    this.#build();
    this.requestUpdate();
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const direction = { n: 1, p: -1 }[event.key];
    if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    // Within a diff they lead to its changes, not to other prompts.
    event.preventDefault();
    void this.#step(direction);
  };

  /** Goes to the next or previous change from the one that the keys were at last, or from the top of what is seen. */
  async #step(direction: number): Promise<void> {
    const rows: readonly (DiffRow | SplitRow)[] = this.#splitRows ?? this.#model.rows;
    const places = new Map(rows.flatMap((row, index) => keysOf(row).map((key) => [key, index] as const)));
    const starts = this.#model.blockStarts();
    const from = this.#at === undefined ? this.#window.firstRow - 1 : (places.get(this.#at) ?? 0);
    const isBeyond = (key: number): boolean => ((places.get(key) ?? 0) - from) * direction > 0;
    const next = direction > 0 ? starts.find(isBeyond) : starts.findLast(isBeyond);
    if (next === undefined) return;
    await this.#goTo(next);
  }

  /** Goes to the line with a key. */
  async #goTo(key: number): Promise<void> {
    const rows: readonly (DiffRow | SplitRow)[] = this.#splitRows ?? this.#model.rows;
    this.#at = key;
    await this.#window.show(rows.findIndex((row) => keysOf(row).includes(key)));
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector('.at')?.scrollIntoView({ block: 'center' });
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
    const decorations = await decorate(this.#model.rows, this.path);
    if (run !== this.#run) return;
    this.#decorations = decorations;
    this.requestUpdate();
    await this.updateComplete;
  }
}

function keysOf(row: DiffRow | SplitRow): number[] {
  const lines: readonly (LineRow | undefined)[] =
    row.kind === 'gap' ? [] : row.kind === 'pair' ? [row.left, row.right] : [row];
  return lines.flatMap((line) => (line ? [line.key] : []));
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-diff-view': RepriseDiffView;
  }
}
