import { eventSchemaFault, isObject } from '../../format/index.ts';
import type { TranscriptEvent } from '../../format/index.ts';

const BLOCK_TYPES: ReadonlySet<unknown> = new Set(['text', 'image', 'resource_link', '_reprise/other']);

/**
 * Whether an event of a transcript is as its schema has it, but for what a later version may have added to it: kinds of
 * tools, names of states. Types of blocks that are not known here the schema lets pass.
 */
export function isReadable(event: TranscriptEvent): boolean {
  const { kind, status, entries, ...rest } = event as TranscriptEvent & Record<string, unknown>;
  const known = {
    ...rest,
    id: event.id || '-',
    ...(kind !== undefined && { kind: typeof kind === 'string' ? 'other' : kind }),
    ...(status !== undefined && { status: typeof status === 'string' ? 'pending' : status }),
    ...(entries !== undefined && { entries: Array.isArray(entries) ? entries.map(knownEntry) : entries }),
  };
  return eventSchemaFault('transcript', known) === undefined;
}

/** Whether this version knows what a block holds. */
export function isKnownBlock({ type }: { readonly type?: unknown }): boolean {
  return BLOCK_TYPES.has(type);
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
