import type { SourceToolContent } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { ToolDescription } from '../../records/tool-description.ts';
import { searchText } from './rollout-survey.ts';
import type { RolloutSurvey } from './rollout-survey.ts';
import { describeSearch, describeTool } from './describe-tool.ts';

/** Writes what the provider does itself: the log has one record of it, with no output that follows. */
export class ProviderCalls {
  readonly #writer: SessionWriter;
  readonly #survey: RolloutSurvey;

  constructor(writer: SessionWriter, survey: RolloutSurvey) {
    this.#writer = writer;
    this.#survey = survey;
  }

  /** A `web_search_call` item: the provider searches, the log has no result. */
  search(payload: LogRecord, record: number): boolean {
    const action = isObject(payload['action']) ? payload['action'] : {};
    const hasFailed = payload['status'] === 'failed';
    return this.#instant(`search-${record}`, 'web_search', describeSearch(action), action, hasFailed);
  }

  /** A `web_search_end` event. */
  searchEvent(payload: LogRecord, record: number): boolean {
    if (this.#survey.searches.originalOf(record) !== undefined) {
      this.#writer.cover([payload['query'], payload['action']]);
      return true;
    }
    const action = isObject(payload['action']) ? payload['action'] : { query: searchText(payload) };
    this.#writer.cover(payload['query']);
    return this.#instant(`search-${record}`, 'web_search', describeSearch(action), action, false);
  }

  /** An `image_generation_call` item: the image stands in it. */
  image(payload: LogRecord, record: number): boolean {
    const data = asText(payload['result']);
    const block = data === undefined ? undefined : mediaBlock('image/png', data);
    const prompt = asText(payload['revised_prompt']);
    const input = prompt === undefined ? {} : { revised_prompt: prompt };
    const content: readonly SourceToolContent[] = block ? [{ type: 'content', content: block }] : [];
    return this.#instant(
      asText(payload['id']) ?? `image-${record}`,
      'image_generation',
      describeTool('image_generation', input),
      input,
      payload['status'] === 'failed',
      content,
    );
  }

  #instant(
    id: string,
    name: string,
    description: ToolDescription,
    input: LogRecord,
    hasFailed: boolean,
    content: readonly SourceToolContent[] = [],
  ): boolean {
    this.#writer.call({ id, name, input, description });
    this.#writer.result(id, { content, ...(hasFailed && { status: 'failed' as const }) });
    return true;
  }
}
