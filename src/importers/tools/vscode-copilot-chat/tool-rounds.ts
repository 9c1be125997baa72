import type { ContentBlock } from '../../../format/index.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** What the model asked of a tool. */
export interface RoundCall {
  readonly id: string;
  readonly name: string;
  readonly input: LogRecord;
}

/** Nodes of one result that are looked at. */
const MAX_NODES = 50_000;

/** What the model asked for and got in one request: rounds of calls, with their results by the ids of the calls. */
export class ToolRounds {
  readonly #calls = new Map<string, RoundCall>();
  readonly #results: LogRecord;

  constructor(request: LogRecord) {
    const result = isObject(request['result']) ? request['result'] : {};
    const metadata = isObject(result['metadata']) ? result['metadata'] : {};
    this.#results = isObject(metadata['toolCallResults']) ? metadata['toolCallResults'] : {};
    for (const round of asList(metadata['toolCallRounds'])) {
      for (const call of isObject(round) ? asList(round['toolCalls']) : []) {
        const id = isObject(call) ? asText(call['id']) : undefined;
        if (!isObject(call) || id === undefined) continue;
        this.#calls.set(bareId(id), {
          id: bareId(id),
          name: asText(call['name']) ?? '',
          input: inputOf(call['arguments']),
        });
      }
    }
  }

  /** In their order. */
  get calls(): Iterable<RoundCall> {
    return this.#calls.values();
  }

  callOf(id: string): RoundCall | undefined {
    return this.#calls.get(bareId(id));
  }

  /** Ids of the calls that results are of. */
  get resultIds(): readonly string[] {
    return Object.keys(this.#results).map(bareId);
  }

  /** What a tool gave: all texts of its result, and pictures. */
  resultOf(id: string): { readonly text: string; readonly media: readonly ContentBlock[] } | undefined {
    const result = this.#resultOf(id);
    if (!isObject(result)) return undefined;
    const texts: string[] = [];
    const media: ContentBlock[] = [];
    for (const part of asList(result['content'])) {
      const block = isObject(part) ? mediaIn(part) : undefined;
      if (block) media.push(block);
      else texts.push(textOf(part));
    }
    return { text: texts.filter((text) => text !== '').join('\n'), media };
  }

  #resultOf(id: string): unknown {
    const key = Object.keys(this.#results).find((one) => bareId(one) === bareId(id));
    return key === undefined ? undefined : this.#results[key];
  }
}

/** An id without what VS Code puts behind it where a call is made again. */
export function bareId(id: string): string {
  return id.replace(/__vscode-\d+$/, '');
}

function inputOf(given: unknown): LogRecord {
  if (isObject(given)) return given;
  if (typeof given !== 'string') return {};
  try {
    const value: unknown = JSON.parse(given);
    return isObject(value) ? value : { input: given };
  } catch {
    return given === '' ? {} : { input: given };
  }
}

/** The text of a part of a result; of a part that nobody has foreseen, what it is. */
function textOf(part: unknown): string {
  if (typeof part === 'string') return part;
  if (!isObject(part)) return '';
  const { value } = part;
  if (typeof value === 'string') return value;
  return isObject(value) ? textsIn(value) : JSON.stringify(part);
}

/** The texts of a tree of nodes (prompt-tsx), in order: lines where a node says so. */
function textsIn(tree: unknown): string {
  const texts: string[] = [];
  const open: unknown[] = [tree];
  for (let count = 0; open.length > 0 && count < MAX_NODES; count++) {
    const node = open.pop();
    if (!isObject(node)) continue;
    if (typeof node['text'] === 'string')
      texts.push(node['lineBreakBefore'] === true ? `\n${node['text']}` : node['text']);
    const children = isObject(node['node']) ? [node['node']] : asList(node['children']);
    open.push(...[...children].reverse());
  }
  return texts.join('').replace(/^\n/, '');
}

function mediaIn(part: LogRecord): ContentBlock | undefined {
  const type = asText(part['mimeType']);
  const data = asText(part['data']) ?? asText(part['base64Data']);
  return type === undefined || data === undefined ? undefined : mediaBlock(type, data);
}
