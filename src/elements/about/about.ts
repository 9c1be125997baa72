import { visibleStyles } from '../code/visible.styles.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Note } from '../../format/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import type { Loaded } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import { copyText } from '../copy-text.ts';
import { createViewRequest } from '../events.ts';
import { icon } from '../icons.ts';
import { innermostFocus } from '../innermost-focus.ts';
import { aboutStrings } from '../strings/about.ts';
import { controls } from '../styles/controls.ts';
import { ViewController } from '../view/view-controller.ts';
import { aboutRows, type AboutRow } from './about-rows.ts';
import { styles } from './about.styles.ts';
import { renderUsage } from './draw-usage.ts';
import { usageByTurn } from './usage-by-turn.ts';
import type { UsedTurn } from './usage-by-turn.ts';

/**
 * All that an archive says about its session: who, when, how long, what it cost, what came of it, whether secrets were
 * masked and whether it is complete.
 *
 * @summary Facts about a session.
 * @tagname reprise-about
 *
 * @csspart panel - The panel itself; around it, a press closes it.
 * @fires reprise-print-request - The reader wants the story on paper.
 * @fires reprise-view-request - The reader closed it, or wants tokens to be shown at each answer.
 */
export class RepriseAbout extends LitElement {
  static override styles = [controls, visibleStyles, styles];

  readonly #language = new LanguageController(this);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #timeline = new StateController(this, (state) => state.timeline);
  readonly #lengths = new StateController(this, (state) => state.lengths);
  readonly #source = new StateController(this, (state) => state.source);
  readonly #diagnostics = new StateController(this, (state) => state.diagnostics);
  readonly #notes = new StateController(this, (state) => state.notes);
  readonly #lostNotes = new LoadedValue<readonly Note[]>(this);
  readonly #usageShown = new ViewController(this, (view) => view.usage);
  readonly #usedTurns = new LoadedValue<readonly UsedTurn[] | undefined>(this);
  /** What each turn used is asked for. */
  #isByTurn = false;
  #copied: boolean | undefined;
  /** What had the focus before it was opened, and gets it back. */
  #cameFrom: Element | undefined;

  override render(): TemplateResult | typeof nothing {
    const groups = this.#groups();
    if (!groups) return nothing;
    const strings = this.#strings;
    return html`
      <button class="around" tabindex="-1" aria-label=${strings.close} @click=${this.#close}></button>
      <div class="panel" part="panel" role="dialog" aria-labelledby="title">
        <header>
          <h2 id="title">${strings.title}</h2>
          <button
            class="quiet close"
            aria-label=${strings.close}
            title=${strings.close}
            @click=${this.#close}
          >
            ${icon('close')}
          </button>
        </header>
        <div class="facts" tabindex="0" role="group" aria-labelledby="title">
          ${groups.map(
            (rows) =>
              html`<dl>${rows.map((row) => this.#row(row))}</dl>
                ${rows.some(({ name }) => name === 'tokens') ? this.#usage() : nothing}`,
          )}
        </div>
        <footer>
          ${this.#download()}
          <button class="quiet copy" @click=${this.#copy}>${strings.copy}</button>
          <button class="quiet copy" @click=${this.#print}>${strings.print}</button>
          <span role="status"
            >${this.#copied === undefined ? nothing : this.#copied ? strings.copied : strings.copyFailed}</span
          >
        </footer>
      </div>
    `;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const { activeElement, body } = this.ownerDocument;
    if (activeElement === body && this.#cameFrom instanceof HTMLElement)
      this.#cameFrom.focus({ preventScroll: true });
  }

  override firstUpdated(): void {
    this.#cameFrom = innermostFocus(this.ownerDocument);
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
  }

  get #strings(): ReturnType<typeof aboutStrings.english> {
    return this.#language.of(aboutStrings);
  }

  #groups(): readonly (readonly AboutRow[])[] | undefined {
    const manifest = this.#manifest.value;
    if (!manifest) return undefined;
    const session = {
      manifest,
      timeline: this.#timeline.value,
      lengths: this.#lengths.value ?? {},
      source: this.#source.value,
      diagnostics: this.#diagnostics.value ?? [],
      ...this.#noted(),
    };
    return aboutRows(session, this.#language.value);
  }

  /** Whether notes have lost their place is looked up when somebody reads the facts. */
  #noted(): { readonly notes?: readonly Note[]; readonly lostNotes?: readonly Note[] | undefined } {
    const { value: notes = [], player } = this.#notes;
    if (notes.length === 0 || !player) return {};
    return { notes, lostNotes: this.#lostNotes.get(notes, () => player.lostNotes()).value };
  }

  #row({ name, lines, attention = false }: AboutRow): TemplateResult {
    return html`
      <div class=${attention ? 'attention' : ''}>
        <dt>${this.#strings.labels[name]}</dt>
        <dd>${lines.map((line) => html`<span>${renderVisible(line)}</span>`)}</dd>
      </div>
    `;
  }

  #usage(): TemplateResult {
    return renderUsage({
      language: this.#language.value,
      shown: this.#usageShown.value,
      turns: this.#isByTurn ? this.#turns() : undefined,
      onShow: (usage) => this.dispatchEvent(createViewRequest('reprise-view-request', { usage })),
      onTurns: (open) => {
        this.#isByTurn = open;
        this.#usedTurns.retry();
        this.requestUpdate();
      },
    });
  }

  #turns(): Loaded<readonly UsedTurn[] | undefined> {
    const manifest = this.#manifest.value;
    const { player } = this.#manifest;
    const turns = this.#timeline.value?.turns ?? [];
    const stats = manifest?.stats;
    return this.#usedTurns.get(manifest?.id, () =>
      player && stats ? usageByTurn(player.transcript(), turns, stats) : Promise.resolve(undefined),
    );
  }

  /** The archive, where it has an address. */
  #download(): TemplateResult | typeof nothing {
    const address = this.#source.value;
    if (!address || !/^https?:/u.test(address)) return nothing;
    return html`<a class="button" href=${address} download>${icon('download')}${this.#strings.download}</a>`;
  }

  async #copy(): Promise<void> {
    const { labels } = this.#strings;
    const text = (this.#groups() ?? [])
      .flat()
      .map(({ name, lines }) => `${labels[name]}: ${lines.join('; ')}`)
      .join('\n');
    this.#copied = await copyText(text);
    this.requestUpdate();
  }

  #print(): void {
    this.dispatchEvent(createViewRequest('reprise-print-request'));
  }

  #close(): void {
    this.dispatchEvent(createViewRequest('reprise-view-request', { about: false }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-about': RepriseAbout;
  }
}
