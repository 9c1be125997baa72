import { html, nothing, type TemplateResult } from 'lit';
import type { Cut } from '../../format/index.ts';
import { renderOutline } from '../first-icons.ts';
import type { Language } from '../strings/language.ts';
import { cutSentence, sumOfCuts } from './cut-sentence.ts';

/** Scissors, as decoration. By itself, so that a line which few sessions have does not bring all icons along. */
export function cutIcon(): TemplateResult {
  return renderOutline(
    'M6 4a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM6 15a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 8l12 9M8 16 20 7',
    false,
  );
}

/** A line that says what was cut at the place that is shown; nothing where nothing was. Styles: `cutStyles`. */
export function renderCut(
  cut: Partial<Cut> | undefined,
  language: Language,
): TemplateResult | typeof nothing {
  if (!cut) return nothing;
  return html`<p class="cut-line" role="status">${cutIcon()}<span>${cutSentence(cut, language)}</span></p>`;
}

/** A line that says what was cut of a whole session. */
export function renderAllCuts(cuts: readonly Cut[], language: Language): TemplateResult | typeof nothing {
  if (cuts.length === 0) return nothing;
  return html`<p class="cut-line">${cutIcon()}<span>${cutSentence(sumOfCuts(cuts), language)}</span></p>`;
}
