import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ChangeEvent, TimeSpan } from '../../format/index.ts';
import { createRequest } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { icon } from '../icons.ts';
import { panesOf, type Pane } from '../layout/panes.ts';
import { pathStyles } from '../path-text.ts';
import { linkTo } from '../player/session-link.ts';
import { changesStrings } from '../strings/changes.ts';
import { excerptStrings } from '../strings/excerpt.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';
import { timeText, timeWords } from '../time-text.ts';
import { renderChanges } from './draw-changes.ts';
import { styles } from './excerpt.styles.ts';

/** What an excerpt can show. */
export type ExcerptPanel = 'conversation' | 'terminal' | 'changes';

/** What registers the elements that each pane is made of. */
const DEFINITIONS: Readonly<Record<Pane, readonly (() => Promise<unknown>)[]>> = {
  story: [() => import('../transcript/transcript.define.ts'), () => import('../parts.define.ts')],
  terminal: [() => import('../terminal/terminal.define.ts'), () => import('../parts.define.ts')],
  changes: [() => import('../change-in-place/change-in-place.define.ts')],
};

/**
 * A stretch of a session in a small frame: one pane of it, controls for the stretch alone and the way to all of it. Changes
 * are diffs below each other, which do not play.
 *
 * @summary Layout of a player that shows an excerpt.
 * @tagname reprise-excerpt
 *
 * @fires reprise-seek-request - The viewer chose another moment of the excerpt.
 * @fires reprise-whole-request - The viewer wants the whole session in the place of the excerpt.
 */
export class RepriseExcerpt extends LitElement {
  static override styles = [controls, pathStyles, styles];

  /** What is shown; by default, and where the session does not have it, what the session shows first. */
  @property() panel: ExcerptPanel | undefined;
  /** Address of a page with the whole session; without one it opens in place of the excerpt. */
  @property() whole = '';

  readonly #language = new LanguageController(this);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #status = new StateController(this, (state) => state.status);
  readonly #range = new StateController(this, (state) => state.range);
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  /** Whole tenths of a second: what is drawn changes no oftener. */
  readonly #position = new StateController(this, (state) => Math.round(state.position / 100) * 100);
  readonly #changes = new LoadedValue<readonly ChangeEvent[]>(this);

  override willUpdate(): void {
    if (!this.#range.value) return;
    // Without their code, which a broken connection may keep away, their places stay empty.
    load(this.#pane).catch(() => undefined);
  }

  override render(): TemplateResult {
    if (this.#status.value === 'error') return html`<reprise-error-message></reprise-error-message>`;
    const strings = this.#language.of(excerptStrings);
    const range = this.#range.value;
    const pane = this.#pane;
    return html`
      <div class="excerpt" role="group" aria-label=${strings.label}>
        <div class="pane ${pane}">${range ? this.#content(pane, range) : nothing}</div>
        <div class="bar">
          ${range && pane !== 'changes' ? this.#controls(range) : html`<span class="title">${this.#manifest.value?.title}</span>`}
          ${this.#wayToWhole(strings.whole, range)}
        </div>
      </div>
    `;
  }

  get #pane(): Pane {
    const wanted = this.panel === 'conversation' ? 'story' : this.panel;
    const panes = panesOf(this.#manifest.value);
    return panes.find((pane) => pane === wanted) ?? panes[0] ?? wanted ?? 'story';
  }

  #content(pane: Pane, range: TimeSpan): TemplateResult {
    if (pane === 'story') return html`<reprise-transcript></reprise-transcript>`;
    if (pane === 'terminal') return html`<reprise-terminal></reprise-terminal>`;
    const { player, value: manifest } = this.#manifest;
    const language = this.#language.value;
    const load = async (): Promise<readonly ChangeEvent[]> =>
      (await player?.changesIn({ from: range.start, to: range.end }))?.filter(({ op }) => op !== 'observe') ??
      [];
    const { status, value: changes } = this.#changes.get(range, load);
    if (changes) return renderChanges({ changes, range, root: manifest?.workspace?.root, language });
    const { loading, failed } = language.of(changesStrings);
    return html`<p class="sentence" role="status">${status === 'failed' ? failed : loading}</p>`;
  }

  #controls({ start, end }: TimeSpan): TemplateResult {
    const language = this.#language.value;
    const map = this.#timeMap.value;
    const [first, last] = [map?.positionOf(start) ?? start, map?.positionOf(end) ?? end];
    const position = Math.min(Math.max(this.#position.value ?? first, first), last);
    const [played, length] = [position - first, last - first];
    const words = (time: number): string => timeWords(time, language);
    return html`
      <reprise-play-button></reprise-play-button>
      <input
        type="range"
        min=${first}
        max=${last}
        step="any"
        aria-label=${language.of(excerptStrings).place}
        aria-valuetext=${language.of(transportStrings).of(words(played), words(length))}
        .value=${String(position)}
        @input=${this.#onInput}
      />
      <span class="time" aria-hidden="true"><b>${timeText(played, length)}</b> / ${timeText(length)}</span>
    `;
  }

  /** A page that follows the address begins where the excerpt does. */
  #wayToWhole(label: string, range: TimeSpan | undefined): TemplateResult {
    const content = html`${icon('enlarge')}<span>${label}</span>`;
    if (this.whole === '')
      return html`<button class="whole" title=${label} @click=${this.#askForWhole}>${content}</button>`;
    const { baseURI } = this.ownerDocument;
    const address = URL.canParse(this.whole, baseURI) ? new URL(this.whole, baseURI) : undefined;
    const href =
      address?.hash === '' && range ? linkTo(address.href, { time: range.start }) : (address?.href ?? '');
    return html`<a class="whole" href=${href} title=${label}>${content}</a>`;
  }

  readonly #onInput = ({ target }: Event): void => {
    const position = (target as HTMLInputElement).valueAsNumber;
    const time = this.#timeMap.value?.timeAt(position) ?? position;
    this.dispatchEvent(createRequest('reprise-seek-request', { time }));
  };

  readonly #askForWhole = (): void => {
    this.dispatchEvent(createViewRequest('reprise-whole-request'));
  };
}

async function load(pane: Pane): Promise<void> {
  await Promise.all(DEFINITIONS[pane].map((define) => define()));
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-excerpt': RepriseExcerpt;
  }
}
