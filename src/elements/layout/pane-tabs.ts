import { html, type TemplateResult } from 'lit';
import type { Manifest } from '../../format/index.ts';
import { createViewRequest } from '../events.ts';
import { firstIcon } from '../first-icons.ts';
import type { Language } from '../strings/language.ts';
import { playerStrings } from '../strings/player.ts';
import type { Tab } from '../tabs/tabs.ts';
import type { StoryView, ViewState } from '../view/view-state.ts';
import type { Pane } from './panes.ts';
import { offeredViews } from './story-bar.ts';

/** What the tabs are drawn with. */
interface PaneTabsContext {
  readonly language: Language;
  readonly manifest: Manifest | undefined;
  readonly panes: readonly Pane[];
  readonly selected: Pane;
  readonly view: StoryView;
  readonly request: (event: Event) => void;
}

/** One pane at a time, under tabs; the views of the story are a menu in its tab. */
export function renderPaneTabs(context: PaneTabsContext): TemplateResult {
  const { language, manifest, panes, selected, view, request } = context;
  const strings = language.of(playerStrings);
  const labels: Readonly<Record<Pane, string>> = {
    story: strings.storyViews[view],
    terminal: strings.terminal,
    changes: strings.changes(manifest?.stats?.files ?? 0),
  };
  const tabs: Tab[] = panes.map((pane) => ({ id: pane, label: labels[pane], menu: pane === 'story' }));
  const change = (detail: Partial<ViewState>): void =>
    request(createViewRequest('reprise-view-request', detail));
  return html`
    <div class="views" part="tabs">
      <reprise-tabs
        label=${strings.panes}
        .tabs=${tabs}
        .selected=${selected}
        @reprise-tab-select=${({ detail }: CustomEvent<string>) =>
          change({ large: detail === 'terminal' || detail === 'changes' ? detail : undefined })}
        @reprise-tab-menu=${openMenu}
      ></reprise-tabs>
      <div class="menu" popover role="group" aria-label=${strings.views}>
        ${offeredViews(manifest).map(
          (id) => html`
            <button
              aria-pressed=${id === view ? 'true' : 'false'}
              @click=${(event: Event) => {
                closeMenu(event);
                change({ view: id });
              }}
            >
              ${firstIcon('check')}${strings.storyViews[id]}
            </button>
          `,
        )}
      </div>
    </div>
  `;
}

/** Below its tab; the popover itself stands in the page's top layer, where nothing cuts it off. */
function openMenu({ currentTarget }: Event): void {
  const tabs = currentTarget as HTMLElement;
  const menu = tabs.nextElementSibling as HTMLElement;
  const { left, bottom } = tabs.getBoundingClientRect();
  menu.style.setProperty('--left', `${left}px`);
  menu.style.setProperty('--top', `${bottom + 4}px`);
  menu.togglePopover();
}

function closeMenu({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).closest<HTMLElement>('[popover]')?.hidePopover();
}
