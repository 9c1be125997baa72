import { isBlobPath, type SessionEvent } from '../../format/index.ts';

/** Passes events on and notes the blobs that stand in them as links. */
export async function* noteLinks(
  events: AsyncIterable<SessionEvent>,
  found: Set<string>,
): AsyncGenerator<SessionEvent, void> {
  for await (const event of events) {
    if (event.type !== 'terminal') search(event, found);
    yield event;
  }
}

function search(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    if (isBlobPath(value)) found.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) search(member, found);
  }
}
