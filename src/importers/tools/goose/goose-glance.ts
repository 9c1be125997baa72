import type { Glance } from '../../glance.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import { storeTime } from '../../stores/store-time.ts';
import { isSessionLine } from './detect-goose.ts';

/** What a line of an older session of Goose says for a list. */
export const gooseGlance: Glance = {
  record: (record) => {
    if (isSessionLine(record)) {
      return { project: asText(record['working_dir']), generatedTitle: asText(record['description']) };
    }
    const time = storeTime(record['created']);
    const blocks = record['role'] === 'user' ? asList(record['content']).filter(isObject) : [];
    const words = blocks.flatMap((block) => (block['type'] === 'text' ? (asText(block['text']) ?? []) : []));
    return { time, ...(words.length > 0 && { prompt: words.join(' ') }) };
  },
};
