import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { renderVisible } from '../code/visible-characters.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { resourceStrings } from '../strings/resource.ts';
import { toolStrings } from '../strings/tool.ts';
import { transcriptStrings } from '../strings/transcript.ts';
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
  @state() private problem: 'failed' | 'unknown' | undefined;
  @state() private loading = false;
  @state() private shown = PAGE;
  readonly #language = new LanguageController(this);
  readonly #source = new StateController(this, (state) => state.source);

  override render(): TemplateResult {
    const { text } = this;
    const { hideText, unknownText } = this.#language.of(toolStrings);
    const { loading, failed } = this.#language.of(resourceStrings);
    const toggle = text === undefined ? this.#show : this.#hide;
    const label = text === undefined ? renderVisible(this.label) : hideText;
    return html`<button
        class="toggle"
        aria-expanded=${text !== undefined}
        ?disabled=${this.loading}
        @click=${toggle}
      >
        ${this.loading ? loading : label}
      </button>
      <span role="status">${this.problem ? { failed, unknown: unknownText }[this.problem] : nothing}</span>
      ${
        text === undefined
          ? nothing
          : html`<pre part="text" tabindex="0" aria-label=${this.label}>
${renderVisible(text.slice(0, this.shown))}</pre>`
      }
      ${
        text !== undefined && text.length > this.shown
          ? html`<button class="toggle" @click=${() => (this.shown += PAGE)}>
              ${this.#language.of(transcriptStrings).more}
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
      if (this.text === undefined) this.problem = 'unknown';
    } catch {
      this.problem = 'failed';
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
