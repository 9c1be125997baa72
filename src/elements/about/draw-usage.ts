import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { plainProse } from '../../player/index.ts';
import type { Loaded } from '../controllers/loaded-value.ts';
import { renderVisible } from '../code/visible-characters.ts';
import type { Language } from '../strings/language.ts';
import { usageStrings } from '../strings/usage.ts';
import { moneyText, usageText } from '../usage-text.ts';
import type { UsedTurn } from './usage-by-turn.ts';

/** Turns that are listed at most. */
const MAX_TURNS = 500;

/** What the part of the panel about tokens is drawn with. */
export interface UsageContext {
  readonly language: Language;
  /** Each answer says what it used. */
  readonly shown: boolean;
  /** What the turns used, once that is asked for. */
  readonly turns: Loaded<readonly UsedTurn[] | undefined> | undefined;
  readonly onShow: (shown: boolean) => void;
  readonly onTurns: (open: boolean) => void;
}

/** The switch for tokens at each answer, and a list of turns that opens. */
export function renderUsage({ language, shown, turns, onShow, onTurns }: UsageContext): TemplateResult {
  const { show, byTurn } = language.of(usageStrings);
  return html`<div class="usage">
    <label>
      <input
        type="checkbox"
        .checked=${shown}
        @change=${({ target }: Event) => onShow((target as HTMLInputElement).checked)}
      />
      ${show}
    </label>
    <details @toggle=${({ currentTarget }: Event) => onTurns((currentTarget as HTMLDetailsElement).open)}>
      <summary>${byTurn}</summary>
      ${turns ? renderTurns(turns, language) : nothing}
    </details>
  </div>`;
}

function renderTurns(
  { status, value }: Loaded<readonly UsedTurn[] | undefined>,
  language: Language,
): TemplateResult {
  const { loading, failed, inexact } = language.of(usageStrings);
  if (status === 'loading') return html`<p role="status">${loading}</p>`;
  if (status === 'failed') return html`<p role="status">${failed}</p>`;
  if (!value) return html`<p role="status">${inexact}</p>`;
  return html`<ol>
    ${value.slice(0, MAX_TURNS).map(
      ({ turn, used }) =>
        html`<li>
          <span class="prompt">${renderVisible(plainProse(turn.excerpt))}</span>
          <span class="used">${usedText(used, language)}</span>
        </li>`,
    )}
  </ol>`;
}

function usedText({ usage, cost }: UsedTurn['used'], language: Language): string {
  return [usage && usageText(usage, language), cost && moneyText(cost, language)].filter(Boolean).join(', ');
}
