import type { SourceToolContent } from '../../../format/index.ts';
import { asList, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { textContent } from '../../records/session-writer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { ToolDescription } from '../../records/tool-description.ts';
import { searchText } from './rollout-item.ts';
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
    if (this.#survey.searches.copyOf(record) !== undefined && this.#survey.hasResults(record)) {
      this.#writer.markTold(action);
      return true;
    }
    return this.#instant(`search-${record}`, 'web_search', describeSearch(action), action, hasFailed);
  }

  /** A `web_search_end` event. */
  searchEvent(payload: LogRecord, record: number): boolean {
    const results = resultTexts(payload['results']);
    if (this.#survey.searches.originalOf(record) !== undefined && results.length === 0) {
      this.#writer.markTold([payload['query'], payload['action']]);
      return true;
    }
    const action = isObject(payload['action']) ? payload['action'] : { query: searchText(payload) };
    this.#writer.markTold(payload['query']);
    const content = results.map(textContent);
    return this.#instant(`search-${record}`, 'web_search', describeSearch(action), action, false, content);
  }

  /** An `image_generation_end` event. */
  imageEvent(payload: LogRecord, record: number): boolean {
    const id = asText(payload['call_id']) ?? asText(payload['id']);
    if (!this.#survey.hasImage(id)) return this.image({ ...payload, id }, record);
    const { revised_prompt: prompt, result, saved_path: path } = payload;
    this.#writer.markTold([prompt, result, path]);
    return true;
  }

  /** An `image_generation_call` item: the image stands in it. */
  image(payload: LogRecord, record: number): boolean {
    const data = asText(payload['result']);
    const block = data === undefined ? undefined : mediaBlock('image/png', data);
    const prompt = asText(payload['revised_prompt']);
    const path = asText(payload['saved_path']);
    const input = {
      ...(prompt !== undefined && { revised_prompt: prompt }),
      ...(path !== undefined && { saved_path: path }),
    };
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

/** Results of a search that are shown. */
const MAX_RESULTS = 200;

/** What a search found, a text each: title, address, words of the page. */
function resultTexts(results: unknown): readonly string[] {
  return asList(results)
    .slice(0, MAX_RESULTS)
    .map((result) =>
      isObject(result) ? [result['title'], result['url'], result['snippet'], result['text']] : [result],
    )
    .map((parts) => parts.flatMap((part) => asText(part) ?? []).join('\n'))
    .filter((words) => words !== '');
}
