import { html, LitElement, type TemplateResult } from 'lit';
import { createRequest } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';
import { styles } from './play-button.styles.ts';

/**
 * Plays and pauses the enclosing player; at the end it plays again from the start.
 *
 * @summary Play/pause button.
 * @tagname reprise-play-button
 *
 * @csspart button - The native `<button>`.
 * @cssprop [--reprise-play-size=2.5rem] - Width and height of the button.
 * @fires reprise-play-request - The viewer asked for playback to start.
 * @fires reprise-pause-request - The viewer asked for playback to stop.
 */
export class ReprisePlayButton extends LitElement {
  static override styles = [controls, styles];

  readonly #language = new LanguageController(this);
  readonly #paused = new StateController(this, (state) => state.paused);
  readonly #ended = new StateController(this, (state) => state.ended);
  /** What is on its way plays as soon as it can. */
  readonly #ready = new StateController(
    this,
    ({ status, manifest }) => status === 'ready' || (status === 'loading' && manifest !== undefined),
  );

  override render(): TemplateResult {
    const action = this.#action;
    return html`
      <button
        part="button"
        aria-label=${this.#language.of(transportStrings)[action]}
        title=${this.#language.of(transportStrings)[action]}
        ?disabled=${!this.#ready.value}
        @click=${this.#onClick}
      >
        ${icon(action)}
      </button>
    `;
  }

  get #action(): 'play' | 'pause' | 'replay' {
    if (this.#ended.value) return 'replay';
    return (this.#paused.value ?? true) ? 'play' : 'pause';
  }

  #onClick(): void {
    const type = this.#action === 'pause' ? 'reprise-pause-request' : 'reprise-play-request';
    this.dispatchEvent(createRequest(type));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-play-button': ReprisePlayButton;
  }
}
