import type { SessionEvent, SourceToolContent, SourceUpdate } from '../../format/index.ts';
import type { GapTimes } from './gap-times.ts';

/** An event with every time in it where that has moved. */
export function movedEvent(event: SessionEvent, times: GapTimes): SessionEvent {
  if (!times.moves) return event;
  switch (event.type) {
    case 'session':
      return event.duration === undefined ? event : { ...event, duration: times.map(event.duration) };
    case 'transcript':
      return { ...event, time: times.map(event.time), update: movedUpdate(event.update, times) };
    case 'change':
    case 'terminal':
    case 'chapter':
      return { ...event, time: times.map(event.time) };
    default:
      return event;
  }
}

function movedUpdate(update: SourceUpdate, times: GapTimes): SourceUpdate {
  if (update.sessionUpdate !== 'tool_call' && update.sessionUpdate !== 'tool_call_update') return update;
  if (!update.content) return update;
  return { ...update, content: update.content.map((item) => movedContent(item, times)) };
}

function movedContent(item: SourceToolContent, times: GapTimes): SourceToolContent {
  if (item.type !== 'terminal') return item;
  const { start, end, ...rest } = item._meta.reprise;
  return {
    ...item,
    _meta: { ...item._meta, reprise: { start: times.map(start), end: times.map(end), ...rest } },
  };
}
