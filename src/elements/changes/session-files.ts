import { html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import type { PlayerState } from '../../player/index.ts';
import type { KnownFile, SquashedFile } from '../../state/index.ts';
import { parsePatch } from '../../state/index.ts';
import type { SessionContext } from '../context.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import type { ListedFile } from '../file-list/file-list.ts';
import { strings } from '../strings.ts';
import { browserStyles } from './browser.styles.ts';
import { renderFileHeader, renderSentence } from './file-header.ts';

/**
 * Every file whose text is known at the playhead, and the text of one of them with its changed lines marked. Texts are
 * read when they are looked at.
 *
 * @summary Files at the playhead.
 * @tagname reprise-session-files
 */
export class RepriseSessionFiles extends LitElement {
  static override styles = browserStyles;

  readonly #moment = new StateController(this, momentOf);
  readonly #changes = new StateController(this, (state) => state.changes);
  readonly #known = new LoadedValue<readonly KnownFile[]>(this);
  readonly #text = new LoadedValue<string | undefined>(this);
  readonly #squashed = new LoadedValue<readonly SquashedFile[]>(this);
  #picked: string | undefined;

  override render(): TemplateResult {
    const { player } = this.#moment;
    if (!player || !this.#changes.value?.ready) return renderSentence(strings.changes.loading);
    const { time } = player.store.state;
    const known = this.#known.get(this.#moment.value, () => player.knownFiles(time), { keep: true });
    if (known.status === 'failed') return renderSentence(strings.changes.failed);
    if (!known.value) return renderSentence(strings.changes.loading);
    const file = this.#selectedOf(known.value);
    if (!file) return renderSentence(strings.changes.noFiles);
    return html`
      <div class="browser">
        <div class="files">
          <reprise-file-list
            .files=${this.#listed(known.value)}
            .selected=${file.path}
            @reprise-file-select=${this.#onSelect}
          ></reprise-file-list>
        </div>
        <div class="content">${this.#file(file, player, time)}</div>
      </div>
    `;
  }

  #file({ path, sha256 }: KnownFile, player: SessionContext, time: number): TemplateResult {
    const text = this.#text.get(`${sha256} ${path}`, () => player.fileText(path, time));
    const actions =
      text.value === undefined
        ? []
        : [
            {
              icon: 'download' as const,
              label: strings.changes.download,
              run: () => download(path, text.value ?? ''),
            },
          ];
    return html`${renderFileHeader({ path }, actions)}${this.#body(path, text, player)}`;
  }

  #body(
    path: string,
    text: ReturnType<LoadedValue<string | undefined>['get']>,
    player: SessionContext,
  ): TemplateResult {
    if (text.status === 'loading') return renderSentence(strings.changes.loading);
    if (text.status === 'failed') return renderSentence(strings.changes.failed);
    if (text.value === undefined) return renderSentence(strings.changes.unknownText);
    if (text.value === '') return renderSentence(strings.changes.emptied);
    return html`
      <reprise-code-view
        .text=${text.value}
        .path=${path}
        .changed=${this.#changedLines(path, player)}
      ></reprise-code-view>
    `;
  }

  /** Lines that the session wrote, by the patch from the file as it was before. */
  #changedLines(path: string, player: SessionContext): ReadonlySet<number> {
    const view = this.#changes.value;
    if (!view?.files.some((file) => file.path === path)) return new Set();
    const { time } = player.store.state;
    const squashed = this.#squashed.get(view.current, () => player.squash(time), { keep: true });
    const file = squashed.value?.find((candidate) => candidate.path === path);
    return file && file.exact !== false ? addedLines(file.patch) : new Set();
  }

  #listed(known: readonly KnownFile[]): readonly ListedFile[] {
    const changed = new Map(this.#changes.value?.files.map((file) => [file.path, file]));
    return known.map(({ path }) => changed.get(path) ?? { path });
  }

  #selectedOf(known: readonly KnownFile[]): KnownFile | undefined {
    const current = this.#changes.value?.current?.path;
    const find = (path: string | undefined): KnownFile | undefined =>
      known.find((file) => file.path === path);
    return find(this.#picked) ?? find(current) ?? known[0];
  }

  #onSelect(event: CustomEvent<string>): void {
    this.#picked = event.detail;
    this.#known.retry();
    this.#text.retry();
    this.requestUpdate();
  }
}

/** Changes when other files may be known: with every change while playing, with every move of the playhead else. */
function momentOf({ paused, time, changes, manifest }: PlayerState): string {
  return `${manifest?.id ?? ''} ${paused ? time : (changes?.current?.id ?? '')}`;
}

function addedLines(patch: string): ReadonlySet<number> {
  const added = new Set<number>();
  for (const { newStart, lines } of parsePatch(patch) ?? []) {
    let number = newStart;
    for (const line of lines) {
      if (line.startsWith('+')) added.add(number);
      if (line.startsWith('+') || line.startsWith(' ')) number += 1;
    }
  }
  return added;
}

/** Saves that version of the file, under its own name. */
function download(path: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = path.slice(path.lastIndexOf('/') + 1);
  link.click();
  URL.revokeObjectURL(url);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-session-files': RepriseSessionFiles;
  }
}
