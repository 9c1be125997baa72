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
 * Chooses the clock that moves the playhead: reading, active or wall; each says how long the session is by it.
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
  readonly #lengths = new StateController(this, (state) => state.lengths);

  override render(): TemplateResult {
    const strings = this.#language.of(transportStrings);
    const current = this.#clock.value ?? 'reading';
    const clocks = this.#clocks.value ?? NONE;
    return html`
      <label title=${this.#hint(current)}>
        <span class="name" aria-hidden="true">${strings.clock}</span>
        <span aria-hidden="true">${clocks.length > 0 ? strings.clocks[current] : '–'}</span>
        ${icon('down')}
        <select
          part="select"
          aria-label=${strings.clock}
          .value=${current}
          ?disabled=${clocks.length === 0}
          @change=${this.#onChange}
        >
          ${clocks.map(
            (clock) => html`
              <option value=${clock} title=${strings.clockHints[clock]} ?selected=${clock === current}>
                ${this.#nameAndLength(clock)}
              </option>
            `,
          )}
        </select>
      </label>
    `;
  }

  /** What the clock does, and how long the session is by each: what one would wish to know before beginning. */
  #hint(current: ClockName): string {
    const lengths = (this.#clocks.value ?? NONE).map((clock) => this.#nameAndLength(clock));
    return [this.#language.of(transportStrings).clockHints[current], ...lengths].join('\n');
  }

  #nameAndLength(clock: ClockName): string {
    const strings = this.#language.of(transportStrings);
    const length = this.#lengths.value?.[clock];
    const name = strings.clocks[clock];
    return length === undefined ? name : strings.clockAndLength(name, strings.length(length));
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
