import { eventSchemaFault } from '../../format/index.ts';
import type { TranscriptEvent } from '../../format/index.ts';

const BLOCK_TYPES: ReadonlySet<unknown> = new Set(['text', 'image', 'resource_link', '_reprise/other']);

const CONTENT_TYPES: ReadonlySet<unknown> = new Set([
  'content',
  'terminal',
  '_reprise/change',
  '_reprise/file',
]);

/** A block that every schema takes. */
const ANY_BLOCK = { type: '_reprise/other' } as const;

/**
 * Whether an event of a transcript is as its schema has it, but for what a later version may have added to it: types of
 * blocks, kinds of tools, names of states.
 */
export function isReadable(event: TranscriptEvent): boolean {
  const { kind, status, content, entries, ...rest } = event as TranscriptEvent & Record<string, unknown>;
  const known = {
    ...rest,
    id: event.id || '-',
    ...(kind !== undefined && { kind: typeof kind === 'string' ? 'other' : kind }),
    ...(status !== undefined && { status: typeof status === 'string' ? 'pending' : status }),
    ...(content !== undefined && {
      content: Array.isArray(content) ? content.map(knownContent) : knownBlock(content),
    }),
    ...(entries !== undefined && { entries: Array.isArray(entries) ? entries.map(knownEntry) : entries }),
  };
  return eventSchemaFault('transcript', known) === undefined;
}

/** Whether this version knows what a block holds. */
export function isKnownBlock({ type }: { readonly type?: unknown }): boolean {
  return BLOCK_TYPES.has(type);
}

function knownBlock(block: unknown): unknown {
  return isObject(block) && typeof block['type'] === 'string' && !isKnownBlock(block) ? ANY_BLOCK : block;
}

function knownContent(item: unknown): unknown {
  if (!isObject(item) || typeof item['type'] !== 'string') return item;
  if (!CONTENT_TYPES.has(item['type'])) return { type: 'content', content: ANY_BLOCK };
  return item['type'] === 'content' ? { ...item, content: knownBlock(item['content']) } : item;
}

function knownEntry(entry: unknown): unknown {
  if (!isObject(entry)) return entry;
  const { status, priority, ...rest } = entry;
  return {
    ...rest,
    status: typeof status === 'string' ? 'pending' : status,
    ...(priority !== undefined && { priority: typeof priority === 'string' ? 'low' : priority }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
