import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { firstIcon } from '../first-icons.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import type { ItemContext } from './item-context.ts';
import type { Row } from './rows.ts';

/**
 * Names the subagent whose conversation is shown, and leads back to the one it was followed from.
 *
 * @param followed - tracks that were followed, the last one shown; nothing is drawn where there are none
 */
export function renderBack(
  followed: readonly string[],
  { language, trackTitle }: ItemContext,
  onBack: () => void,
): TemplateResult | typeof nothing {
  const [before, shown] = [followed.at(-2), followed.at(-1)];
  if (shown === undefined) return nothing;
  const strings = language.of(transcriptStrings);
  const title = before === undefined ? strings.main : trackTitle(before);
  return html`<div class="back">
    <button @click=${onBack}>${firstIcon('right')}${strings.back(title)}</button>
    <b>${trackTitle(shown)}</b>
  </div>`;
}

/** Leads back to the playhead, which plays on somewhere else. @param time - where it is, session time in ms */
export function renderToPlayhead(
  time: number,
  { language, timeText }: ItemContext,
  onClick: () => void,
): TemplateResult {
  return html`<button class="to-playhead" part="to-playhead" @click=${onClick}>
    ${firstIcon('down')}${language.of(transcriptStrings).toPlayhead(timeText(time))}
  </button>`;
}

/** On paper, where it ends before the conversation does. @param row - the first one that there is no paper for */
export function renderCut(row: Row | undefined, { language, timeText }: ItemContext): unknown {
  if (!row) return nothing;
  return html`<p class="sentence">${language.of(transcriptStrings).notPrinted(timeText(row.time))}</p>`;
}
