import { css, html, LitElement, type TemplateResult } from 'lit';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { icon } from '../icons.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';

/**
 * Copies a link to the moment at the playhead.
 *
 * @summary Copy link button.
 * @tagname reprise-link-button
 *
 * @csspart button - The native `<button>`.
 * @fires reprise-link-request - The viewer asked for a link; the player copies it unless a page cancels the event.
 */
export class RepriseLinkButton extends LitElement {
  static override styles = [
    controls,
    css`
      .quiet {
        min-inline-size: var(--reprise-target-size, 2rem);
        min-block-size: var(--reprise-target-size, 2rem);
      }
    `,
  ];

  readonly #language = new LanguageController(this);
  readonly #ready = new StateController(this, (state) => state.status === 'ready');

  override render(): TemplateResult {
    return html`
      <button
        class="quiet"
        part="button"
        aria-label=${this.#language.of(transportStrings).copyLink}
        title=${this.#language.of(transportStrings).copyLink}
        ?disabled=${!this.#ready.value}
        @click=${this.#onClick}
      >
        ${icon('link')}
      </button>
    `;
  }

  #onClick(): void {
    // Read at the click: the button need not render again with every move of the playhead.
    const time = this.#ready.player?.store.state.time ?? 0;
    this.dispatchEvent(createViewRequest('reprise-link-request', { time }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-link-button': RepriseLinkButton;
  }
}
