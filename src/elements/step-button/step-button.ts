import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { createRequest } from '../../player/index.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';

/**
 * Takes the playhead to the previous or the next turn.
 *
 * @summary Button to the previous or next turn.
 * @tagname reprise-step-button
 *
 * @attr {'previous' | 'next'} direction - Where to; `next` unless set.
 * @csspart button - The native `<button>`.
 * @fires reprise-step-request - The viewer asked for the turn.
 */
export class RepriseStepButton extends LitElement {
  static override styles = [controls];

  @property({ reflect: true }) direction: 'previous' | 'next' = 'next';

  readonly #ready = new StateController(this, (state) => state.status === 'ready');

  override render(): TemplateResult {
    const { previousTurn, nextTurn } = strings.transport;
    const label = this.direction === 'previous' ? previousTurn : nextTurn;
    return html`
      <button
        class="quiet"
        part="button"
        aria-label=${label}
        title=${label}
        ?disabled=${!this.#ready.value}
        @click=${this.#onClick}
      >
        ${icon(this.direction)}
      </button>
    `;
  }

  #onClick(): void {
    const direction = this.direction === 'previous' ? -1 : 1;
    this.dispatchEvent(createRequest('reprise-step-request', { to: 'turn', direction }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-step-button': RepriseStepButton;
  }
}
