import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { createRequest } from '../../player/index.ts';
import { afterPaint } from '../controllers/after-paint.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { changesStrings, type ChangesStrings } from '../strings/changes.ts';
import { HitMarks } from '../find/hit-marks.ts';
import { controls } from '../styles/controls.ts';
import { WindowController } from '../windowed/window-controller.ts';
import { codeRows, withoutLastEmpty } from './code-rows.ts';
import type { CodeRow, LineNote } from './code-rows.ts';
import { codeStyles } from './code.styles.ts';
import { visibleStyles } from './visible.styles.ts';
import { styles } from './code-view.styles.ts';
import { highlightLines, plainCode, renderTokens } from './highlight.ts';
import type { HighlightedLine } from './highlight.ts';
import { languageOfPath } from './languages.ts';

/** Lines that are shown before the viewer asks for all. */
export const MAX_LINES = 20_000;
/** Characters of a line that are drawn. */
const MAX_LINE_LENGTH = 5_000;

const NO_LINES: ReadonlySet<number> = new Set();

/**
 * The text of one file with line numbers, of which only what can be seen is in the page; colours come after the first
 * paint. Of a file that is known in part it shows that part, and says where the rest is missing.
 *
 * @summary Text of a file.
 * @tagname reprise-code-view
 *
 * @csspart code - The scrolled area.
 * @fires reprise-seek-request - The viewer wants to see what a note beside a line is about.
 */
export class RepriseCodeView extends LitElement {
  static override styles = [controls, codeStyles, visibleStyles, styles];
  readonly #language = new LanguageController(this);
  readonly #window = new WindowController(this);

  /** Text of the file, or its known lines. */
  @property() text = '';
  /** Path of the file: names the view and tells the language. */
  @property() path = '';
  /** Numbers (from 1) of lines that are marked as changed by the session; */
  @property({ attribute: false }) changed = NO_LINES;
  /** and of those that its last change wrote. */
  @property({ attribute: false }) newest = NO_LINES;
  /** Numbers of the lines of `text`, ascending, where that is not the whole file. */
  @property({ attribute: false }) numbers: readonly number[] | undefined;
  /** What stands beside lines, by their number; `undefined` leaves no room for it. */
  @property({ attribute: false }) notes: ReadonlyMap<number, LineNote> | undefined;
  /** Lines that are too long are scrolled to, not wrapped. */
  @property({ type: Boolean, attribute: 'no-wrap' }) noWrap = false;
  /** Begins at what the last change wrote, not at the top. */
  @property({ type: Boolean }) follow = false;
  /** As high as its lines: it scrolls with what is around it. */
  @property({ type: Boolean, reflect: true }) inline = false;

  #lines: readonly HighlightedLine[] = [];
  #rows: readonly CodeRow[] = [];
  #limit = MAX_LINES;
  #coloured: Promise<void> = Promise.resolve();

  constructor() {
    super();
    new HitMarks(this, {
      rows: () => this.renderRoot.querySelectorAll('.line'),
      now: () => undefined,
    });
  }

