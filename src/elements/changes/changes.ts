import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PlayerState } from '../../player/index.ts';
import { sessionPatch } from '../../state/index.ts';
import type { SquashedFile } from '../../state/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { ShownTrackController } from '../controllers/shown-track-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { cutAt } from '../cut/cut-sentence.ts';
import { cutStyles } from '../cut/cut.styles.ts';
import { renderAllCuts, renderCut } from '../cut/draw-cut.ts';
import { HitController } from '../find/hit-controller.ts';
import { createViewRequest } from '../events.ts';
import { icon } from '../icons.ts';
import { changesStrings, type ChangesStrings } from '../strings/changes.ts';
import { controls, paneBar } from '../styles/controls.ts';
import type { Tab } from '../tabs/tabs.ts';
import { timeText } from '../time-text.ts';
import { ViewController } from '../view/view-controller.ts';
import type { LinesAtEnd, ViewState } from '../view/view-state.ts';
import { FIRST_OPTIONS, renderOptions } from './changes-options.ts';
import type { ChangesOptions } from './changes-options.ts';
import { styles } from './changes.styles.ts';
import { renderSentence } from './file-header.ts';

type View = 'current' | 'files' | 'all';

/**
 * What the session did to files. At the top of the session: all its changes, and the files at its end. Anywhere else:
 * the change that the reader is at, every file as it is at the playhead, and all changes so far.
 *
 * @summary Changes, files and diffs.
 * @tagname reprise-changes
 *
 * @attr empty - Set where nothing was changed yet: a bar and a sentence, which need little room.
 * @slot bar - More controls at the end of the bar.
 * @csspart bar - The bar above: tabs and options.
 * @fires reprise-show-request - The changes track is needed.
 * @fires reprise-hide-request - The changes track is not needed any more.
 * @fires reprise-view-request - The viewer is done with the lines that were asked for.
 */
export class RepriseChanges extends LitElement {
  static override styles = [controls, paneBar, styles, cutStyles];

  /** Nothing is drawn or loaded while hidden. */
  @property({ type: Boolean, reflect: true }) override hidden = false;

  /** Nothing was changed up to the playhead: a sentence says so, and needs no more room than that. */
  @property({ type: Boolean, reflect: true }) empty = false;

