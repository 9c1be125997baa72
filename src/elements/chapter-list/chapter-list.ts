import { html, LitElement, type TemplateResult } from 'lit';
import { createRequest } from '../../player/index.ts';
import { StateController } from '../controllers/state-controller.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { indexAt } from '../time-range/index-at.ts';
import { timeText } from '../time-text.ts';
import { styles } from './chapter-list.styles.ts';

/**
 * The session's chapters; the current one is marked, picking one goes there.
 *
 * @summary List of chapters.
 * @tagname reprise-chapter-list
 *
 * @csspart chapter - Each native `<button>`.
 * @fires reprise-seek-request - The viewer picked a chapter.
 */
export class RepriseChapterList extends LitElement {
  static override styles = [controls, styles];

  readonly #chapters = new StateController(this, (state) => state.timeline?.chapters);
  readonly #current = new StateController(this, (state) =>
    indexAt(state.timeline?.chapters ?? [], state.time),
  );
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  readonly #duration = new StateController(this, (state) => state.duration);

  override render(): TemplateResult {
    const chapters = this.#chapters.value ?? [];
    const map = this.#timeMap.value;
    return html`
      <ol aria-label=${strings.player.chapters}>
        ${chapters.map(
          ({ time, title }, index) => html`
            <li>
              <button
                part="chapter"
                aria-current=${index === this.#current.value ? 'true' : 'false'}
                @click=${() => this.dispatchEvent(createRequest('reprise-seek-request', { time }))}
              >
                <span class="time">${timeText(map?.positionOf(time) ?? time, this.#duration.value)}</span>
                <span class="title">${title}</span>
              </button>
            </li>
          `,
        )}
      </ol>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-chapter-list': RepriseChapterList;
  }
}
