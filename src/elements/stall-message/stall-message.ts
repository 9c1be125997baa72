import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { createRequest } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { adviceOn } from '../error-message/advice.ts';
import { icon } from '../icons.ts';
import { errorStrings } from '../strings/error.ts';
import { controls } from '../styles/controls.ts';
import { styles } from './stall-message.styles.ts';

/**
 * Says that what comes next could not be loaded, and why; what is loaded can be read on. Nothing while all comes.
 *
 * @summary A bar with a button that goes on at the same place.
 * @tagname reprise-stall-message
 *
 * @csspart button - The native `<button>` that tries again.
 * @fires reprise-retry-request - The viewer asked to go on, or the connection came back.
 */
export class RepriseStallMessage extends LitElement {
  static override styles = [controls, styles];

  readonly #language = new LanguageController(this);
  readonly #stalled = new StateController(this, (state) => state.stalled);
  readonly #online = new OnlineController(this, () => {
    if (this.#stalled.value) this.#retry();
  });

  override render(): TemplateResult | typeof nothing {
    const stalled = this.#stalled.value;
    if (!stalled) return nothing;
    const strings = this.#language.of(errorStrings);
    const isOffline = !this.#online.online;
    return html`
      <div class="stall" role="alert">
        ${icon(isOffline ? 'offline' : 'warning')}
        <p title=${strings.sentence(stalled.code, stalled.message)}>
          <b>${strings.stalled}</b> ${isOffline ? strings.offlineStalled : adviceOn(stalled, strings)}
        </p>
        <button class="button main" part="button" @click=${this.#retry}>${strings.again}</button>
      </div>
    `;
  }

  #retry(): void {
    this.dispatchEvent(createRequest('reprise-retry-request'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-stall-message': RepriseStallMessage;
  }
}
