import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controls, paneBar } from '../styles/controls.ts';
import { styles } from './tabs.styles.ts';

export interface Tab {
  readonly id: string;
  readonly label: string;
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
 */
export class RepriseTabs extends LitElement {
  static override styles = [controls, paneBar, styles];

  @property({ attribute: false }) tabs: readonly Tab[] = [];
  /** Id of the selected tab. */
  @property() selected = '';
  /** Name of the row, for assistive technology. */
  @property() label = '';

  override render(): TemplateResult {
    return html`
      <div role="tablist" aria-label=${this.label} @keydown=${this.#onKeyDown}>
        ${this.tabs.map(
          ({ id, label }) => html`
            <button
              role="tab"
              part="tab"
              data-tab=${id}
              aria-selected=${id === this.selected ? 'true' : 'false'}
              tabindex=${id === this.selected ? '0' : '-1'}
              @click=${() => this.#select(id)}
            >
              ${label}
            </button>
          `,
        )}
      </div>
    `;
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
