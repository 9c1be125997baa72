import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { renderVisible } from '../code/visible-characters.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { styles } from './file-list.styles.ts';

/** A file as a list shows it. Counts are left out where they are not known. */
export interface ListedFile {
  readonly path: string;
  readonly status?: 'created' | 'modified' | 'deleted' | 'renamed';
  readonly additions?: number;
  readonly deletions?: number;
}

/** Files listed at first, and more with each click on "show more". */
export const MAX_FILES = 300;

interface Folder {
  readonly path: string;
  readonly files: readonly ListedFile[];
}

/**
 * Files by folder, each with what happened to it. Shows which one is selected and says when the viewer picks another.
 *
 * @summary List of files.
 * @tagname reprise-file-list
 *
 * @csspart list - The scrolled area.
 * @csspart file - Each native `<button>`.
 * @fires reprise-file-select - The viewer picked a file; `detail` is its path.
 */
export class RepriseFileList extends LitElement {
  static override styles = [controls, styles];

  /** Ordered by path. */
  @property({ attribute: false }) files: readonly ListedFile[] = [];
  /** Path of the selected file. */
  @property() selected: string | undefined;

  #limit = MAX_FILES;

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('selected')) return;
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const left = Math.min(this.files.length - this.#limit, MAX_FILES);
    return html`
      <nav part="list" aria-label=${strings.changes.files}>
        ${groupByFolder(this.files.slice(0, this.#limit)).map((folder) => this.#folder(folder))}
        ${
          left > 0
            ? html`<button class="more" @click=${this.#onMore}>${strings.changes.moreFiles(left)}</button>`
            : nothing
        }
      </nav>
    `;
  }

  #folder({ path, files }: Folder): TemplateResult {
    return html`
      ${path === '' ? nothing : html`<div class="folder" title=${path}>${renderVisible(shorten(path))}</div>`}
      <ul aria-label=${path === '' ? strings.changes.files : path}>
        ${files.map((file) => html`<li>${this.#file(file)}</li>`)}
      </ul>
    `;
  }

  #file(file: ListedFile): TemplateResult {
    const { path } = file;
    const name = path.slice(path.lastIndexOf('/') + 1);
    return html`
      <button
        part="file"
        title=${path}
        aria-current=${path === this.selected ? 'true' : nothing}
        @click=${() => this.#select(path)}
      >
        <span class="name ${file.status ?? ''}">${renderVisible(name)}</span>
        ${renderFacts(file)}
      </button>
    `;
  }

  #select(path: string): void {
    this.dispatchEvent(new CustomEvent('reprise-file-select', { detail: path }));
  }

  #onMore(): void {
    this.#limit += MAX_FILES;
    this.requestUpdate();
  }
}

/** `new`, or the lines added and removed; for a screen reader as words. */
export function renderFacts({
  status,
  additions = 0,
  deletions = 0,
}: ListedFile): TemplateResult | typeof nothing {
  const label = status && status !== 'modified' ? strings.changes.status[status] : undefined;
  const counts =
    additions + deletions === 0
      ? nothing
      : html`
          <span class="visually-hidden">${strings.changes.counts(additions, deletions)}</span>
          <span aria-hidden="true">
            ${additions > 0 ? html`<span class="added">+${additions}</span>` : nothing}
            ${deletions > 0 ? html`<span class="deleted">−${deletions}</span>` : nothing}
          </span>
        `;
  if (label === undefined && counts === nothing) return nothing;
  // "new" and "deleted" say more than how many lines that were.
  const whole = status === 'created' || status === 'deleted';
  return html`<span class="facts"
    >${label === undefined ? nothing : html`<span class=${status ?? ''}>${label}</span>`}${whole ? nothing : counts}</span
  >`;
}

function groupByFolder(files: readonly ListedFile[]): Folder[] {
  const folders = new Map<string, ListedFile[]>();
  for (const file of files) {
    const path = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    const folder = folders.get(path);
    if (folder) folder.push(file);
    else folders.set(path, [file]);
  }
  return [...folders].map(([path, list]) => ({ path, files: list }));
}

/** The end of a long path says more than its start. */
function shorten(path: string): string {
  const parts = path.split('/');
  return parts.length > 3 ? `…/${parts.slice(-2).join('/')}` : path;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-file-list': RepriseFileList;
  }
}
