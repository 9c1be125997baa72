import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PlayerState } from '../../player/index.ts';
import { ShownTrackController } from '../controllers/shown-track-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import type { DiffLayout } from '../diff-view/diff-view.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { controls, paneBar } from '../styles/controls.ts';
import { timeText } from '../time-text.ts';
import { styles } from './changes.styles.ts';
import { renderSentence } from './file-header.ts';

type View = 'current' | 'files' | 'all';

/**
 * What the session did to files: the change at the playhead, every file as it is at the playhead, and all changes so
 * far folded into one diff a file.
 *
 * @summary Changes, files and diffs.
 * @tagname reprise-changes
 *
 * @csspart bar - The bar above: tabs and options.
 * @fires reprise-show-request - The changes track is needed.
 * @fires reprise-hide-request - The changes track is not needed any more.
 */
export class RepriseChanges extends LitElement {
  static override styles = [controls, paneBar, styles];

  /** Nothing is drawn or loaded while hidden. */
  @property({ type: Boolean, reflect: true }) override hidden = false;

  readonly #entry = new StateController(this, entryOf);
  readonly #status = new StateController(this, (state) => state.status);
  /** Whole seconds of the current clock, as the transport shows them. */
  readonly #seconds = new StateController(this, (state) => Math.floor(state.position / 1000));
  #view: View = 'current';
  #layout: DiffLayout = 'unified';
  #ignoreSpaces = false;

  constructor() {
    super();
    new ShownTrackController(this, () => this.#entry.value);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.hidden) return nothing;
    const status = this.#status.value;
    if (this.#entry.value === undefined && status === 'ready') return renderSentence(strings.changes.none);
    return html`
      <div class="bar" part="bar">
        <reprise-tabs
          label=${strings.changes.views}
          .tabs=${this.#tabs()}
          .selected=${this.#view}
          @reprise-tab-select=${this.#onView}
        ></reprise-tabs>
        ${this.#view === 'files' ? nothing : this.#options()}
      </div>
      <div class="view">${this.#content()}</div>
    `;
  }

  #content(): TemplateResult {
    if (this.#view === 'files') return html`<reprise-session-files></reprise-session-files>`;
    const [layout, ignoreSpaces] = [this.#layout, this.#ignoreSpaces];
    return this.#view === 'all'
      ? html`<reprise-all-changes .layout=${layout} .ignoreSpaces=${ignoreSpaces}></reprise-all-changes>`
      : html`<reprise-current-changes
          .layout=${layout}
          .ignoreSpaces=${ignoreSpaces}
        ></reprise-current-changes>`;
  }

  #tabs(): readonly { readonly id: View; readonly label: string }[] {
    const time = timeText((this.#seconds.value ?? 0) * 1000);
    return [
      { id: 'current', label: strings.changes.current },
      { id: 'files', label: strings.changes.filesAt(time) },
      { id: 'all', label: strings.changes.all },
    ];
  }

  #options(): TemplateResult {
    return html`
      <span class="options">
        <button
          class="toggle"
          aria-pressed=${this.#ignoreSpaces ? 'true' : 'false'}
          title=${strings.changes.ignoreSpacesHint}
          @click=${this.#onSpaces}
        >
          ${strings.changes.ignoreSpaces}
        </button>
        <label class="layout">
          <span class="visually-hidden">${strings.changes.layout}</span>
          <select .value=${this.#layout} @change=${this.#onLayout}>
            <option value="unified">${strings.changes.unified}</option>
            <option value="split">${strings.changes.split}</option>
          </select>
          ${icon('down')}
        </label>
      </span>
    `;
  }

  #onView(event: CustomEvent<string>): void {
    this.#view = event.detail as View;
    this.requestUpdate();
  }

  #onSpaces(): void {
    this.#ignoreSpaces = !this.#ignoreSpaces;
    this.requestUpdate();
  }

  #onLayout(event: Event): void {
    this.#layout = (event.target as HTMLSelectElement).value as DiffLayout;
    this.requestUpdate();
  }
}

/** Entry of the changes track. */
function entryOf({ manifest }: PlayerState): string | undefined {
  return manifest?.tracks.find(({ kind }) => kind === 'changes')?.entry;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-changes': RepriseChanges;
  }
}
