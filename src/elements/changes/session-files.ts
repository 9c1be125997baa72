import { html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ChangedFile, ChangesView, PlayerState } from '../../player/index.ts';
import type { BlamedFile, KnownFile } from '../../state/index.ts';
import type { SessionContext } from '../context.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import { WidthController } from '../controllers/width-controller.ts';
import type { ListedFile } from '../file-list/list-rows.ts';
import type { LinesAtEnd } from '../view/view-state.ts';
import { inOrder, NARROW_REM, pixelsOf, renderBrowser } from './browser.ts';
import { FilesShown } from './files-shown.ts';
import { ChangesPart } from './changes-part.ts';
import { clockText } from './clock-text.ts';
import { download } from './download.ts';
import { renderFileHeader, renderSentence } from './file-header.ts';
import type { FileAction } from './file-header.ts';
import { changedLines, lineNotes, linesOf } from './line-notes.ts';

/** What is known of a file at a moment. */
interface KnownText {
  readonly path: string;
  /** The whole text, where it is known; else the lines that are. */
  readonly text: string | undefined;
  /** Numbers of the lines of `text`, where these are not all there are. */
  readonly numbers: readonly number[] | undefined;
  /** Numbers of the lines that the session wrote, and of those that the last change did. */
  readonly changed: ReadonlySet<number>;
  readonly newest: ReadonlySet<number>;
  /** Who wrote the lines; not looked for where nobody asks, and the session did not touch the file. */
  readonly blame: BlamedFile | undefined;
}

/**
 * Every file that is known at the playhead, whole or in part, and the text of one of them: what the session changed is
 * marked, and who wrote each line can be shown. Texts are read when they are looked at.
 *
 * @summary Files at the playhead.
 * @tagname reprise-session-files
 *
 * @fires reprise-seek-request - The viewer wants to see when a line was written.
 */
export class RepriseSessionFiles extends ChangesPart {
  /** Shows the end of the session, wherever the playhead is. */
  @property({ type: Boolean, attribute: 'at-end' }) atEnd = false;
  /** Says beside each line for which prompt it was written. */
  @property({ type: Boolean }) blame = false;

  /** Lines that shall be seen: their file is opened there. */
  @property({ attribute: false }) lines: LinesAtEnd | undefined;

