import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { icon } from '../icons.ts';
import { pathStyles, renderFolder, splitPath } from '../path-text.ts';
import { changesStrings, type ChangesStrings } from '../strings/changes.ts';
import { controls } from '../styles/controls.ts';
import { WindowController } from '../windowed/window-controller.ts';
import { renderFacts } from './facts.ts';
import { styles } from './file-list.styles.ts';
import { listRows, rowAfterKey, rowId } from './list-rows.ts';
import type { ListedFile, ListRow } from './list-rows.ts';

/** From this many files on there is a field that filters them. */
const FILTERED_FROM = 8;

/** Height of a row, about, CSS pixels. */
const ROW_HEIGHT = 25;

/**
 * Files by folder, each with what happened to it, as a tree: the arrow keys move in it. Shows which file is selected and
 * says when the viewer picks another. Of a long list only what can be seen is in the page.
 *
 * @summary Tree of files.
 * @tagname reprise-file-list
 *
 * @slot opened - What belongs to the selected file, right below it, with `opens`.
 * @csspart list - The tree.
 * @csspart file - Each native `<button>` of a file.
 * @fires reprise-file-select - The viewer picked a file; `detail` is its path.
 */
export class RepriseFileList extends LitElement {
  static override styles = [controls, pathStyles, visibleStyles, styles];
  readonly #language = new LanguageController(this);
  readonly #window = new WindowController(this, ROW_HEIGHT);

  /** In the order in which they are shown. */
  @property({ attribute: false }) files: readonly ListedFile[] = [];
  /** Path of the selected file. */
  @property() selected: string | undefined;
  /** The selected file opens in place, below its row. */
  @property({ type: Boolean }) opens = false;

  #rows: readonly ListRow[] = [];
  #filter = '';
  readonly #shut = new Set<string>();
  /** Id of the row that the Tab key leads to. */
  #entry: string | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    this.#rows = listRows(this.files, { filter: this.#filter, shut: this.#shut });
    if (changed.has('selected')) this.#entry = `file ${this.selected ?? ''}`;
    if (!this.#rows.some((row) => rowId(row) === this.#entry)) {
      const first = this.#rows.find((row) => row.kind === 'file') ?? this.#rows[0];
      this.#entry = first && rowId(first);
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('selected') && !this.opens) void this.#reveal(`file ${this.selected ?? ''}`);
  }

  override render(): TemplateResult {
    const rows = this.#rows;
    const strings = this.#strings;
    return html`
      ${this.files.length >= FILTERED_FROM ? this.#field() : nothing}
      ${
        rows.length === 0 && this.files.length > 0
          ? html`<p class="none" role="status">${strings.noMatch}</p>`
          : html`<div
              class="tree"
              part="list"
              role=${this.opens ? 'group' : 'tree'}
              tabindex="-1"
              aria-label=${strings.files}
              @keydown=${this.#onKeyDown}
            >
              ${this.#window.render(rows.length, (index) => this.#row(rows[index]!))}
            </div>`
      }
    `;
  }

  get #strings(): ChangesStrings {
    return this.#language.of(changesStrings);
  }

  #field(): TemplateResult {
    return html`<label class="filter">
      ${icon('search')}<span class="visually-hidden">${this.#strings.filter}</span>
      <input
        type="search"
        placeholder=${this.#strings.filter}
        .value=${this.#filter}
        autocomplete="off"
        spellcheck="false"
        @input=${this.#onFilter}
      />
    </label>`;
  }

  #row(row: ListRow): TemplateResult {
    return row.kind === 'folder' ? this.#folder(row) : this.#file(row);
  }

  #folder(row: Extract<ListRow, { kind: 'folder' }>): TemplateResult {
    const { path, label, open, place } = row;
    return html`<button
      class="folder"
      role=${this.opens ? nothing : 'treeitem'}
      data-row=${rowId(row)}
      title=${visibleText(path)}
      tabindex=${this.#tabIndex(row)}
      aria-expanded=${open ? 'true' : 'false'}
      aria-level=${this.#inTree(place.level)}
      aria-posinset=${this.#inTree(place.position)}
      aria-setsize=${this.#inTree(place.size)}
      @click=${() => this.#toggle(path)}
    >
      ${icon('down')}<span class="path">${renderFolder(label.replace(/[/\\]$/, ''))}</span>
    </button>`;
  }

  #file(row: Extract<ListRow, { kind: 'file' }>): TemplateResult {
    const { file, folder, place } = row;
    const { path, status = '' } = file;
    const isSelected = path === this.selected;
    return html`<button
        part="file"
        class="file ${folder === '' ? '' : 'inside'}"
        role=${this.opens ? nothing : 'treeitem'}
        data-row=${rowId(row)}
        title=${visibleText(path)}
        tabindex=${this.#tabIndex(row)}
        aria-current=${isSelected ? 'true' : nothing}
        aria-selected=${this.#inTree(isSelected ? 'true' : 'false')}
        aria-expanded=${this.opens ? (isSelected ? 'true' : 'false') : nothing}
        aria-level=${this.#inTree(place.level)}
        aria-posinset=${this.#inTree(place.position)}
        aria-setsize=${this.#inTree(place.size)}
        @click=${() => this.#select(path)}
      >
        <span class="name ${status}">${renderVisible(splitPath(path).name)}</span>
        ${renderFacts(file, this.#language.value)}
      </button>
      ${isSelected && this.opens ? html`<div class="opened"><slot name="opened"></slot></div>` : nothing}`;
  }

  /** What only items of a tree have. */
  #inTree<T>(value: T): T | typeof nothing {
    return this.opens ? nothing : value;
  }

  #tabIndex(row: ListRow): string | typeof nothing {
    if (this.opens) return nothing;
    return rowId(row) === this.#entry ? '0' : '-1';
  }

  #select(path: string): void {
    this.dispatchEvent(new CustomEvent('reprise-file-select', { detail: path }));
  }

  #toggle(folder: string): void {
    if (!this.#shut.delete(folder)) this.#shut.add(folder);
    this.#entry = `folder ${folder}`;
    this.requestUpdate();
  }

  readonly #onFilter = (event: Event): void => {
    this.#filter = (event.target as HTMLInputElement).value;
    this.#window.reset();
    this.requestUpdate();
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (this.opens || event.altKey || event.ctrlKey || event.metaKey) return;
    const from = this.#rows.findIndex((row) => rowId(row) === this.#entry);
    const row = this.#rows[from];
    if (!row) return;
    const toggles = row.kind === 'folder' && event.key === (row.open ? 'ArrowLeft' : 'ArrowRight');
    const next = toggles ? undefined : rowAfterKey(this.#rows, from, event.key);
    if (!toggles && next === undefined) return;
    // Arrow keys belong to the tree here, not to the playhead.
    event.preventDefault();
    if (toggles) this.#toggle(row.path);
    else void this.#focusRow(next!);
  };

  async #focusRow(index: number): Promise<void> {
    this.#entry = rowId(this.#rows[index]!);
    await this.#window.show(index);
    this.requestUpdate();
    await this.updateComplete;
    this.#element(this.#entry)?.focus();
  }

  /** Scrolls no more than it takes to see a row. */
  async #reveal(id: string): Promise<void> {
    const index = this.#rows.findIndex((row) => rowId(row) === id);
    if (index < 0) return;
    await this.#window.show(index);
    this.#element(id)?.scrollIntoView({ block: 'nearest' });
  }

  #element(id: string | undefined): HTMLElement | undefined {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[data-row]')].find(
      ({ dataset }) => dataset['row'] === id,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-file-list': RepriseFileList;
  }
}
