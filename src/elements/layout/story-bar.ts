import { html, nothing, type TemplateResult } from 'lit';
import type { Manifest } from '../../format/index.ts';
import { createViewRequest } from '../events.ts';
import { firstIcon } from '../first-icons.ts';
import type { Language } from '../strings/language.ts';
import { playerStrings } from '../strings/player.ts';
import type { Tab } from '../tabs/tabs.ts';
import { STORY_VIEWS, type StoryView, type ViewState } from '../view/view-state.ts';

/** What the bar above the story is drawn with. */
interface StoryBarContext {
  readonly language: Language;
  readonly manifest: Manifest | undefined;
  readonly view: StoryView;
  readonly linked: boolean;
  /** The outline stands beside the story, with its own button to shut it. */
  readonly hasOutline: boolean;
  /** There is nothing but the conversation. */
  readonly alone: boolean;
  /** Asks for another look at the session. */
  readonly request: (event: Event) => void;
}

/** The views that have something to show: without a command there is nothing under *Commands*. */
export function offeredViews(manifest: Manifest | undefined): readonly StoryView[] {
  const hasCommands = manifest?.stats?.toolCalls !== 0;
  return STORY_VIEWS.filter((view) => view !== 'commands' || hasCommands);
}

/** The bar above the story where it stands beside other panes: outline, views, and what joins it to the playhead. */
export function renderStoryBar(context: StoryBarContext): TemplateResult {
  const { language, manifest, view, linked, hasOutline, alone, request } = context;
  const strings = language.of(playerStrings);
  const change = (detail: Partial<ViewState>): void =>
    request(createViewRequest('reprise-view-request', detail));
  const tabs: Tab[] = offeredViews(manifest).map((id) => ({ id, label: strings.storyViews[id] }));
  return html`
    <div class="bar" part="story-bar">
      ${
        hasOutline
          ? nothing
          : html`<button
              class="quiet"
              aria-label=${strings.outline}
              title=${strings.outline}
              aria-expanded="false"
              @click=${() => change({ column: 'outline' })}
            >
              ${firstIcon('list')}
            </button>`
      }
      <reprise-tabs
        label=${strings.views}
        .tabs=${tabs}
        .selected=${view}
        @reprise-tab-select=${({ detail }: CustomEvent<string>) => change({ view: detail as StoryView })}
      ></reprise-tabs>
      <span class="label">${alone ? strings.conversationOnly : nothing}</span>
      <button
        class="quiet"
        aria-label=${strings.linked}
        title=${strings.linked}
        aria-pressed=${linked ? 'true' : 'false'}
        @click=${() => change({ linked: !linked })}
      >
        ${firstIcon('linked')}
      </button>
    </div>
  `;
}
