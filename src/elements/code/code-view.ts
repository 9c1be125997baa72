import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { afterPaint } from '../controllers/after-paint.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { codeStyles, visibleStyles } from './code.styles.ts';
import { styles } from './code-view.styles.ts';
import { highlightLines, plainCode, renderTokens } from './highlight.ts';
import type { HighlightedLine } from './highlight.ts';
import { languageOfPath } from './languages.ts';

/** Lines drawn at first, and more with each click on "show more". */
export const MAX_LINES = 1_000;
/** Characters of a line that are drawn. */
const MAX_LINE_LENGTH = 5_000;

const NO_LINES: ReadonlySet<number> = new Set();

/**
 * The text of one file with line numbers; colours come after the first paint.
 *
 * @summary Text of a file.
 * @tagname reprise-code-view
 *
 * @csspart code - The scrolled area.
 */
export class RepriseCodeView extends LitElement {
  static override styles = [controls, codeStyles, visibleStyles, styles];

  @property() text = '';
  /** Path of the file: names the view and tells the language. */
  @property() path = '';
  /** Numbers (from 1) of lines that are marked as changed. */
  @property({ attribute: false }) changed = NO_LINES;

  #lines: readonly HighlightedLine[] = [];
  #limit = MAX_LINES;
  #coloured: Promise<void> = Promise.resolve();

  /** Settles when the colours are drawn. */
  get coloured(): Promise<void> {
    return this.#coloured;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('text') && !changed.has('path')) return;
    if (changed.has('path')) this.#limit = MAX_LINES;
    this.#lines = withoutLastEmpty(plainCode(this.text));
    this.#coloured = this.#colour(this.text, this.path);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('path')) this.renderRoot.querySelector('.code')?.scrollTo(0, 0);
  }

  override render(): TemplateResult {
    const lines = this.#lines.slice(0, this.#limit);
    const left = this.#lines.length - lines.length;
    return html`
      <div
        part="code"
        class="code"
        role="region"
        aria-label=${strings.changes.textOf(this.path)}
        tabindex="0"
      >
        <div class="lines ${this.#lines.length > 9_999 ? 'long' : ''}">
          ${lines.map((line, index) => this.#line(line, index + 1))}
          ${
            left > 0
              ? html`<button class="more" @click=${this.#onMore}>
                  ${strings.changes.showMore(Math.min(left, MAX_LINES), left)}
                </button>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  #line(tokens: HighlightedLine, number: number): TemplateResult {
    const changed = this.changed.has(number);
    return html`<div class="line ${changed ? 'changed' : ''}">
      <span
        class="number"
        data-number=${number}
        title=${changed ? strings.changes.changedLine : nothing}
      ></span
      ><code>${renderTokens(shorten(tokens))}</code>
    </div>`;
  }

  #onMore(): void {
    this.#limit += MAX_LINES;
    this.requestUpdate();
  }

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

/** A final newline begins no further line. */
function withoutLastEmpty(lines: readonly HighlightedLine[]): readonly HighlightedLine[] {
  return lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;
}

function shorten(tokens: HighlightedLine): HighlightedLine {
  const length = tokens.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= MAX_LINE_LENGTH) return tokens.map(stripReturn);
  const text = tokens.map((token) => token.text).join('');
  return [
    { text: text.slice(0, MAX_LINE_LENGTH) },
    { text: strings.changes.moreCharacters(length - MAX_LINE_LENGTH) },
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
