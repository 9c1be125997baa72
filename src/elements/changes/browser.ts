import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { isOutside } from '../../state/index.ts';
import type { ListedFile } from '../file-list/list-rows.ts';

/** Up to this width a file opens in place, in the list; beyond it stands beside the list. In rem. */
export const NARROW_REM = 38;

/** Files, and what is shown of one of them. */
export interface Browser {
  readonly files: readonly ListedFile[];
  readonly selected: string | undefined;
  readonly narrow: boolean;
  readonly onSelect: (event: CustomEvent<string>) => void;
  readonly content: TemplateResult;
}

/** A tree of files beside one of them, or with it inside. */
export function renderBrowser({ files, selected, narrow, onSelect, content }: Browser): TemplateResult {
  if (narrow) {
    return html`<reprise-file-list
      opens
      .files=${files}
      .selected=${selected}
      @reprise-file-select=${onSelect}
    >
      <div class="content inline" slot="opened">${content}</div>
    </reprise-file-list>`;
  }
  return html`<div class="browser">
    <reprise-file-list
      .files=${files}
      .selected=${selected}
      @reprise-file-select=${onSelect}
    ></reprise-file-list>
    <div class="content">${content}</div>
  </div>`;
}

/** Files of the workspace before those outside of it. */
export function inOrder<T extends { readonly path: string }>(files: readonly T[]): readonly T[] {
  return [...files.filter(({ path }) => !isOutside(path)), ...files.filter(({ path }) => isOutside(path))];
}

/** Names of files that programs write: however long they are, they tell little. */
const GENERATED = /(?:^|[/\\])(?:[^/\\]*[.-]lock(?:\.\w+)?|go\.sum|[^/\\]*\.(?:min\.\w+|map|snap|svg))$/;

/** The file to show before anybody has picked one: the one in which most lines changed, of those that people write. */
export function mostTelling(files: readonly ListedFile[]): ListedFile | undefined {
  const written = files.filter(({ path, status }) => status !== 'deleted' && !GENERATED.test(path));
  const linesOf = ({ additions = 0, deletions = 0 }: ListedFile): number => additions + deletions;
  return written.reduce<ListedFile | undefined>(
    (most, file) => (most && linesOf(most) >= linesOf(file) ? most : file),
    undefined,
  );
}

/** Rem as CSS pixels of this page. */
export function pixelsOf(rem: number): number {
  return rem * (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
}
