import { html, LitElement, type TemplateResult } from 'lit';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';
import { timeText, timeWords } from '../time-text.ts';
import { styles } from './time-display.styles.ts';

/**
 * The playhead and the length, in the current clock: `6:41 / 14:05`.
 *
 * @summary Time display.
 * @tagname reprise-time-display
 *
 * @csspart position - The playhead's digits.
 * @csspart duration - The length's digits.
 */
export class RepriseTimeDisplay extends LitElement {
  static override styles = [controls, styles];

  readonly #language = new LanguageController(this);
  /** Whole seconds: the display changes once a second, not once a frame. */
  readonly #position = new StateController(this, (state) => Math.floor(state.position / 1000) * 1000);
  readonly #duration = new StateController(this, (state) => state.duration);

  /** It is on its way, and how long it is nobody knows. */
  readonly #isLoading = new StateController(
    this,
    (state) => state.status === 'loading' && state.manifest === undefined,
  );

  override render(): TemplateResult {
    if (this.#isLoading.value) return html`<span class="bone"></span>`;
    const position = this.#position.value ?? 0;
    const duration = this.#duration.value ?? 0;
    const words = (time: number): string => timeWords(time, this.#language.value);
    return html`
      <span class="visually-hidden"
        >${this.#language.of(transportStrings).of(words(position), words(duration))}</span
      >
      <span aria-hidden="true">
        <b part="position">${timeText(position, duration)}</b> /
        <span part="duration">${timeText(duration)}</span>
      </span>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-time-display': RepriseTimeDisplay;
  }
}
