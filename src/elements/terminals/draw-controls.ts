import { html, nothing, type TemplateResult } from 'lit';
import { renderOutline } from '../first-icons.ts';
import type { terminalsStrings } from '../strings/terminals.ts';
import { type Arrangement, type Choice, LEAST_ZOOM, MOST_ZOOM } from './arrangement.ts';

type Strings = ReturnType<typeof terminalsStrings.english>;

/** Outlines of an A with a minus and of one with a plus. */
const SMALLER = 'm3 18 4.5-12L12 18M4.7 14h5.6M15 12h6';
const LARGER = 'm3 18 4.5-12L12 18M4.7 14h5.6M15 12h6M18 9v6';

/** The ways in which lines can be laid out, where there is a choice. */
export function renderChoices(
  { choices, chosen }: Arrangement,
  { strings, onChoose }: { readonly strings: Strings; readonly onChoose: (choice: Choice) => void },
): TemplateResult | typeof nothing {
  if (choices.length === 0) return nothing;
  return html`
    <div class="choices" role="group" aria-label=${strings.layout}>
      ${choices.map(
        (choice) => html`
          <button aria-pressed=${choice === chosen ? 'true' : 'false'} @click=${() => onChoose(choice)}>
            ${strings[choice]}
          </button>
        `,
      )}
    </div>
  `;
}

/** Buttons that make the text of a terminal smaller and larger than `zoom`. */
export function renderSizes(
  zoom: number,
  { strings, onStep }: { readonly strings: Strings; readonly onStep: (direction: 1 | -1) => void },
): TemplateResult {
  return html`
    <div class="sizes" role="group" aria-label=${strings.textSize}>
      <button
        class="quiet smaller"
        aria-label=${strings.smaller}
        title=${strings.smaller}
        ?disabled=${zoom <= LEAST_ZOOM}
        @click=${() => onStep(-1)}
      >
        ${renderOutline(SMALLER, false)}
      </button>
      <button
        class="quiet larger"
        aria-label=${strings.larger}
        title=${strings.larger}
        ?disabled=${zoom >= MOST_ZOOM}
        @click=${() => onStep(1)}
      >
        ${renderOutline(LARGER, false)}
      </button>
    </div>
  `;
}
