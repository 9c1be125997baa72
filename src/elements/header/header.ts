import { visibleStyles } from '../code/visible.styles.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { fullAgentName, titleText } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { firstIcon } from '../first-icons.ts';
import { panesOf } from '../layout/panes.ts';
import { sourceName } from '../source-name.ts';
import { headerStrings } from '../strings/header.ts';
import { controls } from '../styles/controls.ts';
import { ViewController } from '../view/view-controller.ts';
import type { ViewState } from '../view/view-state.ts';
import { styles } from './header.styles.ts';

/**
 * What the session is, and the ways into it. While the reader is at the cover, which has the title, it names the file.
 *
 * @summary Title, find, facts and link.
 * @tagname reprise-header
 *
 * @slot - Further controls, behind the others.
 * @csspart title - The session's title.
 * @csspart chip - Who worked on it.
 * @csspart find - The native `<button>` that opens find.
 * @fires reprise-view-request - The viewer asked for find, the outline or the facts.
 * @fires reprise-link-request - The viewer asked for a link.
 */
export class RepriseHeader extends LitElement {
  static override styles = [controls, visibleStyles, styles];

  readonly #language = new LanguageController(this);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #source = new StateController(this, (state) => state.source);
  readonly #loading = new StateController(this, (state) => state.status === 'loading');
  readonly #playable = new StateController(this, ({ status }) => status === 'loading' || status === 'ready');
  readonly #atCover = new ViewController(this, (view) => view.atCover);
  readonly #column = new ViewController(this, (view) => view.column);
  readonly #about = new ViewController(this, (view) => view.about);

  override render(): TemplateResult {
    return html`
      <div class="header">
        ${this.#name()}
        <span class="space"></span>
        ${this.#playable.value ? this.#buttons() : nothing}
        <slot></slot>
      </div>
    `;
  }

  get #strings(): ReturnType<typeof headerStrings.english> {
    return this.#language.of(headerStrings);
  }

  #name(): TemplateResult | typeof nothing {
    const manifest = this.#manifest.value;
    const source = this.#source.value;
    const file = source === undefined ? undefined : sourceName(source);
    if (!manifest && this.#loading.value && file === undefined) return html`<span class="bone"></span>`;
    if (!manifest || this.#coverHasTitle)
      return html`<span class="file" part="title">${renderVisible(file ?? '')}</span>`;
    const title = titleText(manifest.title) || this.#strings.untitled;
    const { agent } = manifest;
    return html`
      <h2 part="title" title=${visibleText(title)}>${renderVisible(title)}</h2>
      ${
        agent
          ? html`<button class="chip" part="chip" title=${this.#strings.about} @click=${this.#toggleAbout}>
              ${renderVisible(fullAgentName(agent))}
            </button>`
          : nothing
      }
    `;
  }

  get #coverHasTitle(): boolean {
    return this.#atCover.value && panesOf(this.#manifest.value).includes('story');
  }

  #buttons(): TemplateResult {
    const { find, about, outline } = this.#strings;
    const column = this.#column.value;
    const unknown = this.#manifest.value === undefined;
    return html`
      <button
        class="find"
        part="find"
        aria-label=${find}
        aria-expanded=${column === 'find' ? 'true' : 'false'}
        ?disabled=${unknown}
        @click=${() => this.#request({ column: column === 'find' ? undefined : 'find' })}
      >
        ${firstIcon('search')}<span>${find}</span><kbd aria-hidden="true">/</kbd>
      </button>
      <button
        class="quiet outline"
        aria-label=${outline}
        title=${outline}
        aria-expanded=${column === 'outline' ? 'true' : 'false'}
        ?disabled=${unknown}
        @click=${() => this.#request({ column: column === 'outline' ? undefined : 'outline' })}
      >
        ${firstIcon('list')}
      </button>
      <button
        class="quiet about"
        aria-label=${about}
        title=${about}
        aria-expanded=${this.#about.value ? 'true' : 'false'}
        ?disabled=${unknown}
        @click=${this.#toggleAbout}
      >
        ${firstIcon('info')}
      </button>
      <reprise-link-button></reprise-link-button>
    `;
  }

  #toggleAbout(): void {
    this.#request({ about: !this.#about.value });
  }

  #request(change: Partial<ViewState>): void {
    this.dispatchEvent(createViewRequest('reprise-view-request', change));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-header': RepriseHeader;
  }
}
