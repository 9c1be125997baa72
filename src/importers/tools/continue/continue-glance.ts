import { readMessage } from '../../chat-messages/chat-message.ts';
import { wordsOf } from '../../chat-messages/content-parts.ts';
import type { Glance } from '../../glance.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import { folderOf, titleOf } from './session-facts.ts';

/** What a session of Continue says for a list. Its time is that of the file. */
export const continueGlance: Glance = {
  members: ['history'],
  record: (record) => {
    if (!isObject(record['message'])) {
      return {
        sessionId: asText(record['sessionId']),
        generatedTitle: titleOf(record['title']),
        project: folderOf(record['workspaceDirectory']),
      };
    }
    const { role, parts } = readMessage(record['message']);
    return role === 'user' && parts.length > 0 ? { prompt: wordsOf(parts) } : undefined;
  },
};