  /** Settles when the colours are drawn. */
  get coloured(): Promise<void> {
    return this.#coloured;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('path')) {
      this.#limit = MAX_LINES;
      this.#window.reset();
    }
    if (changed.has('text') || changed.has('path')) {
      this.#lines = withoutLastEmpty(plainCode(this.text));
      this.#coloured = this.#colour(this.text, this.path);
    }
    if (changed.has('text') || changed.has('path') || changed.has('numbers')) this.#build();
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.follow && (changed.has('text') || changed.has('newest'))) void this.#revealNewest();
  }

  override render(): TemplateResult {
    const rows = this.#rows;
    const isLong = this.#lines.length > 9_999;
    return html`
      <div
        part="code"
        class="code ${this.noWrap ? 'flows' : 'wraps'} ${this.notes ? 'noted' : ''}"
        role="region"
        aria-label=${this.#strings.textOf(this.path)}
        tabindex="0"
      >
        <div
          class="lines ${isLong ? 'long' : ''}"
          .style=${this.noWrap ? `--longest: ${this.#longest()}` : ''}
        >
          ${this.#window.render(rows.length, (index) => this.#row(rows[index]!, rows[index - 1]))}
          ${
            this.#lines.length > this.#limit
              ? html`<button class="more" @click=${this.#onAll}>
                  ${this.#strings.showAll(this.#lines.length)}
                </button>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  get #strings(): ChangesStrings {
    return this.#language.of(changesStrings);
  }

  /** Characters of the longest line that is drawn. */
  #longest(): number {
    return this.#lines.reduce((most, line) => Math.max(most, Math.min(lengthOf(line), MAX_LINE_LENGTH)), 0);
  }

  #build(): void {
    this.#rows = codeRows(Math.min(this.#lines.length, this.#limit), this.numbers);
  }

  #row(row: CodeRow, above: CodeRow | undefined): TemplateResult {
    if (row.kind === 'unknown') {
      const { from, to } = row;
      return html`<div class="unknown">
        ${to === undefined ? this.#strings.unknownRest : this.#strings.unknownLines(from, to)}
      </div>`;
    }
    const { number, index } = row;
    const isNewest = this.newest.has(number);
    const isChanged = isNewest || this.changed.has(number);
    const title = isNewest ? this.#strings.newestLine : isChanged ? this.#strings.changedLine : nothing;
    return html`<div
      class="line ${isChanged ? 'changed' : ''} ${isNewest ? 'newest' : ''}"
      data-number=${number}
      title=${title}
    >
      ${this.notes ? this.#note(number, above) : nothing}<code
        >${renderTokens(shorten(this.#lines[index]!, this.#strings))}</code
      >
    </div>`;
  }

  /** Lines beside each other with the same note say it once. */
  #note(number: number, above: CodeRow | undefined): TemplateResult {
    const note = this.notes?.get(number);
    const before = above?.kind === 'line' ? this.notes?.get(above.number) : undefined;
    if (!note || note.id === before?.id) return html`<span class="note"></span>`;
    const { text, title, time } = note;
    if (time === undefined) return html`<span class="note first" title=${title}>${text}</span>`;
    return html`<button class="note first" title=${title} @click=${() => this.#goTo(time)}>${text}</button>`;
  }

  async #revealNewest(): Promise<void> {
    const row = this.#rows.findIndex((line) => line.kind === 'line' && this.newest.has(line.number));
    if (row < 0) return;
    await this.#window.show(row);
    this.renderRoot.querySelector('.newest')?.scrollIntoView({ block: 'center' });
  }

  #goTo(time: number): void {
    this.dispatchEvent(createRequest('reprise-seek-request', { time }));
  }

  readonly #onAll = (): void => {
    this.#limit = Infinity;
    this.#build();
    this.requestUpdate();
  };

  async #colour(text: string, path: string): Promise<void> {
    await afterPaint();
    if (text !== this.text || path !== this.path) return;
    const lines = await highlightLines(text, languageOfPath(path));
    if (text !== this.text || path !== this.path) return;
    this.#lines = withoutLastEmpty(lines);
    this.requestUpdate();
    await this.updateComplete;
  }
}

function lengthOf(line: HighlightedLine): number {
  return line.reduce((sum, { text }) => sum + text.length, 0);
}

function shorten(tokens: HighlightedLine, strings: ChangesStrings): HighlightedLine {
  const length = lengthOf(tokens);
  if (length <= MAX_LINE_LENGTH) return tokens.map(stripReturn);
  const text = tokens.map((token) => token.text).join('');
  return [
    { text: text.slice(0, MAX_LINE_LENGTH) },
    { text: strings.moreCharacters(length - MAX_LINE_LENGTH) },
  ];
}

/** The carriage return of a `\r\n` line end, the last character of the last token, is not shown. */
function stripReturn<T extends { readonly text: string }>(token: T, index: number, all: readonly T[]): T {
  return index === all.length - 1 && token.text.endsWith('\r')
    ? { ...token, text: token.text.slice(0, -1) }
    : token;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-code-view': RepriseCodeView;
  }
}
