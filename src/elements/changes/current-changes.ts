import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ChangeEvent } from '../../format/index.ts';
import { createRequest } from '../../player/index.ts';
import type { ChangedFile, ChangesView } from '../../player/index.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import type { DiffLayout } from '../diff-view/diff-view.ts';
import { strings } from '../strings.ts';
import { browserStyles } from './browser.styles.ts';
import { clockText } from './clock-text.ts';
import { copyAction, goToAction, renderFileHeader, renderSentence } from './file-header.ts';
import { toPatchText } from './patch-text.ts';
import { loadChange, showChange } from './shown-change.ts';
import type { ShownChange } from './shown-change.ts';

/**
 * The change at the playhead as a diff, beside the files changed so far. A file that the viewer picks stays until the
 * next change comes.
 *
 * @summary Change at the playhead.
 * @tagname reprise-current-changes
 *
 * @fires reprise-seek-request - The viewer wants to see the moment of a change.
 */
export class RepriseCurrentChanges extends LitElement {
  static override styles = browserStyles;

  @property() layout: DiffLayout = 'unified';
  @property({ type: Boolean, attribute: 'ignore-spaces' }) ignoreSpaces = false;

  readonly #view = new StateController(this, (state) => state.changes);
  readonly #loaded = new LoadedValue<ShownChange>(this);
  #picked: string | undefined;
  #current: string | undefined;
  /** Id of the change that was copied last. */
  #copied: string | undefined;

  override willUpdate(): void {
    const current = this.#view.value?.current?.id;
    if (current === this.#current) return;
    this.#current = current;
    this.#picked = undefined;
  }

  override render(): TemplateResult {
    const view = this.#view.value;
    if (!view?.ready) return renderSentence(strings.changes.loading);
    const file = view.files.find(({ path }) => path === this.#picked) ?? fileOf(view);
    const change = file && view.changes.findLast(({ id }) => id === file.change);
    if (!file) return this.#nothing(view);
    return html`
      <div class="browser">
        <div class="files">
          ${view.hasEarlier ? this.#earlier(view) : nothing}
          <reprise-file-list
            .files=${view.files}
            .selected=${file.path}
            @reprise-file-select=${this.#onSelect}
          ></reprise-file-list>
        </div>
        <div class="content">${change ? this.#change(change, file) : this.#notLoaded(file, view)}</div>
      </div>
    `;
  }

  #nothing(view: ChangesView): TemplateResult {
    if (view.hasEarlier) return this.#earlier(view);
    return renderSentence(view.track.events === 0 ? strings.changes.none : strings.changes.noneYet);
  }

  #change(change: ChangeEvent, { status }: ChangedFile): TemplateResult {
    const player = this.#view.player;
    const { id, path, additions, deletions } = change;
    const known = showChange(change);
    const loaded = known || !player ? undefined : this.#loaded.get(change, () => loadChange(change, player));
    const shown = known ?? loaded?.value;
    const facts = {
      path,
      ...(change.op === 'modify' ? {} : { status }),
      ...(additions === undefined ? {} : { additions }),
      ...(deletions === undefined ? {} : { deletions }),
    };
    const patch = shown?.patch;
    const copy = (): void => void this.#copy(change, status, patch ?? '');
    const actions = [
      goToAction(clockText(player, change.t), () => this.#goTo(change.t)),
      ...(patch === undefined ? [] : [copyAction(this.#copied === id, copy)]),
    ];
    return html`${renderFileHeader(facts, actions, shown?.patch === undefined ? undefined : shown.note)}
    ${this.#body(change, shown, loaded?.status === 'failed')}`;
  }

  #body(change: ChangeEvent, shown: ShownChange | undefined, failed: boolean): TemplateResult {
    if (failed) return renderSentence(strings.changes.failed);
    if (!shown) return renderSentence(strings.changes.loading);
    if (shown.patch === undefined) return renderSentence(shown.note ?? strings.changes.unknownText);
    const player = this.#view.player;
    const fills = player && change.exact !== false && change.op !== 'create' && change.op !== 'delete';
    return html`
      <reprise-diff-view
        .patch=${shown.patch}
        .path=${change.path}
        .layout=${this.layout}
        .ignoreSpaces=${this.ignoreSpaces}
        .loadOldText=${fills ? async () => (await player.changeTexts(change)).before : undefined}
      ></reprise-diff-view>
    `;
  }

  /** A file that was changed before the first loaded segment: its change can be loaded or gone to. */
  #notLoaded(file: ChangedFile, view: ChangesView): TemplateResult {
    const time = clockText(this.#view.player, file.time);
    return html`${renderFileHeader(file, [goToAction(time, () => this.#goTo(file.time))])}
      <p class="earlier">
        ${strings.changes.changeNotLoaded}
        <button @click=${() => this.#loadEarlier(view)}>${strings.changes.loadChange}</button>
      </p>`;
  }

  #earlier(view: ChangesView): TemplateResult {
    return html`<p class="earlier">
      ${strings.changes.earlier}
      <button @click=${() => this.#loadEarlier(view)}>${strings.changes.loadEarlier}</button>
    </p>`;
  }

  #loadEarlier({ track }: ChangesView): void {
    this.dispatchEvent(createRequest('reprise-earlier-request', { track: track.entry }));
  }

  #goTo(time: number): void {
    this.dispatchEvent(createRequest('reprise-seek-request', { time }));
  }

  async #copy(change: ChangeEvent, status: ChangedFile['status'], patch: string): Promise<void> {
    const { id, path, from, op } = change;
    const file = {
      path,
      ...(from === undefined ? {} : { from }),
      status: op === 'modify' ? 'modified' : status,
    };
    await navigator.clipboard.writeText(toPatchText(file, patch));
    this.#copied = id;
    this.requestUpdate();
  }

  #onSelect(event: CustomEvent<string>): void {
    this.#picked = event.detail;
    this.#loaded.retry();
    this.requestUpdate();
  }
}

/** The file that was changed last. */
function fileOf({ current, files }: ChangesView): ChangedFile | undefined {
  const newest = files.reduce<ChangedFile | undefined>(
    (latest, file) => (latest && latest.time > file.time ? latest : file),
    undefined,
  );
  return files.find(({ change }) => change === current?.id) ?? newest;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-current-changes': RepriseCurrentChanges;
  }
}
