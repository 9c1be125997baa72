import { html, LitElement } from 'lit';
import { StateController } from 'reprise/elements';
import { createRequest } from 'reprise/player';

/** `<turn-counter>` tells how many prompts there have been; a click goes back to the last one. */
class TurnCounter extends LitElement {
  #timeline = new StateController(this, ({ timeline }) => timeline);
  #past = new StateController(
    this,
    ({ timeline, time }) => timeline?.turns.filter((turn) => turn.time <= time).length,
  );

  render() {
    const turns = this.#timeline.value?.turns ?? [];
    const past = this.#past.value ?? 0;
    return html`<button @click=${() => this.#goTo(turns[past - 1]?.time ?? 0)}>
      Prompt ${past} of ${turns.length}
    </button>`;
  }

  /** @param {number} time */
  #goTo(time) {
    this.dispatchEvent(createRequest('reprise-seek-request', { time }));
  }
}

customElements.define('turn-counter', TurnCounter);
