import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { createRequest } from '../../player/index.ts';
import type { ChangedFile, ChangesView } from '../../player/index.ts';
import { applyPatch, reversePatch, toPatchText } from '../../state/index.ts';
import type { SquashedFile } from '../../state/index.ts';
import type { SessionContext } from '../context.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import type { Loaded } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import { WidthController } from '../controllers/width-controller.ts';
import type { ListedFile } from '../file-list/list-rows.ts';
import type { ChangesStrings } from '../strings/changes.ts';
import { inOrder, mostTelling, NARROW_REM, pixelsOf, renderBrowser } from './browser.ts';
import { FilesShown } from './files-shown.ts';
import { ChangesPart } from './changes-part.ts';
import { clockText } from './clock-text.ts';
import { copyAction, goToAction, renderFileHeader, renderSentence } from './file-header.ts';
import type { FileAction } from './file-header.ts';
import { countTurns } from './find-change.ts';

/** Up to this many events of the track, all files are folded at once: it is quick, and every number is exact. */
const SMALL_TRACK = 400;

/**
 * What changed in all, up to the playhead or over the whole session: every file's changes folded into one diff. Which
 * files there are is known at once; of a long session one file is folded when it is looked at.
 *
 * @summary All changes, by file.
 * @tagname reprise-all-changes
 *
 * @fires reprise-seek-request - The viewer wants to see the moment of a file's last change.
 */
export class RepriseAllChanges extends ChangesPart {
  /** Shows the whole session, wherever the playhead is. */
  @property({ type: Boolean, attribute: 'at-end' }) atEnd = false;

  readonly #view = new StateController(this, (state) => state.changes);
  readonly #width = new WidthController(this, [pixelsOf(NARROW_REM)]);
  readonly #changed = new FilesShown(this);
  readonly #all = new LoadedValue<readonly SquashedFile[]>(this);
  readonly #one = new LoadedValue<SquashedFile | undefined>(this);
  #picked: string | undefined;
  /** Patch that was copied last. */
  #copied: string | undefined;

  override render(): TemplateResult {
    const view = this.#view.value;
    const { player } = this.#view;
    if (!player || !view || (!this.atEnd && !view.ready)) return renderSentence(this.strings.loading);
    const time = this.#time(player);
    const moment = this.atEnd ? `end ${player.store.state.manifest?.id ?? ''}` : (view.current ?? view.track);
    const listed = this.atEnd ? this.#changed.atEnd(time, player) : this.#changed.atPlayhead(view);
    if (listed.status === 'failed') return renderSentence(this.strings.failed);
    if (!listed.value) return renderSentence(this.strings.loading);
    const isSmall = (view.track.events ?? Infinity) <= SMALL_TRACK;
    const all = isSmall ? this.#all.get(moment, () => player.squash(time), { keep: true }) : undefined;
    const files = inOrder<ChangedFile | SquashedFile>(all?.value ?? listed.value);
    if (files.length === 0)
      return renderSentence(view.track.events === 0 ? this.strings.none : this.strings.noneYet);
    const narrow = this.#width.step === 0;
    const selected = this.#selected(files, view, narrow);
    const one = selected && (all ? fileAmong(all, selected) : this.#fold(moment, selected, time, player));
    return renderBrowser({
      files,
      selected,
      narrow,
      onSelect: this.#onSelect,
      content: selected && one ? this.#file(selected, files, one, player) : html``,
    });
  }

  #time({ store }: SessionContext): number {
    const { time, timeline } = store.state;
    return this.atEnd ? (timeline?.duration ?? time) : time;
  }

  #fold(
    moment: unknown,
    path: string,
    time: number,
    player: SessionContext,
  ): Loaded<SquashedFile | undefined> {
    const key = `${typeof moment === 'string' ? moment : time} ${path}`;
    return this.#one.get(key, () => player.squashFile(path, time));
  }

  #selected(files: readonly ListedFile[], view: ChangesView, narrow: boolean): string | undefined {
    const has = (path: string | undefined): boolean => files.some((file) => file.path === path);
    if (has(this.#picked)) return this.#picked;
    if (narrow) return undefined;
    const current = this.atEnd ? undefined : view.current?.path;
    return has(current) ? current : (mostTelling(files) ?? files[0])?.path;
  }

  #file(
    path: string,
    files: readonly (ChangedFile | SquashedFile)[],
    one: Loaded<SquashedFile | undefined>,
    player: SessionContext,
  ): TemplateResult {
    const file = one.value;
    const listed = file ?? files.find((candidate) => candidate.path === path) ?? { path };
    const { manifest, timeline } = player.store.state;
    const header = {
      actions: file ? this.#actions(file, player) : [],
      asides: file
        ? [{ text: this.strings.changesInTurns(file.changes.length, countTurns(file.times, timeline)) }]
        : [],
      note: file?.exact === false ? this.strings.inexactAll : undefined,
      root: manifest?.workspace?.root,
      language: this.language.value,
    };
    return html`${renderFileHeader(listed, header)}${this.#body(one, player)}`;
  }

  #body({ status, value: file }: Loaded<SquashedFile | undefined>, player: SessionContext): TemplateResult {
    if (status === 'failed') return renderSentence(this.strings.failed);
    if (!file) return renderSentence(status === 'loading' ? this.strings.loading : this.strings.same);
    if (file.patch === '') return renderSentence(sentenceOf(file, this.strings));
    const time = this.#time(player);
    return html`<reprise-diff-view
      ?inline=${this.#width.step === 0}
      .patch=${file.patch}
      .path=${file.path}
      .layout=${this.layout}
      .noWrap=${this.noWrap}
      .ignoreSpaces=${this.ignoreSpaces}
      .whole=${this.whole}
      .loadOldText=${fillsGaps(file) ? () => textBefore(file, player, time) : undefined}
    ></reprise-diff-view>`;
  }

  #actions(file: SquashedFile, player: SessionContext): FileAction[] {
    const last = file.times.at(-1);
    const copy = copyAction(this.#copied === file.patch, this.strings, () => void this.#copy(file));
    if (last === undefined) return [copy];
    return [goToAction(clockText(player, last), this.strings, () => this.#goTo(last)), copy];
  }

  #goTo(time: number): void {
    this.dispatchEvent(createRequest('reprise-seek-request', { time }));
  }

  async #copy(file: SquashedFile): Promise<void> {
    await navigator.clipboard.writeText(toPatchText(file, file.patch));
    this.#copied = file.patch;
    this.requestUpdate();
  }

  readonly #onSelect = ({ detail }: CustomEvent<string>): void => {
    // Where a file opens in place, it is shut in the same way.
    this.#picked = this.#width.step === 0 && this.#picked === detail ? undefined : detail;
    this.#all.retry();
    this.#one.retry();
    this.requestUpdate();
  };
}

function fileAmong(
  { status, value }: Loaded<readonly SquashedFile[]>,
  path: string,
): Loaded<SquashedFile | undefined> {
  return { status, value: value?.find((file) => file.path === path) };
}

function sentenceOf({ status, from }: SquashedFile, strings: ChangesStrings): string {
  if (status === 'renamed' && from !== undefined) return strings.renamed(from);
  if (status === 'deleted') return strings.removed;
  return status === 'created' ? strings.emptied : strings.same;
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
