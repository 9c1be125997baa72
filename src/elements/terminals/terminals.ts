import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PlayerState, TerminalView } from '../../player/index.ts';
import { StateController } from '../controllers/state-controller.ts';
import { strings } from '../strings.ts';
import { controls, paneBar } from '../styles/controls.ts';
import type { Tab } from '../tabs/tabs.ts';
import { styles } from './terminals.styles.ts';

const NONE: ReadonlyMap<string, TerminalView> = new Map();

/**
 * The session's terminals, one at a time, under a row of tabs.
 *
 * Shows a recorded terminal first; where there are only those made from tool calls, the one that the newest call
 * wrote to. When the viewer picks one, that one stays.
 *
 * @summary Terminals under tabs.
 * @tagname reprise-terminals
 *
 * @csspart bar - The bar above the terminal.
 */
export class RepriseTerminals extends LitElement {
  static override styles = [controls, paneBar, styles];

  /** Nothing is drawn or loaded while hidden. */
  @property({ type: Boolean, reflect: true }) override hidden = false;

  readonly #terminals = new StateController(this, (state) => state.terminals);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #spoken = new StateController(this, spokenOf);
  #picked: string | undefined;
  #source: unknown;

  override willUpdate(): void {
    if (this.#manifest.value !== this.#source) this.#picked = undefined;
    this.#source = this.#manifest.value;
  }

  override render(): TemplateResult | typeof nothing {
    const terminals = this.#terminals.value ?? NONE;
    const shown = this.#shown(terminals);
    if (shown === undefined) return nothing;
    return html`
      <div class="bar" part="bar">
        <reprise-tabs
          label=${strings.player.terminal}
          .tabs=${tabsOf(terminals, this.#manifest.value?.title)}
          .selected=${shown}
          @reprise-tab-select=${this.#onSelect}
        ></reprise-tabs>
        <span class="label">${labelOf(terminals.get(shown)!)}</span>
      </div>
      <reprise-terminal fit="both" .track=${shown} ?hidden=${this.hidden}></reprise-terminal>
    `;
  }

  #shown(terminals: ReadonlyMap<string, TerminalView>): string | undefined {
    const wanted = [this.#picked, this.#spoken.value].find((id) => id !== undefined && terminals.has(id));
    return wanted ?? terminals.keys().next().value;
  }

  #onSelect(event: CustomEvent<string>): void {
    this.#picked = event.detail;
    this.requestUpdate();
  }
}

/** Id of the terminal that the newest tool call with one wrote to, where none was recorded. */
function spokenOf({ transcripts, terminals }: PlayerState): string | undefined {
  const recorded = [...terminals.values()].find(({ track }) => !track.synthesised);
  if (recorded || terminals.size < 2) return recorded?.track.id;
  const items = transcripts.get('main')?.items ?? [];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index]!;
    if (item.type !== 'tool') continue;
    const reference = item.content.find((part) => part.type === 'terminal');
    if (reference?.type === 'terminal') return reference.terminalId;
  }
  return undefined;
}

/** A terminal named like the session, as a recording of all of it is, is just the terminal. */
function tabsOf(terminals: ReadonlyMap<string, TerminalView>, session: string | undefined): Tab[] {
  return [...terminals.values()].map(({ track }, index) => {
    const fallback = index === 0 ? strings.player.terminal : track.id;
    return { id: track.id, label: track.title === session ? fallback : (track.title ?? fallback) };
  });
}

function labelOf({ screen, track }: TerminalView): string {
  const [cols, rows] = [screen?.cols ?? track.cols, screen?.rows ?? track.rows];
  const size = cols !== undefined && rows !== undefined ? strings.terminals.size(cols, rows) : undefined;
  const origin = track.synthesised ? strings.terminals.synthesised : undefined;
  return [size, screen?.title, origin].filter(Boolean).join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-terminals': RepriseTerminals;
  }
}