  readonly #language = new LanguageController(this);
  readonly #entry = new StateController(this, entryOf);
  readonly #status = new StateController(this, (state) => state.status);
  readonly #files = new StateController(this, ({ changes }) =>
    changes?.ready ? changes.files.length : undefined,
  );
  readonly #isAtStart = new StateController(this, ({ position, paused }) => paused && position === 0);
  /** Whole seconds of the current clock, as the transport shows them. */
  readonly #seconds = new StateController(this, (state) => Math.floor(state.position / 1000));
  readonly #cuts = new StateController(this, (state) => state.manifest?.cuts);
  readonly #cut = new StateController(this, ({ manifest, time }) => cutAt(manifest?.cuts ?? [], time));
  readonly #place = new ViewController(this, placeOf);
  readonly #hit = new HitController(this);
  readonly #lines = new ViewController(this, (view) => view.lines);
  /** What the viewer picked; until the reader comes to the top or leaves it. */
  #picked: View | undefined;
  #wasAtTop: boolean | undefined;
  #options = FIRST_OPTIONS;
  #shownLines: LinesAtEnd | undefined;
  /** What came of copying the patch of the session. */
  #copied: string | undefined;

  constructor() {
    super();
    new ShownTrackController(this, () => this.#entry.value);
  }

  override willUpdate(): void {
    const isAtTop = this.#isAtTop;
    const isHit = this.#hit.take()?.change !== undefined;
    if (isAtTop !== this.#wasAtTop || isHit) this.#picked = undefined;
    if (this.#lines.value !== this.#shownLines && this.#lines.value) {
      this.#picked = 'files';
      this.#options = { ...this.#options, blame: true };
    }
    this.#shownLines = this.#lines.value;
    this.#wasAtTop = isAtTop;
    this.empty = this.#view === 'current' && this.#files.value === 0;
  }

  override render(): TemplateResult | typeof nothing {
    if (this.hidden) return nothing;
    const status = this.#status.value;
    if (this.#entry.value === undefined && status === 'ready') return renderSentence(this.#strings.none);
    const view = this.#view;
    return html`
      <div class="bar" part="bar">
        <reprise-tabs
          label=${this.#strings.views}
          .tabs=${this.#tabs()}
          .selected=${view}
          @reprise-tab-select=${this.#onView}
        ></reprise-tabs>
        ${this.#isAtTop ? this.#count() : nothing}
        <span class="options">
          ${view === 'all' ? this.#copyButton() : nothing}
          ${renderOptions(this.#options, view === 'files', this.#strings, this.#set)}
          <slot name="bar"></slot>
        </span>
      </div>
      ${this.#renderCut()}
      <div class="view">${this.#content(view)}</div>
    `;
  }

  get #strings(): ChangesStrings {
    return this.#language.of(changesStrings);
  }

  /** At the top what is shown is the whole session; where there is no cover to tell, that is its very start. */
  get #isAtTop(): boolean {
    const place = this.#place.value;
    return place === 'cover' || (place === 'unknown' && this.#isAtStart.value === true);
  }

  get #view(): View {
    if (this.#isAtTop) return this.#picked === 'files' ? 'files' : 'all';
    return this.#picked ?? 'current';
  }

  #content(view: View): TemplateResult {
    const { layout, wrap, ignoreSpaces, whole, blame } = this.#options;
    const lines = this.#lines.value;
    const atEnd = this.#isAtTop || lines !== undefined;
    if (view === 'files') {
      return html`<reprise-session-files
        .atEnd=${atEnd}
        .noWrap=${!wrap}
        .blame=${blame}
        .lines=${lines}
      ></reprise-session-files>`;
    }
    if (view === 'all') {
      return html`<reprise-all-changes
        .atEnd=${atEnd}
        .layout=${layout}
        .noWrap=${!wrap}
        .ignoreSpaces=${ignoreSpaces}
        .whole=${whole}
      ></reprise-all-changes>`;
    }
    return html`<reprise-current-changes
      .layout=${layout}
      .noWrap=${!wrap}
      .ignoreSpaces=${ignoreSpaces}
      .whole=${whole}
    ></reprise-current-changes>`;
  }

  #tabs(): readonly Tab[] {
    const strings = this.#strings;
    if (this.#isAtTop) {
      return [
        { id: 'all', label: strings.all },
        { id: 'files', label: strings.filesAtEnd },
      ];
    }
    return [
      { id: 'current', label: strings.current },
      {
        id: 'files',
        label: this.#lines.value
          ? strings.filesAtEnd
          : strings.filesAt(timeText((this.#seconds.value ?? 0) * 1000)),
      },
      { id: 'all', label: strings.allFiles(this.#files.value ?? 0) },
    ];
  }

  /** What was cut: at the top in all, as far as changes are among it, anywhere else at the playhead. */
  #renderCut(): TemplateResult | typeof nothing {
    const language = this.#language.value;
    if (!this.#isAtTop) return renderCut(this.#cut.value, language);
    return renderAllCuts(
      (this.#cuts.value ?? []).flatMap(({ time, changes }) => (changes ? [{ time, changes }] : [])),
      language,
    );
  }

  #count(): TemplateResult | typeof nothing {
    const count = this.#entry.player?.store.state.manifest?.stats?.files;
    return count ? html`<span class="count">${this.#strings.fileCount(count)}</span>` : nothing;
  }

  #copyButton(): TemplateResult {
    const label = this.#copied ?? this.#strings.copyAll;
    return html`<button class="quiet" aria-label=${label} title=${label} @click=${this.#onCopy}>
      ${icon(this.#copied === undefined || this.#copied === this.#strings.copying ? 'copy' : 'check')}
    </button>`;
  }

  readonly #onCopy = async (): Promise<void> => {
    const { player } = this.#entry;
    if (!player) return;
    const { time, timeline } = player.store.state;
    this.#copied = this.#strings.copying;
    this.requestUpdate();
    const files: readonly SquashedFile[] = await player.squash(
      this.#isAtTop ? (timeline?.duration ?? time) : time,
    );
    const { patch, left } = sessionPatch(files);
    await navigator.clipboard.writeText(patch);
    this.#copied = left === 0 ? this.#strings.copied : this.#strings.copiedWithout(left);
    this.requestUpdate();
  };

  readonly #onView = ({ detail }: CustomEvent<string>): void => {
    this.#picked = detail as View;
    if (this.#lines.value)
      this.dispatchEvent(createViewRequest('reprise-view-request', { lines: undefined }));
    this.#copied = undefined;
    this.requestUpdate();
  };

  readonly #set = (change: Partial<ChangesOptions>): void => {
    this.#options = { ...this.#options, ...change };
    this.requestUpdate();
  };
}

/** Where the reader is, as far as a conversation tells. */
function placeOf({ atCover, current }: ViewState): 'cover' | 'story' | 'unknown' {
  if (!atCover) return 'story';
  return current === undefined ? 'unknown' : 'cover';
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
