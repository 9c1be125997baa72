import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { firstIcon } from '../first-icons.ts';
import { controls, paneBar } from '../styles/controls.ts';
import { styles } from './tabs.styles.ts';

/** One tab of a row. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  /** There is more to choose from while it is selected: pressing it again says so. */
  readonly menu?: boolean;
}

/**
 * A row of tabs. It shows which one is selected and says when the viewer picks another; what belongs to a tab is
 * shown by whoever listens.
 *
 * @summary Row of tabs.
 * @tagname reprise-tabs
 *
 * @csspart tab - Each native `<button>`.
 * @fires reprise-tab-select - The viewer picked a tab; `detail` is its id.
 * @fires reprise-tab-menu - The viewer pressed the selected tab, which has more to choose from; `detail` is its id.
 */
export class RepriseTabs extends LitElement {
  static override styles = [controls, paneBar, styles];

  /** The tabs, left to right. */
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  /** Id of the selected tab. */
  @property() selected = '';
  /** Name of the row, for assistive technology. */
  @property() label = '';

  override render(): TemplateResult {
    return html`
      <div role="tablist" tabindex="-1" aria-label=${this.label} @keydown=${this.#onKeyDown}>
        ${this.tabs.map(
          ({ id, label, menu = false }) => html`
            <button
              role="tab"
              part="tab"
              data-tab=${id}
              aria-selected=${id === this.selected ? 'true' : 'false'}
              aria-haspopup=${menu && id === this.selected ? 'true' : nothing}
              tabindex=${id === this.selected ? '0' : '-1'}
              @click=${() => this.#pick(id, menu)}
            >
              ${label}${menu ? firstIcon('down') : nothing}
            </button>
          `,
        )}
      </div>
    `;
  }

  #pick(id: string, menu: boolean): void {
    if (id !== this.selected) this.#select(id);
    else if (menu) this.dispatchEvent(new CustomEvent('reprise-tab-menu', { detail: id }));
  }

  #select(id: string): void {
    if (id === this.selected) return;
    this.dispatchEvent(new CustomEvent('reprise-tab-select', { detail: id }));
  }

  #onKeyDown(event: KeyboardEvent): void {
    const last = this.tabs.length - 1;
    const current = this.tabs.findIndex(({ id }) => id === this.selected);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: current === last ? 0 : current + 1,
      ArrowLeft: current <= 0 ? last : current - 1,
      Home: 0,
      End: last,
    };
    const target = this.tabs[targets[event.key] ?? -1];
    if (!target || event.altKey || event.ctrlKey || event.metaKey) return;
    // Arrow keys belong to the tabs here, not to the playhead.
    event.preventDefault();
    this.#select(target.id);
    void this.updateComplete.then(() => this.#focusSelected());
  }

  #focusSelected(): void {
    this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-tabs': RepriseTabs;
  }
}
