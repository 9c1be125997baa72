/**
 * OpenCode: a session of its database, the document that `opencode export` prints, or a session of its storage folder
 * (one file for each message and each part); seen 1.2, 1.3 and 1.18. A user's message is answered by one message for
 * each step.
 */

import type { LeftOutField } from '../../kept/left-out.ts';
import { openCodeImporter } from './opencode-importer.ts';

/** Fields of a session that are not written. */
export const OPENCODE_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'info.id', why: 'id of the session, which stands there, or of a message' },
  { path: 'info.projectID', why: 'hash of the folder of the session' },
  { path: 'info.slug', why: 'nickname that the tool made for the session' },
  { path: 'info.parentID', why: 'id of a session or message; order is that of the document' },
  { path: 'info.sessionID', why: 'id of the session, again' },
  { path: 'id', why: 'id of the session, in its own file' },
  { path: 'projectID', why: 'hash of the folder of the session' },
  { path: 'slug', why: 'nickname that the tool made for the session' },
  { path: 'parentID', why: 'id of the session that started it' },
  { path: 'parts[].id', why: 'id of a part; events have short ids of their own' },
  { path: 'parts[].sessionID', why: 'id of the session, again' },
  { path: 'parts[].messageID', why: 'id of the message that holds the part' },
  { path: 'parts[].callID', why: 'id of a call; calls are named by their place' },
  { path: 'parts[].tail_start_id', why: 'id of a message' },
  { path: '~itemId', why: 'id of the provider' },
  { path: '~reasoningEncryptedContent', why: 'opaque token of the provider' },
  { path: 'parts[].metadata.anthropic.signature', why: 'opaque token of the provider' },
  { path: 'parts[].metadata.google.thoughtSignature', why: 'opaque token of the provider' },
  { path: 'parts[].snapshot', why: 'commit of a private repository of the tool' },
  { path: 'parts[].hash', why: 'commit of a private repository of the tool' },
  { path: 'info.revert.snapshot', why: 'commit of a private repository of the tool' },
  { path: 'parts[].url', why: 'shown as the image, or the link to the file' },
  { path: 'parts[].state.attachments[].url', why: 'shown as the image, or the link to the file' },
  {
    path: 'parts[].state.input.patchText',
    why: 'shown as the changes that it made; kept where it made none',
  },
  { path: 'parts[].state.metadata.diff', why: 'shown as changes: texts before and after, edits or hunks' },
  { path: 'parts[].state.metadata.filediff.patch', why: 'shown as the hunks of the change' },
  { path: 'parts[].state.metadata.files[].diff', why: 'shown as the text of the change, or its hunks' },
  { path: 'parts[].state.metadata.files[].patch', why: 'shown as the text of the change, or its hunks' },
];

/** Sessions of OpenCode: its database, exports and its storage folder. */
export const openCode = openCodeImporter('opencode', OPENCODE_LEFT_OUT);
