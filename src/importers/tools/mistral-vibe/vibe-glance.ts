import { readMessage } from '../../chat-messages/chat-message.ts';
import { wordsOf } from '../../chat-messages/content-parts.ts';
import { splitInjected } from '../../chat-messages/injected-parts.ts';
import type { Glance } from '../../glance.ts';
import { isObject } from '../../sources/json-value.ts';
import { metaGlance } from './session-meta.ts';
import { VIBE_TAGS } from './tags.ts';

/** What a message of Vibe, or the document beside the messages, says for a list. */
export const vibeGlance: Glance = {
  members: ['messages'],
  tells: (line) => /"role":\s?"user"/.test(line),
  record: (record) => {
    if (typeof record['role'] !== 'string') {
      const { metadata } = record;
      return metaGlance(isObject(metadata) ? metadata : record);
    }
    if (record['role'] !== 'user' || record['injected'] === true) return undefined;
    const { words } = splitInjected(wordsOf(readMessage(record).parts), VIBE_TAGS);
    return words.trim() === '' ? undefined : { prompt: words };
  },
};
