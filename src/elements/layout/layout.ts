import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Hit } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { WidthController } from '../controllers/width-controller.ts';
import { createViewRequest } from '../events.ts';
import { firstIcon } from '../first-icons.ts';
import { HitController } from '../find/hit-controller.ts';
import { paneOfHit } from '../find/pane-of-hit.ts';
import { defineElements } from '../lazy-elements.ts';
import { playerStrings } from '../strings/player.ts';
import { controls, paneBar } from '../styles/controls.ts';
import { printStyles } from '../styles/print.ts';
import { ViewController } from '../view/view-controller.ts';
import type { ViewState } from '../view/view-state.ts';
import { styles } from './layout.styles.ts';
import { renderPaneTabs } from './pane-tabs.ts';
import { panesOf, type Pane } from './panes.ts';
import { skeleton } from './skeleton.ts';
import { renderStoryBar } from './story-bar.ts';
import { FORMS, WIDTHS, type Form } from './widths.ts';

/** Element of each use of the left column. */
const COLUMNS = { outline: 'reprise-outline', find: 'reprise-find' } as const;

/** A pane of evidence beside the story. */
type Evidence = 'terminal' | 'changes';

/**
 * What a player shows when its page brings no layout: the bar on top, outline or find, the story beside changes and
 * terminal, and the transport.
 *
 * Panes the session has nothing for are left out and the others take their room. When it is narrow, one pane shows
 * at a time, under tabs. The transport stands at the bottom and comes first for the tab key and for screen readers: nobody
 * has to go through a session to play it.
 *
 * @summary Default layout of a player.
 * @tagname reprise-layout
 *
 * @slot actions - The page's own controls, in the bar on top.
 * @csspart header - The bar on top.
 * @csspart tabs - The row of tabs of the narrow layout.
 * @csspart story-bar - The bar above the story.
 * @csspart column - The outline, or find.
 * @csspart panes - Everything between header and transport.
 * @csspart transport - Timeline and controls.
 * @fires reprise-view-request - The viewer asked for another view, another pane or the outline.
 */
export class RepriseLayout extends LitElement {
  static override styles = [controls, paneBar, styles, printStyles];

  /** Leaves out the transport, for pages with controls of their own. */
  @property({ type: Boolean, reflect: true }) bare = false;

