import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { createRequest } from '../../player/index.ts';
import { adviceOn } from './advice.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { innermostFocus } from '../innermost-focus.ts';
import { playerAround } from '../player-around.ts';
import { errorStrings } from '../strings/error.ts';
import { controls } from '../styles/controls.ts';
import { asksForKey } from '../unlock/asks-for-key.ts';
import { styles } from './error-message.styles.ts';

/**
 * Says why a session cannot be played and what to do; nothing while there is no error. Whoever was in the player when it
 * failed goes on at the button; nobody else is taken anywhere.
 *
 * @summary Error message with a button to try again.
 * @tagname reprise-error-message
 *
 * @csspart message - The sentence.
 * @csspart button - The native `<button>` that tries again, or opens an encrypted session.
 * @csspart input - The field for the passphrase of an encrypted session.
 * @fires reprise-reload-request - The viewer asked to open the session again, or the connection came back.
 */
export class RepriseErrorMessage extends LitElement {
  static override styles = [controls, styles];

  readonly #language = new LanguageController(this);
  readonly #error = new StateController(this, (state) => state.error);
  #player: Element | undefined;
  /** The error that the focus has been led to. */
  #met: unknown;
  readonly #source = new StateController(this, (state) => state.source);
  readonly #online = new OnlineController(this, () => {
    if (this.#error.value?.code === 'source-unavailable') this.#reload();
  });

  override render(): TemplateResult | typeof nothing {
    const error = this.#error.value;
    if (!error) return nothing;
    if (asksForKey(error.code)) {
      // Few sessions are encrypted: the form comes when it is needed, and shows itself then.
      import('../unlock/unlock.define.ts').catch(() => undefined);
      return html`<reprise-unlock exportparts="input, button"></reprise-unlock>`;
    }
    const strings = this.#language.of(errorStrings);
    const offline = error.code === 'source-unavailable' && !this.#online.online;
    const advice = offline ? strings.offline : adviceOn(error, strings);
    const source = this.#source.value;
    const isNamed = source === undefined || error.message.includes(source);
    return html`
      <div class="error" role="alert">
        ${icon(offline ? 'offline' : 'warning')}
        <p id="message" class="message" part="message">${strings.sentence(error.code, error.message)}</p>
        ${advice === undefined ? nothing : html`<p id="advice" class="advice">${advice}</p>`}
        <p class="details">
          ${isNamed ? nothing : html`<span class="source">${source}</span>`}
          <span>${strings.code(error.code)}</span>
        </p>
        <button class="button main" part="button" aria-describedby="message advice" @click=${this.#reload}>
          ${strings.again}
        </button>
      </div>
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#player = playerAround(this);
    this.#player?.addEventListener('focusin', this.#lead);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#player?.removeEventListener('focusin', this.#lead);
  }

  override updated(): void {
    const error = this.#error.value;
    if (error && error !== this.#met && this.#player?.matches(':focus-within')) this.#focus();
    this.#met = error;
  }

  /** The player itself has got the focus, from its page or from controls that are gone. */
  readonly #lead = (): void => {
    const shadow = this.#player?.shadowRoot ?? null;
    if (this.#error.value && innermostFocus(shadow)?.parentNode === shadow) this.#focus();
  };

  #focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button, reprise-unlock')?.focus({ preventScroll: true });
  }

  #reload(): void {
    this.dispatchEvent(createRequest('reprise-reload-request'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-error-message': RepriseErrorMessage;
  }
}
