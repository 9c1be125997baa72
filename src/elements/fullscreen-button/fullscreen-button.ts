import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { FullscreenController } from '../controllers/fullscreen-controller.ts';
import { createViewRequest } from '../events.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';

/**
 * Shows the enclosing player on the full screen, and takes it back. Not rendered where the page may not do that.
 *
 * @summary Full screen button.
 * @tagname reprise-fullscreen-button
 *
 * @csspart button - The native `<button>`.
 * @fires reprise-fullscreen-request - The viewer asked to enter or leave the full screen.
 */
export class RepriseFullscreenButton extends LitElement {
  static override styles = [controls];

  readonly #fullscreen = new FullscreenController(this);

  override render(): TemplateResult | typeof nothing {
    if (!this.#fullscreen.available) return nothing;
    const label = this.#fullscreen.active ? strings.transport.shrink : strings.transport.enlarge;
    return html`
      <button class="quiet" part="button" aria-label=${label} title=${label} @click=${this.#onClick}>
        ${icon(this.#fullscreen.active ? 'shrink' : 'enlarge')}
      </button>
    `;
  }

  #onClick(): void {
    this.dispatchEvent(createViewRequest('reprise-fullscreen-request'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-fullscreen-button': RepriseFullscreenButton;
  }
}
