import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { WidthController } from '../controllers/width-controller.ts';
import { playerStrings } from '../strings/player.ts';
import { controls } from '../styles/controls.ts';
import { printStyles } from '../styles/print.ts';
import type { Tab } from '../tabs/tabs.ts';
import { styles } from './layout.styles.ts';
import { panesOf, type Pane } from './panes.ts';
import { skeleton } from './skeleton.ts';

/** Up to this width there is one column with tabs, in CSS pixels of the layout's own width. */
const NARROW = 760;

/**
 * What a player shows when its page brings no layout: header, the story beside terminal and changes, transport.
 *
 * Panes the session has nothing for are left out and the others take their room. When it is narrow, one pane shows
 * at a time, under tabs. The transport stands at the bottom and comes first for the tab key and for screen readers: nobody
 * has to go through a session to play it.
 *
 * @summary Default layout of a player.
 * @tagname reprise-layout
 *
 * @csspart header - The title and facts.
 * @csspart tabs - The row of tabs of the narrow layout.
 * @csspart panes - Everything between header and transport.
 * @csspart transport - Timeline and controls.
 */
export class RepriseLayout extends LitElement {
  static override styles = [controls, styles, printStyles];

  /** Leaves out the transport, for pages with controls of their own. */
  @property({ type: Boolean, reflect: true }) bare = false;

  readonly #language = new LanguageController(this);
  readonly #width = new WidthController(this, [NARROW]);
  readonly #status = new StateController(this, (state) => state.status);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  #selected: Pane = 'story';
  #source: unknown;

  override willUpdate(): void {
    if (this.#manifest.value === this.#source) return;
    this.#source = this.#manifest.value;
    this.#selected = panesOf(this.#manifest.value)[0] ?? 'story';
  }

  override render(): TemplateResult {
    const panes = panesOf(this.#manifest.value);
    const narrow = this.#width.step === 0;
    return html`
      <div class="layout ${narrow ? 'narrow' : 'wide'}">
        ${this.bare ? nothing : html`<reprise-transport part="transport"></reprise-transport>`}
        <reprise-header part="header"></reprise-header>
        ${narrow && panes.length > 1 ? this.#tabs(panes) : nothing}
        <div class="panes" part="panes">${this.#content(panes, narrow)}</div>
      </div>
    `;
  }

  #content(panes: readonly Pane[], narrow: boolean): TemplateResult {
    const status = this.#status.value;
    if (status === 'error') return html`<reprise-error-message></reprise-error-message>`;
    if (status === 'ready' && panes.length === 0) return sentence(this.#language.of(playerStrings).nothing);
    if (status !== 'ready' && status !== 'loading') return sentence(this.#language.of(playerStrings).empty);
    // Panes are there as soon as it is known which: what they show is asked for while the archive is being checked.
    return html`
      ${panes.length > 0 ? this.#panes(panes, narrow) : nothing}
      ${status === 'loading' ? skeleton(narrow, this.#language.value) : nothing}
    `;
  }

  #tabs(panes: readonly Pane[]): TemplateResult {
    const labels: Readonly<Record<Pane, string>> = {
      story: this.#language.of(playerStrings).story,
      terminal: this.#language.of(playerStrings).terminal,
      changes: this.#language.of(playerStrings).changes(this.#manifest.value?.stats?.files ?? 0),
    };
    const tabs: Tab[] = panes.map((pane) => ({ id: pane, label: labels[pane] }));
    return html`
      <reprise-tabs
        class="views"
        part="tabs"
        label=${this.#language.of(playerStrings).views}
        .tabs=${tabs}
        .selected=${this.#selected}
        @reprise-tab-select=${this.#onSelect}
      ></reprise-tabs>
    `;
  }

  /** Every pane keeps its element in both layouts: what was scrolled or opened in it stays. */
  #panes(panes: readonly Pane[], narrow: boolean): TemplateResult {
    const shown = (pane: Pane): boolean => panes.includes(pane) && (!narrow || pane === this.#selected);
    const evidence = shown('terminal') || shown('changes');
    return html`
      <reprise-split
        orientation="columns"
        share="0.46"
        label=${this.#language.of(playerStrings).resizeColumns}
        only=${only(shown('story'), evidence)}
      >
        ${
          panes.includes('story')
            ? html`
                <section slot="start" aria-label=${this.#language.of(playerStrings).story}>
                  <reprise-transcript ?hidden=${!shown('story')}></reprise-transcript>
                </section>
              `
            : nothing
        }
        <reprise-split
          slot="end"
          orientation="rows"
          share="0.5"
          label=${this.#language.of(playerStrings).resizeRows}
          only=${only(shown('terminal'), shown('changes'))}
        >
          ${
            panes.includes('terminal')
              ? html`
                  <section
                    slot="start"
                    class="terminal"
                    aria-label=${this.#language.of(playerStrings).terminal}
                  >
                    <reprise-terminals ?hidden=${!shown('terminal')}></reprise-terminals>
                  </section>
                `
              : nothing
          }
          ${
            panes.includes('changes')
              ? html`
                  <section slot="end" aria-label=${this.#language.of(playerStrings).changes(0)}>
                    <reprise-changes ?hidden=${!shown('changes')}></reprise-changes>
                  </section>
                `
              : nothing
          }
        </reprise-split>
      </reprise-split>
    `;
  }

  #onSelect(event: CustomEvent<string>): void {
    this.#selected = event.detail as Pane;
    this.requestUpdate();
  }
}

function only(start: boolean, end: boolean): 'start' | 'end' | typeof nothing {
  if (start && end) return nothing;
  return start ? 'start' : 'end';
}

function sentence(text: string): TemplateResult {
  return html`<p class="sentence">${text}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-layout': RepriseLayout;
  }
}
