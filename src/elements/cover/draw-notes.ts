import { html, nothing, type TemplateResult } from 'lit';
import { hasNotes, type Manifest, type Note } from '../../format/index.ts';
import { createRequest } from '../../player/index.ts';
import { createViewRequest } from '../events.ts';
import type { Language } from '../strings/language.ts';
import { renderShape } from '../marks/draw-marks.ts';
import { coverStrings } from '../strings/cover.ts';

/** How many notes there are, as a button that leads to the first. It keeps its place while they are on their way. */
export function renderNotes(
  manifest: Manifest,
  notes: readonly Note[],
  { language, request }: { readonly language: Language; readonly request: (event: Event) => void },
): TemplateResult | typeof nothing {
  if (!hasNotes(manifest)) return nothing;
  const strings = language.of(coverStrings);
  const [first] = notes;
  return html`<button
    class="to-notes"
    part="notes"
    ?disabled=${!first}
    @click=${() => first && goTo(first, request)}
  >
    ${renderShape('notes')}<b>${first ? strings.notes(notes.length) : strings.someNotes}</b>
    ${first ? html`<span>${strings.toFirstNote}</span>` : nothing}
  </button>`;
}

function goTo({ time, event }: Note, request: (event: Event) => void): void {
  request(createViewRequest('reprise-view-request', { target: event }));
  request(createRequest('reprise-seek-request', { time }));
}
