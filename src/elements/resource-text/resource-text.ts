import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { renderVisible } from '../code/visible-characters.ts';
import { visibleStyles } from '../code/code.styles.ts';
import { StateController } from '../controllers/state-controller.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { resourceTextStyles } from './resource-text.styles.ts';

/** Characters shown at once; the rest on demand, as much again. */
const PAGE = 100_000;

/**
 * A text of the archive that is loaded when somebody asks for it: a long output, a file that was read.
 *
 * @summary Text on demand.
 * @tagname reprise-resource-text
 *
 * @csspart text - The `<pre>` that holds the text.
 */
export class RepriseResourceText extends LitElement {
  static override styles = [controls, visibleStyles, resourceTextStyles];

  /** Says on the button what will be shown. */
  @property({ attribute: false }) label = '';
  /** Gets the text; `undefined` when it is not known. */
  @property({ attribute: false }) load: ((player: TextSource) => Promise<string | undefined>) | undefined;

  @state() private text: string | undefined;
  @state() private problem: string | undefined;
  @state() private loading = false;
  @state() private shown = PAGE;
  readonly #source = new StateController(this, (state) => state.source);

  override render() {
    const { text } = this;
    const toggle = text === undefined ? this.#show : this.#hide;
    return html`<button
        class="toggle"
        aria-expanded=${text !== undefined}
        ?disabled=${this.loading}
        @click=${toggle}
      >
        ${this.loading ? strings.resource.loading : text === undefined ? renderVisible(this.label) : strings.tool.hideText}
      </button>
      <span role="status">${this.problem ?? nothing}</span>
      ${
        text === undefined
          ? nothing
          : html`<pre part="text" tabindex="0" aria-label=${this.label}>
${renderVisible(text.slice(0, this.shown))}</pre>`
      }
      ${
        text !== undefined && text.length > this.shown
          ? html`<button class="toggle" @click=${() => (this.shown += PAGE)}>
              ${strings.transcript.more}
            </button>`
          : nothing
      }`;
  }

  async #show(): Promise<void> {
    const { player } = this.#source;
    if (!player || !this.load) return;
    this.loading = true;
    this.problem = undefined;
    try {
      this.text = await this.load(player);
      if (this.text === undefined) this.problem = strings.tool.unknownText;
    } catch {
      this.problem = strings.resource.failed;
    } finally {
      this.loading = false;
    }
  }

  #hide(): void {
    this.text = undefined;
    this.shown = PAGE;
  }
}

/** What a text on demand is read from: the player. */
export interface TextSource {
  blob(path: string): Promise<Blob>;
  fileText(path: string, time: number): Promise<string | undefined>;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-resource-text': RepriseResourceText;
  }
}
