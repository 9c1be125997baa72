import { html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { createRequest } from '../../player/index.ts';
import { applyPatch, reversePatch } from '../../state/index.ts';
import type { SquashedFile } from '../../state/index.ts';
import type { SessionContext } from '../context.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import type { DiffLayout } from '../diff-view/diff-view.ts';
import { strings } from '../strings.ts';
import { browserStyles } from './browser.styles.ts';
import { clockText } from './clock-text.ts';
import type { FileAction } from './file-header.ts';
import { copyAction, goToAction, renderFileHeader, renderSentence } from './file-header.ts';
import { toPatchText } from './patch-text.ts';

/**
 * What changed in all up to the playhead: every file's changes folded into one diff.
 *
 * @summary All changes up to the playhead.
 * @tagname reprise-all-changes
 *
 * @fires reprise-seek-request - The viewer wants to see the moment of a file's last change.
 */
export class RepriseAllChanges extends LitElement {
  static override styles = browserStyles;

  @property() layout: DiffLayout = 'unified';
  @property({ type: Boolean, attribute: 'ignore-spaces' }) ignoreSpaces = false;

  readonly #view = new StateController(this, (state) => state.changes);
  readonly #squashed = new LoadedValue<readonly SquashedFile[]>(this);
  #picked: string | undefined;
  #copied: SquashedFile | undefined;

  override render(): TemplateResult {
    const view = this.#view.value;
    const { player } = this.#view;
    if (!view?.ready || !player) return renderSentence(strings.changes.loading);
    const { time } = player.store.state;
    const squashed = this.#squashed.get(view.current ?? view.track, () => player.squash(time), {
      keep: true,
    });
    if (squashed.status === 'failed') return renderSentence(strings.changes.failed);
    if (!squashed.value) return renderSentence(strings.changes.loading);
    const find = (path: string | undefined): SquashedFile | undefined =>
      squashed.value?.find((candidate) => candidate.path === path);
    const file = find(this.#picked) ?? find(view.current?.path) ?? squashed.value[0];
    if (!file)
      return renderSentence(view.track.events === 0 ? strings.changes.none : strings.changes.noneYet);
    return html`
      <div class="browser">
        <div class="files">
          <reprise-file-list
            .files=${squashed.value}
            .selected=${file.path}
            @reprise-file-select=${this.#onSelect}
          ></reprise-file-list>
        </div>
        <div class="content">${this.#file(file, player, time)}</div>
      </div>
    `;
  }

  #file(file: SquashedFile, player: SessionContext, time: number): TemplateResult {
    const note = file.exact === false ? strings.changes.inexactAll : undefined;
    return html`${renderFileHeader(file, this.#actions(file), note)}
    ${
      file.patch === ''
        ? renderSentence(sentenceOf(file))
        : html`
            <reprise-diff-view
              .patch=${file.patch}
              .path=${file.path}
              .layout=${this.layout}
              .ignoreSpaces=${this.ignoreSpaces}
              .loadOldText=${fillsGaps(file) ? () => textBefore(file, player, time) : undefined}
            ></reprise-diff-view>
          `
    }`;
  }

  #actions(file: SquashedFile): FileAction[] {
    const last = this.#view.value?.files.find(({ path }) => path === file.path);
    const copy = copyAction(this.#copied === file, () => void this.#copy(file));
    if (!last) return [copy];
    return [goToAction(clockText(this.#view.player, last.time), () => this.#goTo(last.time)), copy];
  }

  #goTo(time: number): void {
    this.dispatchEvent(createRequest('reprise-seek-request', { time }));
  }

  async #copy(file: SquashedFile): Promise<void> {
    await navigator.clipboard.writeText(toPatchText(file, file.patch));
    this.#copied = file;
    this.requestUpdate();
  }

  #onSelect(event: CustomEvent<string>): void {
    this.#picked = event.detail;
    this.#squashed.retry();
    this.requestUpdate();
  }
}

function sentenceOf({ status, from }: SquashedFile): string {
  if (status === 'renamed' && from !== undefined) return strings.changes.renamed(from);
  return status === 'created' ? strings.changes.emptied : strings.changes.same;
}

function fillsGaps({ exact, status }: SquashedFile): boolean {
  return exact !== false && (status === 'modified' || status === 'renamed');
}

/** The text before the first change: the text now, with the patch undone. */
async function textBefore(
  file: SquashedFile,
  player: SessionContext,
  time: number,
): Promise<string | undefined> {
  const after = await player.fileText(file.path, time);
  const undo = reversePatch(file.patch);
  return after === undefined || undo === undefined ? undefined : applyPatch(after, undo);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-all-changes': RepriseAllChanges;
  }
}
