import { html, type TemplateResult } from 'lit';
import { marksStrings } from '../strings/marks.ts';
import type { Language } from '../strings/language.ts';
import { COUNTED, type MarkCounts } from './mark-counts.ts';

/** The shape that stands for a kind of thing, everywhere in the player: it says first what colour says second. */
export function renderShape(kind: keyof MarkCounts | 'notes'): TemplateResult {
  return html`<i class="shape ${kind}" aria-hidden="true"></i>`;
}

/** How many changes, errors and commits there were, by shape; those of which there were none are left out. */
export function renderMarks(counts: MarkCounts, language: Language): TemplateResult {
  const strings = language.of(marksStrings);
  // No white space, of which each line would be a node: flexible boxes show none.
  return html`<span class="marks"
    >${COUNTED.filter((kind) => counts[kind] > 0).map(
      (kind) =>
        html`<span class="mark ${kind}" title=${strings[kind](counts[kind])}
          >${renderShape(kind)}<span aria-hidden="true">${language.number(counts[kind])}</span
          ><span class="visually-hidden">${strings[kind](counts[kind])}</span></span
        >`,
    )}</span
  >`;
}
