/**
 * Draws items of every type. Loaded beside the first frame, which most sessions begin with a prompt and nothing
 * else; with it come the elements that only items contain.
 */
import '../code-block/code-block.define.ts';
import '../picture/picture.define.ts';
import '../resource-text/resource-text.define.ts';
import '../survivors/survivors.define.ts';
import { html, nothing } from 'lit';
import type { CSSResult, TemplateResult } from 'lit';
import type { TranscriptItem } from '../../state/index.ts';
import { icon } from '../icons.ts';
import { markdownStyles } from '../markdown/markdown.styles.ts';
import { renderPrompt } from '../markdown/typed-text.ts';
import { itemsStrings } from '../strings/items.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import { renderToolCard } from '../tool-card/tool-card.ts';
import { toolCardStyles } from '../tool-card/tool-card.styles.ts';
import { kindOf } from '../tool-card/tool-kind.ts';
import { drawMessage, drawPlan, drawThought, renderBlocks } from './draw-message.ts';
import { drawNotice, drawSubagent, drawUnknown } from './draw-notice.ts';
import { drawPrompt, nameOfPrompt } from './draw-prompt.ts';
import type { Copyable, DrawnItem, ItemContext, UnlabelledItem } from './item-context.ts';
import { itemStyles } from './item.styles.ts';
import type { ItemRow } from './rows.ts';

/** The look of what is drawn here. */
export const styles: readonly CSSResult[] = [markdownStyles, toolCardStyles, itemStyles];

/** What a row shows, and what it is called. */
export function drawItem(row: ItemRow, context: ItemContext): DrawnItem {
  return { label: labelOf(row.item, context), ...contentOf(row, context) };
}

/** The buttons of the row that the reader is on. */
export function renderActions(
  item: TranscriptItem,
  copyable: Copyable | undefined,
  context: ItemContext,
): TemplateResult {
  const strings = context.language.of(itemsStrings);
  const time = context.timeText(item.time);
  return html`<div class="actions">
    <button
      class="quiet time"
      title=${context.timeTitle(item.time)}
      aria-label=${strings.seek(time)}
      @click=${() => context.seek(item.time)}
    >
      ${item.approximate ? '~' : ''}${time}
    </button>
    <button
      class="quiet"
      title=${strings.copyLink}
      aria-label=${strings.copyLink}
      @click=${() => context.copyLink({ time: item.time, event: item.id })}
    >
      ${icon('link')}
    </button>
    ${
      copyable === undefined
        ? nothing
        : html`<button
            class="quiet"
            title=${copyable.label}
            aria-label=${copyable.label}
            @click=${() => context.copy(copyable.text)}
          >
            ${icon('copy')}
          </button>`
    }
  </div>`;
}

function contentOf({ item, thinking, open }: ItemRow, context: ItemContext): UnlabelledItem {
  const strings = context.language.of(itemsStrings);
  switch (item.type) {
    case 'prompt':
      return drawPrompt(item, context, (content) =>
        renderBlocks({ id: item.id, content }, context, renderPrompt),
      );
    case 'message':
      return drawMessage(item, context);
    case 'thought':
      return drawThought(item, context, thinking);
    case 'tool':
      return {
        content: renderToolCard(item, context, open),
        copyable: {
          label: item.kind === 'execute' ? strings.copyCommand : strings.copyTitle,
          text: item.title,
        },
      };
    case 'plan':
      return drawPlan(item, context);
    case 'notice':
      return drawNotice(item, context);
    case 'subagent':
      return drawSubagent(item, context);
    case 'unknown':
      return drawUnknown(item, context);
  }
}

function labelOf(item: TranscriptItem, context: ItemContext): string {
  const strings = context.language.of(itemsStrings);
  switch (item.type) {
    case 'prompt':
      return nameOfPrompt(item, context);
    case 'tool':
      return kindOf(item, context);
    case 'thought':
      return strings.thoughtShort;
    case 'plan':
      return strings.plan;
    case 'notice':
      return item.notice === 'mode' ? strings.plan : strings[item.notice];
    case 'subagent':
      return context.language.of(transcriptStrings).subagent;
    case 'unknown':
      return strings.unknown(undefined);
    case 'message':
      return context.agent;
  }
}
