import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DiffLayout } from '../diff-view/diff-view.ts';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import type { ChangesStrings } from '../strings/changes.ts';

/** How changes and files are shown. */
export interface ChangesOptions {
  readonly layout: DiffLayout;
  readonly wrap: boolean;
  readonly ignoreSpaces: boolean;
  readonly whole: boolean;
  readonly blame: boolean;
}

/** How they are shown before anybody has asked for anything. */
export const FIRST_OPTIONS: ChangesOptions = {
  layout: 'unified',
  wrap: true,
  ignoreSpaces: false,
  whole: false,
  blame: false,
};

type Switch = 'wrap' | 'ignoreSpaces' | 'whole' | 'blame';

const ICONS: Readonly<Record<Switch, IconName>> = {
  wrap: 'wrap',
  ignoreSpaces: 'space',
  whole: 'unfold',
  blame: 'person',
};

/** The switches as controls in a bar, and all of them in a menu: styles show the one there is room for. */
export function renderOptions(
  options: ChangesOptions,
  ofFiles: boolean,
  strings: ChangesStrings,
  set: (change: Partial<ChangesOptions>) => void,
): TemplateResult {
  const switches: readonly Switch[] = ofFiles ? ['wrap', 'blame'] : ['wrap', 'ignoreSpaces', 'whole'];
  const hints = {
    wrap: strings.wrap,
    ignoreSpaces: strings.ignoreSpacesHint,
    whole: strings.wholeHint,
    blame: strings.blameHint,
  };
  const layouts: readonly DiffLayout[] = ofFiles ? [] : ['unified', 'split'];
  const isLayout = (layout: DiffLayout): boolean => layout === options.layout;
  return html`
    <span class="switches">
      ${
        ofFiles
          ? nothing
          : html`<span class="layouts" role="group" aria-label=${strings.layout}>
              ${layouts.map(
                (layout) =>
                  html`<button
                    class="layout"
                    aria-pressed=${isLayout(layout) ? 'true' : 'false'}
                    @click=${() => set({ layout })}
                  >
                    ${strings[layout]}
                  </button>`,
              )}
            </span>`
      }
      ${switches.map(
        (name) =>
          html`<button
            class="quiet switch"
            data-switch=${name}
            aria-pressed=${options[name] ? 'true' : 'false'}
            aria-label=${strings[name]}
            title=${hints[name]}
            @click=${() => set({ [name]: !options[name] })}
          >
            ${icon(ICONS[name])}
          </button>`,
      )}
    </span>
    <details class="menu" @focusout=${shutWhenLeft} @keydown=${shutByKey}>
      <summary class="quiet" aria-label=${strings.options} title=${strings.options}>
        ${icon('options')}
      </summary>
      <div class="choices">
        ${layouts.map(
          (layout) =>
            html`<label>
              <input
                type="radio"
                name="layout"
                .checked=${isLayout(layout)}
                @change=${() => set({ layout })}
              />
              ${strings[layout]}
            </label>`,
        )}
        ${switches.map(
          (name) =>
            html`<label title=${hints[name]}>
              <input
                type="checkbox"
                .checked=${options[name]}
                @change=${() => set({ [name]: !options[name] })}
              />
              ${strings[name]}
            </label>`,
        )}
      </div>
    </details>
  `;
}

function shutWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
  const menu = currentTarget as HTMLDetailsElement;
  if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
}

function shutByKey(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !menu.open) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector('summary')?.focus();
}
