import { html, LitElement, type TemplateResult } from 'lit';
import { createRequest } from '../../player/index.ts';
import { StateController } from '../controllers/state-controller.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { select } from '../styles/select.ts';
import { RATES } from './rates.ts';
import { styles } from './rate-button.styles.ts';

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
  static override styles = [controls, select, styles];

  readonly #rate = new StateController(this, (state) => state.rate);

  override render(): TemplateResult {
    const current = this.#rate.value ?? 1;
    // A page may have set a speed that is not on offer here.
    const rates = RATES.includes(current) ? RATES : [...RATES, current].sort((a, b) => a - b);
    return html`
      <label title=${strings.transport.speed}>
        <select
          part="select"
          aria-label=${strings.transport.speed}
          .value=${String(current)}
          @change=${this.#onChange}
        >
          ${rates.map(
            (rate) => html`
              <option value=${rate} ?selected=${rate === current}>${strings.transport.times(rate)}</option>
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
