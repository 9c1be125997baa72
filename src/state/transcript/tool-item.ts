import type {
  EventBase,
  ToolCall,
  ToolCallContent,
  ToolCallUpdate,
  TranscriptKeyframe,
} from '../../format/index.ts';
import { plusUsage } from './plus-usage.ts';
import type { ToolItem } from './transcript-item.ts';

/** An event of a tool call: its beginning, or what became of it. */
export type ToolEvent = EventBase & (ToolCall | ToolCallUpdate);

/** A call that has started and not ended, as a keyframe tells of it. */
export type OpenCall = NonNullable<TranscriptKeyframe['openToolCalls']>[number];

const NO_CONTENT: readonly ToolCallContent[] = Object.freeze([]);
const NO_LOCATIONS: ToolItem['locations'] = Object.freeze([]);

/** The item that `event` begins; `open` is what is known of the call from before the event. */
export function beginToolItem(event: ToolEvent, open?: OpenCall): ToolItem {
  const meta = event._meta?.reprise;
  const time = open?.time ?? event.t;
  return mergeToolEvent(
    {
      type: 'tool',
      id: open?.event ?? event.id,
      time,
      end: time,
      ...(meta?.approximate && { approximate: true }),
      ...(meta?.branch !== undefined && { branch: meta.branch }),
      toolCallId: event.toolCallId,
      title: open?.title ?? '',
      kind: open?.kind ?? 'other',
      status: 'pending',
      content: NO_CONTENT,
      locations: NO_LOCATIONS,
    },
    event,
  );
}

/**
 * The item after one more event of its call, frozen.
 *
 * What the event does not mention stays; `content` and `locations` are replaced as a whole (ACP).
 */
export function mergeToolEvent(item: ToolItem, event: ToolEvent): ToolItem {
  const meta = event._meta?.reprise;
  return Object.freeze({
    ...item,
    end: Math.max(item.end, event.t),
    ...(event.title !== undefined && { title: event.title }),
    ...(event.kind !== undefined && { kind: event.kind }),
    ...(event.status !== undefined && { status: event.status }),
    ...(event.content !== undefined && { content: event.content }),
    ...(event.locations !== undefined && { locations: event.locations }),
    ...(event.rawInput !== undefined && { rawInput: event.rawInput }),
    ...(event.rawOutput !== undefined && { rawOutput: event.rawOutput }),
    ...(meta?.toolName !== undefined && { toolName: meta.toolName }),
    ...(meta?.duration !== undefined && { duration: meta.duration }),
    ...(meta?.usage && { usage: plusUsage(item.usage, meta.usage)! }),
    ...(meta?.cut && { cut: true as const }),
    ...(meta?.reason !== undefined && { reason: meta.reason }),
  });
}
