import { html, LitElement, type TemplateResult } from 'lit';
import { createRequest, type ClockName } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';
import { select } from '../styles/select.ts';

const NONE: readonly ClockName[] = [];

/**
 * Chooses the clock that moves the playhead: reading, active or wall.
 *
 * @summary Menu of clocks.
 * @tagname reprise-clock-button
 *
 * @csspart select - The native `<select>`.
 * @fires reprise-clock-request - The viewer chose another clock.
 */
export class RepriseClockButton extends LitElement {
  static override styles = [controls, select];

  readonly #language = new LanguageController(this);
  readonly #clock = new StateController(this, (state) => state.clock);
  readonly #clocks = new StateController(this, (state) => state.clocks);

  override render(): TemplateResult {
    const current = this.#clock.value ?? 'reading';
    const clocks = this.#clocks.value ?? NONE;
    return html`
      <label title=${this.#language.of(transportStrings).clockHints[current]}>
        <span class="name" aria-hidden="true">${this.#language.of(transportStrings).clock}</span>
        <select
          part="select"
          aria-label=${this.#language.of(transportStrings).clock}
          .value=${current}
          ?disabled=${clocks.length === 0}
          @change=${this.#onChange}
        >
          ${clocks.map(
            (clock) => html`
              <option
                value=${clock}
                title=${this.#language.of(transportStrings).clockHints[clock]}
                ?selected=${clock === current}
              >
                ${this.#language.of(transportStrings).clocks[clock]}
              </option>
            `,
          )}
        </select>
        ${icon('down')}
      </label>
    `;
  }

  #onChange(event: Event): void {
    const select = event.currentTarget as HTMLSelectElement;
    const clock = select.value as ClockName;
    // What is chosen shows when the player says so.
    select.value = this.#clock.value ?? clock;
    this.dispatchEvent(createRequest('reprise-clock-request', { clock }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-clock-button': RepriseClockButton;
  }
}
