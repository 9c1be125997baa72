import { html, nothing, type TemplateResult } from 'lit';
import { createRequest } from '../../player/index.ts';
import type { TransportStrings } from '../strings/transport.ts';
import { markIcon } from '../time-range/mark-shapes.ts';
import type { MarkCount } from '../time-range/mark-counts.ts';

/**
 * A button for each kind of mark, with how many there are: it goes to the next one, with Shift to the previous one.
 * Together they are the legend of the timeline. Tests are marked there, but have no button: what failed is an error.
 *
 * @param exact - whether the marks stand where things happened
 */
export function jumpButtons(
  counts: readonly MarkCount[],
  exact: boolean,
  strings: TransportStrings,
): TemplateResult | typeof nothing {
  const shown = counts.filter((each): each is Jump => each.kind !== 'test');
  if (shown.length === 0) return nothing;
  return html`<span class="jumps">${shown.map((count) => jumpButton(count, exact, strings))}</span>`;
}

type Jump = MarkCount & { readonly kind: Exclude<MarkCount['kind'], 'test'> };

function jumpButton({ kind, count }: Jump, exact: boolean, strings: TransportStrings): TemplateResult {
  const title = exact ? strings.jumps[kind] : `${strings.jumps[kind]}. ${strings.inexact}`;
  const jump = (event: MouseEvent): void => {
    const direction = event.shiftKey ? -1 : 1;
    event.currentTarget?.dispatchEvent(createRequest('reprise-step-request', { to: kind, direction }));
  };
  const words = strings.counted[kind](count);
  return html`
    <button class="jump" title=${title} aria-label=${words} @click=${jump}>
      ${markIcon(kind)} <span class="count">${strings.number(count)}</span><span class="words">${words}</span>
    </button>
  `;
}
