import type { Store } from '../../sqlite/open-store.ts';
import type { StoreReader } from '../../stores/store-importer.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { cursorStoreKind } from './detect-cursor-store.ts';
import { blobMessages, findBlobs, listBlobs } from './message-blobs.ts';
import { windowBubbles } from './window-bubbles.ts';
import { findComposer, listComposers } from './window-composers.ts';

/** How sessions come out of the databases of Cursor: that of its window, and those of its command line. */
export const cursorStore: StoreReader = {
  list: (store, signal) => (isWindow(store) ? listComposers(store, signal) : listBlobs(store, signal)),
  find: (store, id, signal) =>
    isWindow(store) ? findComposer(store, id, signal) : findBlobs(store, id, signal),
  none: elsewhere,
  records: (session, reading) => (isWindowSession(session) ? windowBubbles : blobMessages)(session, reading),
};

/** Each folder has a database of its own too, which knows no conversation since 2024; other editors have one like it. */
function elsewhere({ database }: Store): string | undefined {
  if (cursorStoreKind(database.tables) !== 'window') return undefined;
  return database.tables.has('cursorDiskKV')
    ? 'holds no conversation: Cursor keeps them in globalStorage/state.vscdb'
    : 'holds no conversation of Cursor: VS Code keeps its own in chatSessions/*.jsonl (or .json) beside it';
}

/** Whether a session is a conversation of the window, whose records are bubbles. */
export function isWindowSession({ store }: StoreSession): boolean {
  return isWindow(store);
}

function isWindow({ database }: Store): boolean {
  return cursorStoreKind(database.tables) === 'window';
}
