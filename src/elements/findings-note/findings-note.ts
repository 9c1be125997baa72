import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { clockText } from '../changes/clock-text.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { holeText } from '../hole/draw-hole.ts';
import { icon } from '../icons.ts';
import { findingsStrings } from '../strings/findings.ts';
import { controls } from '../styles/controls.ts';
import { findingSentences } from './finding-sentences.ts';
import { styles } from './findings-note.styles.ts';

/** Sentences that are listed. */
const MAX_LISTED = 100;

/**
 * Says what of a session could not be read, or had to be made anew: a line that opens to a list. Nothing while all is as
 * it was recorded, and once it is closed, until something else is found.
 *
 * @summary What is missing of a session.
 * @tagname reprise-findings-note
 */
export class RepriseFindingsNote extends LitElement {
  static override styles = [controls, visibleStyles, styles];

  readonly #language = new LanguageController(this);
  readonly #status = new StateController(this, (state) => state.status);
  readonly #findings = new StateController(this, (state) => state.diagnostics);
  readonly #holes = new StateController(this, (state) => state.holes);
  /** How many sentences there were when it was closed, and of which source. */
  #closed: { readonly count: number; readonly source: unknown } | undefined;

  override render(): TemplateResult | typeof nothing {
    const sentences = this.#status.value === 'ready' ? this.#sentences() : [];
    const isClosed = this.#closed?.source === this.#source && sentences.length <= (this.#closed?.count ?? 0);
    if (sentences.length === 0 || isClosed) return nothing;
    const strings = this.#language.of(findingsStrings);
    const left = sentences.length - MAX_LISTED;
    return html`
      <div class="findings">
        <details>
          <summary>${icon('warning')}<span role="status">${strings.summary(sentences.length)}</span></summary>
          <ul>
            ${sentences.slice(0, MAX_LISTED).map((text) => html`<li>${renderVisible(text)}</li>`)}
            ${left > 0 ? html`<li>${strings.more(left)}</li>` : nothing}
          </ul>
        </details>
        <button class="quiet" aria-label=${strings.close} title=${strings.close} @click=${this.#close}>
          ${icon('close')}
        </button>
      </div>
    `;
  }

  get #source(): unknown {
    return this.#holes.player?.store.state.manifest;
  }

  #sentences(): string[] {
    const { player } = this.#holes;
    const language = this.#language.value;
    const holes = (this.#holes.value ?? []).map((hole) =>
      holeText(hole.track.kind, hole, { language, clockText: (time) => clockText(player, time) }),
    );
    return [...findingSentences(this.#findings.value ?? [], language), ...holes];
  }

  #close(): void {
    this.#closed = { count: this.#sentences().length, source: this.#source };
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-findings-note': RepriseFindingsNote;
  }
}
