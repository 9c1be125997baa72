import type { RecordReading } from '../../records/record-importer.ts';
import { documentRecords, lineRecords } from '../../records/record-importer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { headLines } from '../../sources/head-lines.ts';
import { readState, storedEvents } from './conversation-files.ts';
import { isEvent } from './detect-openhands.ts';

/** In which of its forms a conversation is given. */
export type ConversationForm = 'folder' | 'list' | 'lines';

/** The events of a conversation, whichever form it has; of a folder, what its state says comes at the end. */
export const conversationRecords: RecordReading = async function* (source, reading, options) {
  switch (await formOf(source)) {
    case 'folder': {
      yield* storedEvents(source, reading);
      const { id, cwd, model, title, stats } = await readState(source);
      return { id, cwd, model, title, stats };
    }
    case 'lines':
      yield* lineRecords(source, reading);
      return undefined;
    default:
      return yield* documentRecords()(source, reading, options);
  }
};

/** Tells the form by the first bytes. */
export async function formOf(source: ImportSource): Promise<ConversationForm> {
  const head = await headOf(source);
  const start = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start.startsWith('[')) return 'list';
  if (isEvent(headLines(head, 1)[0])) return 'lines';
  return /^\{\s*"id"\s*:\s*"[^"]*"\s*,\s*"agent"\s*:/.test(start) ? 'folder' : 'lines';
}

/** Bytes that the form is told by. */
const HEAD_SIZE = 256 * 1024;

async function headOf(source: ImportSource): Promise<Uint8Array> {
  let head = new Uint8Array(0);
  for await (const chunk of source.chunks()) {
    const joined = new Uint8Array(head.length + chunk.length);
    joined.set(head);
    joined.set(chunk, head.length);
    head = joined;
    if (head.length >= HEAD_SIZE) break;
  }
  return head;
}