  readonly #moment = new StateController(this, momentOf);
  readonly #changes = new StateController(this, (state) => state.changes);
  readonly #width = new WidthController(this, [pixelsOf(NARROW_REM)]);
  readonly #known = new LoadedValue<readonly KnownFile[]>(this);
  readonly #changed = new FilesShown(this);
  readonly #text = new LoadedValue<KnownText>(this);
  #picked: string | undefined;
  #copied: string | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lines') && this.lines) this.#picked = this.lines.path;
  }

  override render(): TemplateResult {
    const { player } = this.#moment;
    const view = this.#changes.value;
    if (!player || !view || (!this.atEnd && !view.ready)) return renderSentence(this.strings.loading);
    const { time: now, timeline, manifest } = player.store.state;
    const time = this.atEnd ? (timeline?.duration ?? now) : now;
    const moment = this.atEnd ? `end ${manifest?.id ?? ''}` : this.#moment.value;
    const known = this.#known.get(moment, () => player.knownFiles(time), { keep: true });
    const changed = this.atEnd ? this.#changed.atEnd(time, player) : this.#changed.atPlayhead(view);
    if (known.status === 'failed' || changed.status === 'failed') return renderSentence(this.strings.failed);
    if (!known.value || !changed.value) return renderSentence(this.strings.loading);
    const files = listed(known.value, changed.value);
    if (files.length === 0) return renderSentence(this.strings.noFiles);
    const narrow = this.#width.step === 0;
    const selected = this.#selected(files, view, narrow);
    const file = files.find(({ path }) => path === selected);
    const sha256 = known.value.find(({ path }) => path === selected)?.sha256;
    return renderBrowser({
      files,
      selected,
      narrow,
      onSelect: this.#onSelect,
      content: file ? this.#file(file, sha256, time, player) : html``,
    });
  }

  #file(
    file: ListedFile & Partial<ChangedFile>,
    sha256: string | undefined,
    time: number,
    player: SessionContext,
  ): TemplateResult {
    const { path, change = '' } = file;
    const isUntouched = change === '' && !this.blame;
    const key = `${path} ${sha256 ?? ''} ${change} ${isUntouched ? '' : 'blamed'}`;
    const load = async (): Promise<KnownText> => {
      const text = sha256 === undefined ? undefined : await player.fileText(path, time);
      return knownText(path, text, isUntouched ? undefined : await player.blame(path, time), change);
    };
    const loaded = this.#text.get(key, load, { keep: true });
    // The version before is better than none, another file is not.
    const known = loaded.value?.path === path ? loaded.value : undefined;
    const header = {
      actions: known && !known.numbers ? this.#actions(path, known.text) : [],
      note: known?.numbers ? this.strings.partly : undefined,
      root: player.store.state.manifest?.workspace?.root,
      language: this.language.value,
    };
    const body =
      loaded.status === 'failed'
        ? renderSentence(this.strings.failed)
        : known
          ? this.#body(file, known, player)
          : renderSentence(this.strings.loading);
    return html`${renderFileHeader(file, header)}${body}`;
  }

  #body({ status }: ListedFile, known: KnownText, player: SessionContext): TemplateResult {
    const { path, text, numbers, blame } = known;
    if (status === 'deleted') return renderSentence(this.strings.gone);
    if (text === undefined) return renderSentence(this.strings.unknownText);
    if (text === '') return renderSentence(this.strings.emptied);
    if (text.includes('\u0000')) return renderSentence(this.strings.binary(text.length));
    const wanted = this.lines?.path === path ? numbersOf(this.lines) : undefined;
    return html`<reprise-code-view
      ?inline=${this.#width.step === 0}
      .text=${text}
      .path=${path}
      .follow=${!this.atEnd || wanted !== undefined}
      .noWrap=${this.noWrap}
      .numbers=${numbers}
      .changed=${known.changed}
      .newest=${wanted ?? known.newest}
      .notes=${this.blame && blame ? this.#notes(blame, player) : undefined}
    ></reprise-code-view>`;
  }

  #notes(blame: BlamedFile, player: SessionContext): ReturnType<typeof lineNotes> {
    const turns = player.store.state.timeline?.turns ?? [];
    return lineNotes(blame, { turns, clock: (time) => clockText(player, time), strings: this.strings });
  }

  #actions(path: string, text: string | undefined): FileAction[] {
    if (text === undefined) return [];
    const { copied, copyText, download: save } = this.strings;
    const isCopied = this.#copied === text;
    return [
      {
        icon: isCopied ? 'check' : 'copy',
        label: isCopied ? copied : copyText,
        run: () => void this.#copy(text),
      },
      { icon: 'download', label: save, run: () => download(path, text) },
    ];
  }

  async #copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.#copied = text;
    this.requestUpdate();
  }

  #selected(files: readonly ListedFile[], view: ChangesView, narrow: boolean): string | undefined {
    const has = (path: string | undefined): boolean => files.some((file) => file.path === path);
    if (has(this.#picked)) return this.#picked;
    if (narrow) return undefined;
    const current = view.current?.path;
    if (has(current)) return current;
    return (files.find(({ status }) => status !== undefined && status !== 'deleted') ?? files[0])?.path;
  }

  readonly #onSelect = ({ detail }: CustomEvent<string>): void => {
    // Where a file opens in place, it is shut in the same way.
    this.#picked = this.#width.step === 0 && this.#picked === detail ? undefined : detail;
    this.#known.retry();
    this.#text.retry();
    this.requestUpdate();
  };
}

/** Lines of a file that are looked at, at most. */
const MAX_WANTED = 20_000;

function numbersOf({ ranges }: LinesAtEnd): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [first, last] of ranges)
    for (let line = first; line <= last && numbers.size < MAX_WANTED; line += 1) numbers.add(line);
  return numbers;
}

/** Changes when other files may be known: with every change while playing, with every move of the playhead else. */
function momentOf({ paused, time, changes, manifest }: PlayerState): string {
  return `${manifest?.id ?? ''} ${paused ? time : (changes?.current?.id ?? '')}`;
}

/** The files that are known whole and those that were changed, ordered by path. */
function listed(known: readonly KnownFile[], changed: readonly ChangedFile[]): readonly ListedFile[] {
  const files = new Map<string, ListedFile>(known.map(({ path }) => [path, { path }]));
  for (const file of changed) files.set(file.path, file);
  return inOrder([...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));
}

function knownText(
  path: string,
  text: string | undefined,
  blame: BlamedFile | undefined,
  change: string,
): KnownText {
  const changed = blame ? changedLines(blame) : new Set<number>();
  const newest = blame ? linesOf(blame, change) : new Set<number>();
  const base = { path, changed, newest, blame };
  if (text !== undefined || !blame || blame.lines.length === 0) return { ...base, text, numbers: undefined };
  const numbers = blame.whole ? undefined : blame.lines.map(({ number }) => number);
  return { ...base, text: blame.lines.map((line) => line.text).join('\n'), numbers };
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-session-files': RepriseSessionFiles;
  }
}
