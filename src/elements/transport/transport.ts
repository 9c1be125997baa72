import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { StateController } from '../controllers/state-controller.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { indexAt } from '../time-range/index-at.ts';
import { styles } from './transport.styles.ts';

/**
 * The timeline and the controls under it. Drops what has no room: it looks at its own width, not at the window's.
 *
 * @summary Bar with everything that moves the playhead.
 * @tagname reprise-transport
 *
 * @slot - Further controls, before the clock.
 * @csspart controls - The row under the timeline.
 */
export class RepriseTransport extends LitElement {
  static override styles = [controls, styles];

  readonly #chapters = new StateController(this, (state) => state.timeline?.chapters);
  readonly #chapter = new StateController(this, (state) =>
    indexAt(state.timeline?.chapters ?? [], state.time),
  );

  override render(): TemplateResult {
    return html`
      <div class="transport" role="group" aria-label=${strings.transport.label}>
        <reprise-time-range></reprise-time-range>
        <div class="row" part="controls">
          <reprise-play-button></reprise-play-button>
          <reprise-step-button direction="previous"></reprise-step-button>
          <reprise-step-button direction="next"></reprise-step-button>
          <reprise-time-display></reprise-time-display>
          ${this.#chapterName()}
          <span class="space"></span>
          <slot></slot>
          <reprise-clock-button></reprise-clock-button>
          <reprise-rate-button></reprise-rate-button>
          <reprise-link-button></reprise-link-button>
          <reprise-fullscreen-button></reprise-fullscreen-button>
        </div>
      </div>
    `;
  }

  #chapterName() {
    const chapters = this.#chapters.value ?? [];
    const index = this.#chapter.value ?? -1;
    if (index < 0) return nothing;
    const name = strings.transport.chapterOf(index + 1, chapters.length, chapters[index]!.title);
    return html`<span class="chapter" title=${name}>${name}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-transport': RepriseTransport;
  }
}
