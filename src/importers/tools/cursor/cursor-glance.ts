import type { Glance } from '../../glance.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import { splitPrompt } from './split-prompt.ts';

/** What a message of Cursor says for a list: the prompt, if there is one. Transcripts know neither times nor folders. */
export const cursorGlance: Glance = {
  tells: (line) => /"role":\s?"user"/.test(line),
  record: ({ role, message }) => {
    if (role !== 'user' || !isObject(message)) return undefined;
    const prompts = asList(message['content'])
      .map((block) => splitPrompt((isObject(block) && asText(block['text'])) || '').prompt)
      .filter((prompt) => prompt !== '');
    return prompts.length === 0 ? undefined : { prompt: prompts.join(' ') };
  },
};
