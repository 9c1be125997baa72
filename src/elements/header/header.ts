import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Manifest } from '../../format/index.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { firstIcon } from '../first-icons.ts';
import { defineElements } from '../lazy-elements.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { agentName } from './agent-name.ts';
import { styles } from './header.styles.ts';

/**
 * What the session is: its title, who worked on it and what came of it.
 *
 * @summary Title, facts and buttons.
 * @tagname reprise-header
 *
 * @slot - Further buttons, before the others.
 * @csspart title - The session's title.
 * @csspart chip - Each fact.
 * @fires reprise-keys-request - The viewer asked for the list of keys.
 */
export class RepriseHeader extends LitElement {
  static override styles = [controls, styles];

  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #loading = new StateController(this, (state) => state.status === 'loading');
  readonly #chapters = new StateController(this, (state) => state.timeline?.chapters.length ?? 0);

  override render(): TemplateResult {
    const manifest = this.#manifest.value;
    return html`
      <div class="header">
        ${manifest ? this.#facts(manifest) : this.#placeholder()}
        <span class="space"></span>
        <slot></slot>
        ${this.#chapters.value ? this.#chaptersButton() : nothing}
        <button
          class="quiet keys"
          aria-label=${strings.player.keys}
          title=${strings.player.keys}
          @click=${() => this.dispatchEvent(createViewRequest('reprise-keys-request'))}
        >
          ${firstIcon('keyboard')}
        </button>
      </div>
    `;
  }

  #placeholder() {
    if (!this.#loading.value) return nothing;
    return html`<span class="bone title"></span><span class="bone"></span>`;
  }

  #facts({ title, agent, stats, redactions }: Manifest) {
    const masked = (redactions ?? []).reduce((sum, { count }) => sum + count, 0);
    return html`
      <h2 part="title" title=${title}>${title || strings.header.untitled}</h2>
      ${agent ? html`<span class="chip" part="chip">${agentName(agent)}</span>` : nothing}
      ${stats?.turns ? html`<span class="chip extra" part="chip">${strings.header.turns(stats.turns)}</span>` : nothing}
      ${stats ? this.#lines(stats) : nothing}
      ${
        masked > 0
          ? html`<span class="chip extra" part="chip" title=${strings.header.maskedHint(masked)}
              >${strings.header.masked(masked)}</span
            >`
          : nothing
      }
    `;
  }

  #lines({ additions = 0, deletions = 0, files = 0 }: NonNullable<Manifest['stats']>) {
    if (files === 0) return nothing;
    return html`
      <span class="chip extra" part="chip" title=${strings.header.lines(additions, deletions, files)}>
        <span class="added">+${additions}</span>
        <span class="removed">−${deletions}</span>
        ${strings.header.inFiles(files)}
      </span>
    `;
  }

  #chaptersButton() {
    return html`
      <button
        class="quiet"
        popovertarget="chapters"
        aria-label=${strings.player.chapters}
        title=${strings.player.chapters}
      >
        ${firstIcon('list')}
      </button>
      <div
        id="chapters"
        popover
        @beforetoggle=${this.#placeChapters}
        @reprise-seek-request=${this.#closeChapters}
      >
        <reprise-chapter-list></reprise-chapter-list>
      </div>
    `;
  }

  /** Below its button, end to end; the popover itself stands in the page's top layer, where nothing cuts it off. */
  #placeChapters(event: ToggleEvent): void {
    const popover = event.currentTarget as HTMLElement;
    const button = this.renderRoot.querySelector('[popovertarget]');
    if (event.newState !== 'open' || !button) return;
    // Without its code, which a broken connection may keep away, the list stays empty until it is opened again.
    defineElements(['reprise-chapter-list']).catch(() => popover.hidePopover());
    const { bottom, right } = button.getBoundingClientRect();
    popover.style.setProperty('--top', `${bottom + 4}px`);
    popover.style.setProperty('--end', `${Math.max(8, window.innerWidth - right)}px`);
  }

  #closeChapters(event: Event): void {
    (event.currentTarget as HTMLElement).hidePopover();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-header': RepriseHeader;
  }
}
