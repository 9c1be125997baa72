import { html, nothing, type TemplateResult } from 'lit';
import type { TurnEntry } from '../../format/index.ts';
import { type Hit, type HitKind, plainProse } from '../../player/index.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { renderOutline } from '../first-icons.ts';
import { icon } from '../icons.ts';
import { findStrings } from '../strings/find.ts';
import type { Language } from '../strings/language.ts';
import type { Whose } from './whose.ts';

const PERSON = 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20a7.5 7.5 0 0 1 15 0';
const LINES = 'M5 6h14M5 10h9M5 14h12M5 18h7';
const SCREEN = 'M3.5 5h17v14h-17zM7 9l3 3-3 3M12.5 15H16';

/** Kinds whose lines are set as code. */
const MONO: ReadonlySet<HitKind> = new Set(['command', 'output', 'file', 'change', 'terminal']);

/** Draws a turn above its hits. */
export function renderTurnLine(
  number: number,
  turn: TurnEntry | undefined,
  time: string,
  language: Language,
): TemplateResult {
  const strings = language.of(findStrings);
  return html`<div class="line turn" role="presentation">
    ${turn === undefined ? nothing : html`<span class="number">${language.number(number)}</span>`}
    <span class="text"
      >${turn === undefined ? strings.beginning : renderVisible(plainProse(turn.excerpt))}</span
    >
    <span class="time">${time}</span>
  </div>`;
}

/** Where a hit stands in the list. */
export interface HitState {
  /** Names its element. */
  readonly id: string;
  readonly current: boolean;
  /** Counted from 1, and how many there are. */
  readonly position: number;
  readonly count: number;
  /** When it was, as digits. */
  readonly time: string;
  /** The turn that it lies in; `undefined` in a session without turns. */
  readonly where: string | undefined;
  /** Whose conversation, or which terminal, it stands in; `undefined` for the main one. */
  readonly whose: Whose | undefined;
  readonly choose: () => void;
}

/** Draws a hit: what it stands in, and its line. */
export function renderHitLine(hit: Hit, state: HitState, language: Language): TemplateResult {
  const { text, start, end } = hit.line;
  const strings = language.of(findStrings);
  const { time, where, whose } = state;
  // What stands in the line is said in its order, as those who speak to their computer say what they see.
  const shown = [whose?.name, hit.kind === 'terminal' ? time : undefined];
  const rest = [where, hit.kind === 'terminal' ? undefined : time];
  const said = [text, ...shown, ...rest].filter((part) => part !== undefined).join(', ');
  // The list has the focus and the keys: a click is one way of many to choose an option.
  /* eslint-disable lit-a11y/click-events-have-key-events */
  return html`<div
    id=${state.id}
    class="line hit ${state.current ? 'now' : ''}"
    role="option"
    aria-selected=${state.current ? 'true' : 'false'}
    aria-posinset=${state.position}
    aria-setsize=${state.count}
    aria-label=${visibleText(`${strings.kindOfOne[hit.kind]}: ${said}`)}
    title=${[strings.kindOfOne[hit.kind], whose?.label, time].filter((part) => part !== undefined).join(', ')}
    @click=${state.choose}
  >
    ${iconOf(hit.kind)}
    <span class="text ${MONO.has(hit.kind) ? 'mono' : ''}"
      >${renderVisible(text.slice(0, start))}<mark>${renderVisible(text.slice(start, end))}</mark>${renderVisible(text.slice(end))}</span
    >
    ${whose === undefined ? nothing : html`<span class="whose">${hit.kind === 'terminal' ? nothing : icon('agent')}${renderVisible(whose.name)}</span>`}
    ${hit.kind === 'terminal' ? html`<span class="time">${time}</span>` : nothing}
  </div>`;
  /* eslint-enable lit-a11y/click-events-have-key-events */
}

function iconOf(kind: HitKind): TemplateResult {
  switch (kind) {
    case 'prompt':
      return renderOutline(PERSON, false);
    case 'answer':
      return icon('agent');
    case 'thought':
      return icon('think');
    case 'command':
      return icon('command');
    case 'output':
      return renderOutline(LINES, false);
    case 'file':
      return icon('file');
    case 'change':
      return icon('edit');
    case 'terminal':
      return renderOutline(SCREEN, false);
  }
}
