import { html, LitElement, type TemplateResult } from 'lit';
import { createRequest, type ClockName } from '../../player/index.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
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

  readonly #clock = new StateController(this, (state) => state.clock);
  readonly #clocks = new StateController(this, (state) => state.clocks);

  override render(): TemplateResult {
    const current = this.#clock.value ?? 'reading';
    const clocks = this.#clocks.value ?? NONE;
    return html`
      <label title=${strings.transport.clockHints[current]}>
        <span class="name" aria-hidden="true">${strings.transport.clock}</span>
        <select
          part="select"
          aria-label=${strings.transport.clock}
          .value=${current}
          ?disabled=${clocks.length === 0}
          @change=${this.#onChange}
        >
          ${clocks.map(
            (clock) => html`
              <option
                value=${clock}
                title=${strings.transport.clockHints[clock]}
                ?selected=${clock === current}
              >
                ${strings.transport.clocks[clock]}
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
