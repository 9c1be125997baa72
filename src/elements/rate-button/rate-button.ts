import { html, LitElement, type TemplateResult } from 'lit';
import { createRequest } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';
import { select } from '../styles/select.ts';
import { RATES } from './rates.ts';

/**
 * Chooses the speed, a quarter to sixteen times.
 *
 * @summary Menu of speeds.
 * @tagname reprise-rate-button
 *
 * @csspart select - The native `<select>`.
 * @fires reprise-rate-request - The viewer chose another speed.
 */
export class RepriseRateButton extends LitElement {
  static override styles = [controls, select];

  readonly #language = new LanguageController(this);
  readonly #isLoading = new StateController(this, (state) => state.status === 'loading');
  readonly #rate = new StateController(this, (state) => state.rate);

  override render(): TemplateResult {
    const current = this.#rate.value ?? 1;
    // A page may have set a speed that is not on offer here.
    const rates = RATES.includes(current) ? RATES : [...RATES, current].sort((a, b) => a - b);
    const strings = this.#language.of(transportStrings);
    return html`
      <label title=${strings.speed}>
        <span aria-hidden="true">${strings.times(current)}</span>
        ${icon('down')}
        <select
          part="select"
          aria-label=${strings.speed}
          .value=${String(current)}
          ?disabled=${this.#isLoading.value}
          @change=${this.#onChange}
        >
          ${rates.map(
            (rate) => html`
              <option value=${rate} ?selected=${rate === current}>${strings.times(rate)}</option>
            `,
          )}
        </select>
      </label>
    `;
  }

  #onChange(event: Event): void {
    const select = event.currentTarget as HTMLSelectElement;
    const rate = Number(select.value);
    // What is chosen shows when the player says so.
    select.value = String(this.#rate.value ?? rate);
    this.dispatchEvent(createRequest('reprise-rate-request', { rate }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-rate-button': RepriseRateButton;
  }
}
