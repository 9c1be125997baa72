import { visibleStyles } from '../code/visible.styles.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { icon } from '../icons.ts';
import { playerStrings } from '../strings/player.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';
import { indexAt } from '../time-range/index-at.ts';
import { markCounts } from '../time-range/mark-counts.ts';
import { markStyles } from '../time-range/mark.styles.ts';
import { jumpButtons } from './jump-buttons.ts';
import { styles } from './transport.styles.ts';

/**
 * The timeline and the controls under it. Drops what has no room: it looks at its own width, not at the window's. Where
 * there is hardly any, clock and speed are in a menu.
 *
 * @summary Bar with everything that moves the playhead.
 * @tagname reprise-transport
 *
 * @slot - Further controls, before the clock.
 * @csspart controls - The row under the timeline.
 * @fires reprise-step-request - The viewer asked for the next or previous error, change or commit.
 * @fires reprise-keys-request - The viewer asked for the list of keys.
 */
export class RepriseTransport extends LitElement {
  static override styles = [controls, markStyles, visibleStyles, styles];

  readonly #language = new LanguageController(this);
  readonly #timeline = new StateController(this, (state) => state.timeline);
  readonly #stats = new StateController(this, (state) => state.manifest?.stats);
  readonly #chapter = new StateController(this, (state) =>
    indexAt(state.timeline?.chapters ?? [], state.time),
  );
  /** The menu of a narrow bar is open. */
  #open = false;

  override render(): TemplateResult {
    const strings = this.#language.of(transportStrings);
    return html`
      <div class="transport" role="group" aria-label=${strings.label}>
        <reprise-time-range></reprise-time-range>
        <div class="row" part="controls">
          <reprise-play-button></reprise-play-button>
          <reprise-step-button direction="previous"></reprise-step-button>
          <reprise-step-button direction="next"></reprise-step-button>
          <reprise-time-display></reprise-time-display>
          ${this.#chapterName()}
          <span class="space"></span>
          ${this.#jumps()}
          <slot></slot>
          ${this.#settings(strings.settings)} ${this.#keysButton()}
          <reprise-fullscreen-button></reprise-fullscreen-button>
        </div>
      </div>
    `;
  }

  #chapterName() {
    const chapters = this.#timeline.value?.chapters ?? [];
    const index = this.#chapter.value ?? -1;
    if (index < 0) return nothing;
    const { title } = chapters[index]!;
    return html`<span class="chapter" title=${visibleText(title)}>${renderVisible(title)}</span>`;
  }

  #jumps() {
    const timeline = this.#timeline.value;
    if (!timeline) return nothing;
    const counts = markCounts(timeline, this.#stats.value);
    return jumpButtons(counts, timeline.exact, this.#language.of(transportStrings));
  }

  /** Clock and speed, and the button that shows them where they have no room in the row, with what a bar on top has no room for. */
  #settings(label: string) {
    return html`
      <div class="settings" @focusout=${this.#onFocusOut} @keydown=${this.#onKeyDown}>
        <button
          class="quiet more"
          aria-label=${label}
          title=${label}
          aria-expanded=${this.#open ? 'true' : 'false'}
          aria-controls="menu"
          @click=${() => this.#toggle(!this.#open)}
        >
          ${icon('more')}
        </button>
        <div id="menu" class="menu ${this.#open ? 'open' : ''}">
          <reprise-clock-button></reprise-clock-button>
          <reprise-rate-button></reprise-rate-button>
          <reprise-link-button></reprise-link-button>
        </div>
      </div>
    `;
  }

  #keysButton() {
    const label = this.#language.of(playerStrings).keys;
    return html`
      <button
        class="quiet keys"
        aria-label=${label}
        title=${label}
        @click=${() => this.dispatchEvent(createViewRequest('reprise-keys-request'))}
      >
        <kbd aria-hidden="true">?</kbd>
      </button>
    `;
  }

  #toggle(open: boolean): void {
    this.#open = open;
    this.requestUpdate();
  }

  #onFocusOut({ currentTarget, relatedTarget }: FocusEvent): void {
    if (this.#open && !(currentTarget as Element).contains(relatedTarget as Node | null)) this.#toggle(false);
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#open) return;
    event.preventDefault();
    event.stopPropagation();
    this.#toggle(false);
    this.renderRoot.querySelector<HTMLElement>('.more')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-transport': RepriseTransport;
  }
}
