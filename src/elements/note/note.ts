import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Note } from '../../format/index.ts';
import { createRequest } from '../../player/index.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { markdownStyles } from '../markdown/markdown.styles.ts';
import { renderMarkdown } from '../markdown/markdown.ts';
import { typedTextStyles } from '../markdown/typed-text.styles.ts';
import { noteStrings } from '../strings/note.ts';
import { controls } from '../styles/controls.ts';
import { markIcon } from '../time-range/mark-shapes.ts';
import { markStyles } from '../time-range/mark.styles.ts';
import { timeText } from '../time-text.ts';
import { styles } from './note.styles.ts';
import { placeText } from './place-text.ts';

/** Words by which a note is found that are shown. */
const MAX_TAGS = 12;

/**
 * What somebody has noted on a session: who, when, and what, as Markdown. A prompt worth using again shows its template.
 *
 * @summary A note on a session.
 * @tagname reprise-note
 *
 * @csspart note - The card.
 * @fires reprise-seek-request - The reader wants to see what the note is about.
 */
export class RepriseNote extends LitElement {
  static override styles = [controls, visibleStyles, typedTextStyles, markdownStyles, markStyles, styles];

  /** The note; nothing is shown without one. */
  @property({ attribute: false }) note: Note | undefined;
  /** It stands away from what it is about: its time leads there. */
  @property({ type: Boolean, reflect: true }) away = false;

  readonly #language = new LanguageController(this);
  readonly #timeMap = new StateController(this, (state) => state.timeMap);

  override render(): TemplateResult | typeof nothing {
    const { note } = this;
    if (!note) return nothing;
    const { kind, author, text, template, tags = [] } = note;
    const strings = this.#language.of(noteStrings);
    const language = this.#language.value;
    const place = placeText(note, language);
    return html`
      <div
        class="card ${kind}"
        part="note"
        role="note"
        aria-label=${author === undefined ? strings.kind(kind) : strings.by(kind, visibleText(author))}
      >
        <div class="head">
          ${markIcon('note')}
          <b>${author === undefined ? strings.kind(kind) : renderVisible(author)}</b>
          ${author === undefined || kind === 'note' ? nothing : html`<span>${strings.kind(kind)}</span>`}
          ${place === undefined ? nothing : html`<span>${place}</span>`}
          ${note.at === undefined ? nothing : html`<time datetime=${note.at}>${this.#date(note.at)}</time>`}
          ${this.away ? this.#renderMoment(note) : nothing}
        </div>
        ${text === undefined ? nothing : html`<div class="prose">${renderMarkdown(text, language)}</div>`}
        ${template === undefined ? nothing : html`<pre class="template">${renderVisible(template)}</pre>`}
        ${
          tags.length === 0
            ? nothing
            : html`<ul class="tags" aria-label=${strings.tags}>
                ${tags.slice(0, MAX_TAGS).map((tag) => html`<li>${renderVisible(tag)}</li>`)}
              </ul>`
        }
      </div>
    `;
  }

  #renderMoment({ time }: Note): TemplateResult {
    const shown = timeText(this.#timeMap.value?.positionOf(time) ?? time);
    return html`<button
      class="time"
      aria-label=${this.#language.of(noteStrings).goTo(visibleText(shown))}
      @click=${() => this.dispatchEvent(createRequest('reprise-seek-request', { time }))}
    >
      ${shown}
    </button>`;
  }

  #date(at: string): string {
    return new Date(at).toLocaleDateString(this.#language.value.tag, { dateStyle: 'medium' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-note': RepriseNote;
  }
}
