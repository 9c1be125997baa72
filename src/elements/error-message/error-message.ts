import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { createRequest } from '../../player/index.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { styles } from './error-message.styles.ts';

/**
 * Says why a session cannot be played and what to do; nothing while there is no error.
 *
 * @summary Error message with a button to try again.
 * @tagname reprise-error-message
 *
 * @csspart message - The sentence.
 * @csspart button - The native `<button>` that tries again.
 * @fires reprise-reload-request - The viewer asked to open the session again, or the connection came back.
 */
export class RepriseErrorMessage extends LitElement {
  static override styles = [controls, styles];

  readonly #error = new StateController(this, (state) => state.error);
  readonly #source = new StateController(this, (state) => state.source);
  readonly #online = new OnlineController(this, () => {
    if (this.#error.value?.code === 'source-unavailable') this.#reload();
  });

  override render(): TemplateResult | typeof nothing {
    const error = this.#error.value;
    if (!error) return nothing;
    const offline = error.code === 'source-unavailable' && !this.#online.online;
    const advice = offline ? strings.error.offline : adviceFor(error.code);
    const source = this.#source.value;
    const isNamed = source === undefined || error.message.includes(source);
    return html`
      <div class="error" role="alert">
        ${icon(offline ? 'offline' : 'warning')}
        <p class="message" part="message">${sentence(error.message)}</p>
        ${advice === undefined ? nothing : html`<p class="advice">${advice}</p>`}
        <p class="details">
          ${isNamed ? nothing : html`<span class="source">${source}</span>`}
          <span>${strings.error.code(error.code)}</span>
        </p>
        <button class="again" part="button" @click=${this.#reload}>${strings.error.again}</button>
      </div>
    `;
  }

  #reload(): void {
    this.dispatchEvent(createRequest('reprise-reload-request'));
  }
}

function adviceFor(code: string): string | undefined {
  return Object.hasOwn(strings.error.advice, code) ? strings.error.advice[code] : undefined;
}

/** Error messages are written without a capital and a full stop, so that they can stand inside another sentence. */
function sentence(message: string): string {
  const end = /[.!?…]$/u.test(message) ? '' : '.';
  return message.charAt(0).toUpperCase() + message.slice(1) + end;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-error-message': RepriseErrorMessage;
  }
}
