import { visibleText } from '../code/visible-characters.ts';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { SessionContext } from '../context.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { firstIcon } from '../first-icons.ts';
import { pathStyles, renderPath } from '../path-text.ts';
import { survivorsStrings } from '../strings/survivors.ts';
import { controls } from '../styles/controls.ts';
import { survivorsByFile } from './survivors-by-file.ts';
import type { Survivors, SurvivorsInFile } from './survivors-by-file.ts';
import { styles } from './survivors.styles.ts';

/** Files that are named at most. */
const MAX_FILES = 50;

/**
 * What is left at the end of the session of the lines that a prompt brought about: asked for by a button, as every change
 * from then on is read for it. Nothing where nothing was changed.
 *
 * @summary What of a prompt's changes survived.
 * @tagname reprise-survivors
 *
 * @fires reprise-view-request - The viewer wants to see the lines.
 */
export class RepriseSurvivors extends LitElement {
  static override styles = [controls, pathStyles, visibleStyles, styles];

  /** Id of the turn. */
  @property() turn = '';

  readonly #language = new LanguageController(this);
  readonly #timeline = new StateController(this, (state) => state.timeline);
  readonly #found = new LoadedValue<Survivors | undefined>(this);
  #isAsked = false;

  override render(): TemplateResult | typeof nothing {
    const index = this.#timeline.value?.turns.findIndex(({ id }) => id === this.turn) ?? -1;
    const turn = this.#timeline.value?.turns[index];
    const { player } = this.#timeline;
    if (!turn || turn.changes === 0 || !player) return nothing;
    return html`<details @toggle=${this.#onToggle}>
      <summary>${firstIcon('right')}${this.#strings.ask}</summary>
      ${this.#isAsked ? this.#answer(index, player) : nothing}
    </details>`;
  }

  get #strings(): ReturnType<typeof survivorsStrings.english> {
    return this.#language.of(survivorsStrings);
  }

  #answer(index: number, player: SessionContext): TemplateResult {
    const turns = this.#timeline.value?.turns ?? [];
    const from = turns[index]?.time ?? 0;
    const next = turns[index + 1]?.time ?? Infinity;
    const load = async (): Promise<Survivors | undefined> =>
      survivorsByFile(await player.survivors({ from, to: Math.max(from, next - 1) }));
    const key = `${player.store.state.manifest?.id ?? ''} ${this.turn}`;
    const { status, value } = this.#found.get(key, load);
    const { loading, failed, unknown, sum } = this.#strings;
    if (status === 'loading') return html`<p role="status">${loading}</p>`;
    if (status === 'failed') return html`<p role="status">${failed}</p>`;
    if (!value) return html`<p role="status">${unknown}</p>`;
    const { kept, written, files } = value;
    const left = files.filter((file) => file.kept > 0).length;
    return html`<p role="status">${sum(kept, written, left)}</p>
      ${this.#list(files)}`;
  }

  #list(files: readonly SurvivorsInFile[]): TemplateResult {
    const { more } = this.#strings;
    return html`<ul>
      ${files.slice(0, MAX_FILES).map((file) => html`<li>${this.#file(file)}</li>`)}
      ${files.length > MAX_FILES ? html`<li>${more(files.length - MAX_FILES)}</li>` : nothing}
    </ul>`;
  }

  #file({ path, kept, written, ranges }: SurvivorsInFile): TemplateResult {
    const { file, show } = this.#strings;
    const root = this.#timeline.player?.store.state.manifest?.workspace?.root;
    const name = renderPath(path, root);
    const count = html`<span class="count">${file(kept, written)}</span>`;
    if (kept === 0) return html`<span class="file">${name}</span>${count}`;
    return html`<button
        class="file"
        title=${visibleText(show(path))}
        @click=${() => this.#show({ path, ranges })}
      >
        ${name}</button
      >${count}`;
  }

  #show(lines: Pick<SurvivorsInFile, 'path' | 'ranges'>): void {
    this.dispatchEvent(createViewRequest('reprise-view-request', { lines, large: 'changes' }));
  }

  readonly #onToggle = ({ currentTarget }: Event): void => {
    this.#isAsked = (currentTarget as HTMLDetailsElement).open;
    this.#found.retry();
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-survivors': RepriseSurvivors;
  }
}
