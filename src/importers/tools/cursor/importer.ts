/**
 * Cursor: transcripts of its agent, JSON lines of messages, as a rule with neither ids nor times nor results; the
 * database of its window, and the stores of its command line, which have them.
 */

import { lineRecords } from '../../records/record-importer.ts';
import { NeverPacked } from '../../kept/never-packed.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { asNumber } from '../../sources/json-value.ts';
import { storeImporter } from '../../stores/store-importer.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { cursorStore, isWindowSession } from './cursor-store.ts';
import { CursorTranslator } from './cursor-translator.ts';
import { promptTime } from './prompt-time.ts';
import { bubbleTime } from './window-bubbles.ts';
import { WindowTranslator } from './window-translator.ts';

/** Fields of a transcript, a bubble or a message that are not written. */
export const CURSOR_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'type', why: 'kind of the record, where it is no message' },
  { path: '~tool_use_id', why: 'id of a call; resolved' },
  { path: '~bubbleId', why: 'id of a message; order is that of the conversation' },
  { path: '~serverBubbleId', why: 'id of a message at the provider' },
  { path: '~toolCallId', why: 'id of a call; resolved' },
  { path: '~modelCallId', why: 'id of a call at the provider' },
  { path: '~requestId', why: 'id of a request at the provider' },
  { path: '~usageUuid', why: 'id of a request at the provider' },
  { path: '~checkpointId', why: 'id of a state of the folder, which the database does not hold whole' },
  { path: '~codeblockId', why: 'id of a part of the window' },
  { path: '~beforeContentId', why: 'shown as the text before the change' },
  { path: '~afterContentId', why: 'shown as the text after the change' },
  { path: 'message.content[].image', why: 'shown as the picture' },
  { path: 'message.content[].data', why: 'shown as the picture' },
  { path: 'createdAt', why: 'time of the message' },
  { path: 'richText', why: 'the prompt again, in the form of the editor' },
  { path: 'thinking.signature', why: 'opaque token of the provider' },
  { path: '~signature', why: 'opaque token of the provider' },
];

/** Sessions of Cursor: agent transcripts, the window's database, stores of the command line. */
export const cursor = storeImporter({
  id: 'cursor',
  store: cursorStore,
  read: lineRecords,
  timeOf: (record) => asNumber(record['time']) ?? bubbleTime(record) ?? promptTime(record),
  typeOf: ({ role, type }) =>
    type === 1 ? 'user' : type === 2 ? 'assistant' : String(role ?? type).slice(0, 40),
  leftOut: CURSOR_LEFT_OUT,
  // Keys that Cursor encrypts what it keeps elsewhere with.
  neverPacked: new NeverPacked(
    ['blobEncryptionKey', 'speculativeSummarizationEncryptionKey'],
    ['text', 'toolFormerData'],
  ),
  translator: (writer, source) => {
    if (!(source instanceof StoreSession)) return new CursorTranslator(writer);
    return isWindowSession(source)
      ? new WindowTranslator(writer, source.facts)
      : new CursorTranslator(writer, { facts: source.facts });
  },
});
