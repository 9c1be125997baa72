import { html, nothing, type TemplateResult } from 'lit';
import type { Cut } from '../../format/index.ts';
import { icon } from '../icons.ts';
import type { Language } from '../strings/language.ts';
import { cutSentence, sumOfCuts } from './cut-sentence.ts';

/** A line that says what was cut at the place that is shown; nothing where nothing was. Styles: `cutStyles`. */
export function renderCut(
  cut: Partial<Cut> | undefined,
  language: Language,
): TemplateResult | typeof nothing {
  if (!cut) return nothing;
  return html`<p class="cut-line" role="status">${icon('cut')}<span>${cutSentence(cut, language)}</span></p>`;
}

/** A line that says what was cut of a whole session. */
export function renderAllCuts(cuts: readonly Cut[], language: Language): TemplateResult | typeof nothing {
  if (cuts.length === 0) return nothing;
  return html`<p class="cut-line">${icon('cut')}<span>${cutSentence(sumOfCuts(cuts), language)}</span></p>`;
}
