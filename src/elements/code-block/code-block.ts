import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { codeStyles, visibleStyles } from '../code/code.styles.ts';
import { highlightLines, plainCode, renderTokens } from '../code/highlight.ts';
import type { HighlightedLine } from '../code/highlight.ts';
import { copyText } from '../copy-text.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { codeBlockStyles } from './code-block.styles.ts';

/** More lines than this are shown on demand. */
const COLLAPSED_LINES = 60;
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

  /** Text of the block, without a line end at its end. */
  @property({ attribute: false }) code = '';
  /** Name of the language as written behind the fence; empty when there is none. */
  @property() language = '';

  @state() private lines: readonly HighlightedLine[] = [];
  @state() private expanded = false;
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
    this.lines = plainCode(this.code);
    if (this.isConnected) this.#highlightInView();
  }

  override render() {
    const collapsed = !this.expanded && this.lines.length > COLLAPSED_LINES;
    const lines = collapsed ? this.lines.slice(0, COLLAPSED_LINES) : this.lines;
    return html`<figure>
      ${this.language === '' ? nothing : html`<figcaption>${this.language}</figcaption>`}
      <button
        class="quiet copy"
        @click=${this.#copy}
        aria-label=${strings.code.copy}
        title=${strings.code.copy}
      >
        ${icon(this.copied ? 'check' : 'copy')}
      </button>
      <span class="visually-hidden" role="status">${this.copied ? strings.code.copied : nothing}</span>
      <pre part="code" tabindex="0" aria-label=${strings.code.label(this.language)}><code>${lines.map(
        (line, index) => [index > 0 ? '\n' : nothing, renderTokens(line)],
      )}</code></pre>
      ${
        collapsed
          ? html`<button class="more" @click=${() => (this.expanded = true)}>
              ${strings.code.more(this.lines.length)}
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
