import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { codeStyles } from '../code/code.styles.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { highlightLines, joinedLines, plainCode, renderTokens } from '../code/highlight.ts';
import type { HighlightedLine } from '../code/highlight.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { copyText } from '../copy-text.ts';
import { icon } from '../icons.ts';
import { codeStrings } from '../strings/code.ts';
import { controls } from '../styles/controls.ts';
import { codeBlockStyles } from './code-block.styles.ts';

/** More lines than this are shown on demand, */
const COLLAPSED_LINES = 60;
/** so many of them at a time: a page that draws ten thousand lines at once stands still. */
const MORE_LINES = 1_000;
/** Milliseconds for which the button says that the code was copied. */
const COPIED = 2000;

/**
 * A block of code with its language, a copy button, and colours once it comes into view.
 *
 * @summary Highlighted block of code.
 * @tagname reprise-code-block
 *
 * @csspart code - The `<pre>` that holds the code.
 */
export class RepriseCodeBlock extends LitElement {
  static override styles = [controls, codeStyles, visibleStyles, codeBlockStyles];
  readonly #language = new LanguageController(this);

  /** Text of the block, without a line end at its end. */
  @property({ attribute: false }) code = '';
  /** Name of the language as written behind the fence; empty when there is none. */
  @property() language = '';

  @state() private lines: readonly HighlightedLine[] = [];
  /** Lines that are drawn at most. */
  @state() private shown = COLLAPSED_LINES;
  @state() private copied = false;
  #observer: IntersectionObserver | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#highlightInView();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#observer = undefined;
    clearTimeout(this.#timer);
    this.copied = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('code') && !changed.has('language')) return;
    // What is streamed in grows; another text begins anew.
    if (!this.code.startsWith(changed.get('code') ?? this.code)) this.shown = COLLAPSED_LINES;
    this.lines = plainCode(this.code);
    if (this.isConnected) this.#highlightInView();
  }

  override render(): TemplateResult {
    const left = this.lines.length - this.shown;
    return html`<figure>
      ${this.language === '' ? nothing : html`<figcaption>${this.language}</figcaption>`}
      <button
        class="quiet copy"
        @click=${this.#copy}
        aria-label=${this.#language.of(codeStrings).copy}
        title=${this.#language.of(codeStrings).copy}
      >
        ${icon(this.copied ? 'check' : 'copy')}
      </button>
      <span class="visually-hidden" role="status"
        >${this.copied ? this.#language.of(codeStrings).copied : nothing}</span
      >
      <pre
        part="code"
        tabindex="0"
        aria-label=${this.#language.of(codeStrings).label(this.language)}
      ><code>${renderTokens(joinedLines(this.lines.slice(0, this.shown)))}</code></pre>
      ${
        left > 0
          ? html`<button class="more" @click=${() => (this.shown += MORE_LINES)}>
              ${
                left > MORE_LINES
                  ? this.#language.of(codeStrings).moreOf(MORE_LINES, this.lines.length)
                  : this.#language.of(codeStrings).more(this.lines.length)
              }
            </button>`
          : nothing
      }
    </figure>`;
  }

  #highlightInView(): void {
    this.#observer?.disconnect();
    if (this.language === '' || this.code === '') return;
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#observer?.disconnect();
        void this.#highlight();
      },
      { rootMargin: '400px' },
    );
    this.#observer.observe(this);
  }

  async #highlight(): Promise<void> {
    const { code, language } = this;
    const lines = await highlightLines(code, language);
    if (code === this.code && language === this.language) this.lines = lines;
  }

  async #copy(): Promise<void> {
    this.copied = await copyText(this.code);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.copied = false), COPIED);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-code-block': RepriseCodeBlock;
  }
}