  readonly #language = new LanguageController(this);
  readonly #width = new WidthController(this, Object.values(WIDTHS), 'rem');
  readonly #status = new StateController(this, (state) => state.status);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  /** The playhead has not left the beginning: it goes on from there even if the reader stays at the cover. */
  readonly #atStart = new StateController(
    this,
    ({ time, timeline }) => time <= (timeline?.turns[0]?.time ?? 0),
  );
  readonly #view = new ViewController(this, (state) => state.view);
  readonly #linked = new ViewController(this, (state) => state.linked);
  readonly #atCover = new ViewController(this, (state) => state.atCover);
  readonly #column = new ViewController(this, (state) => state.column);
  readonly #large = new ViewController(this, (state) => state.large);
  readonly #about = new ViewController(this, (state) => state.about);
  readonly #hit = new HitController(this);
  /** The terminal was opened while the reader is at the cover, where it is but a bar at first. */
  #terminalOpen = false;
  #source: unknown;
  #columnBefore: ViewState['column'];
  /** Who opens the outline from within the player goes on in it; who only looks at the page is not taken anywhere. */
  #hadFocus = false;

  override willUpdate(): void {
    if (this.#manifest.value !== this.#source) this.#terminalOpen = false;
    this.#source = this.#manifest.value;
    // Asked before the update: the button that opened the outline goes with it.
    this.#hadFocus = this.matches(':focus-within');
    const column = this.#column.value;
    // Without their code, which a broken connection may keep away, their places stay empty until they are opened again.
    if (column !== undefined)
      defineElements([COLUMNS[column]]).catch(() => this.#request({ column: undefined }));
    this.#makeRoomFor(this.#hit.take());
    if (this.#about.value) defineElements(['reprise-about']).catch(() => this.#request({ about: false }));
  }

  override render(): TemplateResult {
    const panes = panesOf(this.#manifest.value);
    const form = this.#form;
    const single = form === 'sheet' || form === 'single';
    // A sheet over everything would hide the hit that was chosen in it.
    const isShared = form === 'sheet' && this.#column.value === 'find' && this.#hit.value !== undefined;
    return html`
      <div
        class="layout ${form} ${single ? 'narrow' : ''} ${isShared ? 'shared' : ''}"
        @keydown=${this.#onKeyDown}
      >
        ${this.#hasTransport ? html`<reprise-transport part="transport"></reprise-transport>` : nothing}
        <reprise-header part="header"><slot name="actions"></slot></reprise-header>
        ${single && panes.length > 1 && this.#isOpen ? this.#paneTabs(panes) : nothing}
        <div class="body">
          ${this.#isOpen ? this.#leftColumn(panes) : nothing}
          <div class="panes" part="panes">${this.#content(panes, single)}</div>
        </div>
        ${this.#about.value && this.#isOpen ? html`<reprise-about></reprise-about>` : nothing}
      </div>
    `;
  }

  override updated(): void {
    const column = this.#column.value;
    const opened = column === 'outline' && column !== this.#columnBefore;
    this.#columnBefore = column;
    if (opened && this.#hadFocus) void this.#enterColumn();
  }

  get #form(): Form {
    return FORMS[this.#width.step]!;
  }

  /** Controls of nothing would be dead ones: beside an error there is one thing to press, in the message. */
  get #hasTransport(): boolean {
    return !this.bare && this.#status.value !== 'error';
  }

  /** A session is there or on its way. */
  get #isOpen(): boolean {
    return this.#status.value === 'loading' || this.#status.value === 'ready';
  }

  #strings(): ReturnType<typeof playerStrings.english> {
    return this.#language.of(playerStrings);
  }

  #content(panes: readonly Pane[], single: boolean): TemplateResult {
    const status = this.#status.value;
    if (status === 'error') return html`<reprise-error-message></reprise-error-message>`;
    if (status === 'ready' && panes.length === 0) return sentence(this.#strings().nothing);
    if (!this.#isOpen) return sentence(this.#strings().empty);
    // Panes are there as soon as it is known which: what they show is asked for while the archive is being checked.
    return panes.length > 0 ? this.#panes(panes, single) : skeleton(this.#language.value, single);
  }

  #paneTabs(panes: readonly Pane[]): TemplateResult {
    return renderPaneTabs({
      language: this.#language.value,
      manifest: this.#manifest.value,
      panes,
      selected: this.#selected(panes),
      view: this.#view.value,
      request: this.#dispatch,
    });
  }

  /** The one pane that shows where there is room for one. */
  #selected(panes: readonly Pane[]): Pane {
    const large = this.#large.value;
    return large !== undefined && panes.includes(large) ? large : panes[0]!;
  }

  #leftColumn(panes: readonly Pane[]): TemplateResult | typeof nothing {
    const column = this.#column.value;
    if (column === undefined || panes.length === 0) return nothing;
    const strings = this.#strings();
    return html`
      <button
        class="scrim"
        tabindex="-1"
        aria-label=${strings.close}
        @click=${() => this.#request({ column: undefined })}
      ></button>
      <aside class="column ${column}" part="column" aria-label=${strings[column]}>
        ${
          column === 'outline'
            ? html`<reprise-outline @reprise-seek-request=${this.#onPick}></reprise-outline>`
            : html`<reprise-find></reprise-find>`
        }
      </aside>
    `;
  }

  /** Every pane keeps its element in all forms: what was scrolled or opened in it stays. */
  #panes(panes: readonly Pane[], single: boolean): TemplateResult {
    const large = this.#large.value;
    const alone = single || (large !== undefined && panes.includes(large));
    const shown = (pane: Pane): boolean => panes.includes(pane) && (!alone || pane === this.#selected(panes));
    const isBar =
      !alone &&
      this.#atCover.value &&
      this.#atStart.value === true &&
      !this.#terminalOpen &&
      panes.length === 3;
    return html`
      <reprise-split
        orientation="columns"
        share="0.5"
        label=${this.#strings().resizeColumns}
        only=${only(shown('story'), shown('terminal') || shown('changes'))}
      >
        ${panes.includes('story') ? this.#story(shown('story'), { bar: !single, alone: panes.length === 1 }) : nothing}
        <div slot="end" class="evidence">
          <reprise-split
            orientation="rows"
            share="0.5"
            label=${this.#strings().resizeRows}
            only=${only(shown('changes'), shown('terminal') && !isBar)}
          >
            ${panes.includes('changes') ? this.#evidence('changes', shown('changes'), !single && panes.length > 1) : nothing}
            ${panes.includes('terminal') ? this.#evidence('terminal', shown('terminal') && !isBar, !single && panes.length > 1) : nothing}
          </reprise-split>
          ${isBar ? this.#terminalBar() : nothing}
        </div>
      </reprise-split>
    `;
  }

  #story(shown: boolean, { bar, alone }: { readonly bar: boolean; readonly alone: boolean }): TemplateResult {
    return html`
      <section slot="start" class="story ${alone ? 'alone' : ''}" aria-label=${this.#strings().story}>
        ${
          bar
            ? renderStoryBar({
                language: this.#language.value,
                manifest: this.#manifest.value,
                view: this.#view.value,
                linked: this.#linked.value,
                hasOutline: this.#column.value === 'outline',
                alone,
                request: this.#dispatch,
              })
            : nothing
        }
        <reprise-transcript ?hidden=${!shown}
          ><reprise-cover slot="cover"></reprise-cover
        ></reprise-transcript>
      </section>
    `;
  }

  #evidence(pane: Evidence, shown: boolean, canGrow: boolean): TemplateResult {
    const strings = this.#strings();
    const isLarge = this.#large.value === pane;
    const grow = pane === 'terminal' ? strings.enlargeTerminal : strings.enlargeChanges;
    const label = isLarge ? strings.restore : grow;
    return html`
      <section
        slot=${pane === 'changes' ? 'start' : 'end'}
        class="${pane} ${canGrow ? 'growing' : ''}"
        aria-label=${pane === 'terminal' ? strings.terminal : strings.changes(0)}
        @dblclick=${(event: Event) => canGrow && isOnBar(event) && this.#grow(pane)}
      >
        ${
          pane === 'terminal'
            ? html`<reprise-terminals ?hidden=${!shown}></reprise-terminals>`
            : html`<reprise-changes ?hidden=${!shown}></reprise-changes>`
        }
        ${
          canGrow && shown
            ? html`<button
                class="quiet grow"
                aria-label=${label}
                title=${label}
                @click=${() => this.#grow(pane)}
              >
                ${firstIcon(isLarge ? 'shrink' : 'enlarge')}
              </button>`
            : nothing
        }
      </section>
    `;
  }

  /** The terminal while the changes of the whole session stand above it. */
  #terminalBar(): TemplateResult {
    const { showTerminal, terminal, terminals, terminalOrigin } = this.#strings();
    const tracks = this.#manifest.value?.tracks.filter(({ kind }) => kind === 'terminal') ?? [];
    const isRecorded = tracks.some(({ synthesised }) => !synthesised);
    const about = [
      tracks.length > 1 && terminals(tracks.length),
      terminalOrigin[isRecorded ? 'recorded' : 'synthesised'],
    ];
    return html`
      <button class="bar closed" aria-expanded="false" title=${showTerminal} @click=${this.#openTerminal}>
        ${firstIcon('command')}<b>${terminal}</b>
        <span class="about">${about.filter(Boolean).join(' · ')}</span>
        <span class="label">${firstIcon('down')}</span>
      </button>
    `;
  }

  readonly #dispatch = (event: Event): void => {
    this.dispatchEvent(event);
  };

  #request(change: Partial<ViewState>): void {
    this.dispatchEvent(createViewRequest('reprise-view-request', change));
  }

  #grow(pane: Evidence): void {
    this.#request({ large: this.#large.value === pane ? undefined : pane });
  }

  #openTerminal(): void {
    this.#terminalOpen = true;
    this.requestUpdate();
  }

  /** Makes room for the pane that the chosen hit is looked at in, where another one has it all. */
  #makeRoomFor(hit: Hit | undefined): void {
    if (!hit) return;
    const pane = paneOfHit(hit);
    const isSingle = this.#form === 'sheet' || this.#form === 'single';
    if (pane === 'terminal') this.#terminalOpen = true;
    const large = isSingle && pane !== 'story' ? pane : undefined;
    if (this.#large.value === large || this.#large.value === pane) return;
    // Not within an update: others update by it.
    queueMicrotask(() => this.#request({ large }));
  }

  async #enterColumn(): Promise<void> {
    await defineElements([COLUMNS.outline]).catch(() => undefined);
    const outline = this.renderRoot.querySelector('reprise-outline');
    await outline?.updateComplete;
    outline?.focus();
  }

  /** Where the outline covers the story, it makes way for what was picked in it. */
  #onPick(): void {
    if (this.#form !== 'wide') this.#request({ column: undefined });
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.#about.value) this.#request({ about: false });
    else if (this.#column.value !== undefined) this.#request({ column: undefined });
    else if (this.#large.value !== undefined) this.#request({ large: undefined });
    else return;
    event.preventDefault();
  };
}

/** A double click on the bar of a pane itself, not on what stands in it. */
function isOnBar(event: Event): boolean {
  for (const node of event.composedPath()) {
    if (!(node instanceof Element)) continue;
    if (node.matches('button, select, input, label, a, reprise-tabs')) return false;
    if (node.matches('.bar, [part~="bar"]')) return true;
  }
  return false;
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
