import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TurnEntry } from '../../format/index.ts';
import { createRequest, plainProse } from '../../player/index.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import { indexAt } from '../time-range/index-at.ts';
import type { DocumentScroller } from './document-scroller.ts';
import type { ItemContext } from './item-context.ts';

/** Index of the turn whose prompt lies above the view, while what came of it is read; `undefined` while none does. */
export function turnAbove(
  { heights, first, top }: DocumentScroller,
  turns: readonly TurnEntry[],
): number | undefined {
  const row = heights.rows[first];
  if (!row || row.kind === 'cover' || row.kind === 'part') return undefined;
  const turn = indexAt(turns, row.time);
  if (turn < 0) return undefined;
  const isPrompt = row.kind === 'item' && row.item.type === 'prompt';
  return isPrompt && top <= heights.top(first) ? undefined : turn;
}

/** The first line of that prompt, which leads to it. */
export function renderPromptAbove(
  index: number | undefined,
  turns: readonly TurnEntry[],
  { language }: ItemContext,
): TemplateResult | typeof nothing {
  const turn = index === undefined ? undefined : turns[index];
  if (index === undefined || !turn) return nothing;
  const { toPrompt, promptOf } = language.of(transcriptStrings);
  const prompt = plainProse(turn.excerpt);
  return html`<button
    class="prompt-above"
    title=${toPrompt(visibleText(prompt))}
    @click=${({ currentTarget }: Event) =>
      currentTarget?.dispatchEvent(createRequest('reprise-seek-request', { time: turn.time }))}
  >
    <span class="text">${renderVisible(prompt)}</span>
    <span class="number">${promptOf(index + 1, turns.length)}</span>
  </button>`;
}
