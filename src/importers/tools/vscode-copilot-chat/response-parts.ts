import type { NoticeName } from '../../../format/index.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asJson, asList, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { plainText } from './invocation-writer.ts';
import { nameOf, pathOf } from './uris.ts';

/** Parts that stand around the conversation → the notice that each becomes. */
const NOTICES: ReadonlyMap<string, NoticeName> = new Map<string, NoticeName>([
  ['warning', 'error'],
  ['confirmation', 'permission'],
  ['elicitation', 'permission'],
  ['elicitation2', 'permission'],
  ['elicitationSerialized', 'permission'],
  ['progressMessage', 'progress'],
  ['progressTask', 'progress'],
  ['progressTaskSerialized', 'progress'],
  ['hook', 'hook'],
  ['mcpServersStarting', 'system'],
  ['questionCarousel', 'system'],
  ['multiDiffData', 'system'],
  ['command', 'system'],
  ['treeData', 'system'],
  ['references', 'system'],
  ['extensions', 'system'],
  ['pullRequest', 'system'],
  ['move', 'system'],
  ['workspaceEdit', 'system'],
]);

/** Parts that only say how the view is put together. */
const SILENT: ReadonlySet<string> = new Set([
  'undoStop',
  'prepareToolInvocation',
  'codeblockUri',
  'clearToPreviousToolInvocation',
]);

const IN_WORDS: ReadonlySet<string> = new Set(['kind', 'title', 'message', 'content', 'progress']);

/** Words of a part of an answer: Markdown, or the name of what it refers to; `undefined` for another kind of part. */
export function wordsOf(part: unknown): string | undefined {
  if (typeof part === 'string') return part;
  if (!isObject(part)) return undefined;
  const { kind } = part;
  if (kind === undefined) return typeof part['value'] === 'string' ? part['value'] : undefined;
  if (kind === 'markdownContent' || kind === 'markdownVuln') return contentOf(part['content']);
  return kind === 'inlineReference' ? referenceOf(part) : undefined;
}

function contentOf(content: unknown): string | undefined {
  return typeof content === 'string' ? content : isObject(content) ? asText(content['value']) : undefined;
}

function referenceOf(part: LogRecord): string | undefined {
  const reference = part['inlineReference'];
  const name = asText(part['name']) ?? (isObject(reference) ? asText(reference['name']) : undefined);
  const path = pathOf(reference) ?? (isObject(reference) ? pathOf(reference['location']) : undefined);
  const words = name ?? (path === undefined ? undefined : nameOf(path));
  return words === undefined ? undefined : `\`${words}\``;
}

/** Writes a part that stands around the conversation. @returns whether its kind is known */
export function writePart(writer: SessionWriter, part: LogRecord): boolean {
  const kind = asText(part['kind']) ?? '';
  if (SILENT.has(kind)) return true;
  const notice = NOTICES.get(kind);
  if (!notice) return false;
  const title = plainText(part['title']);
  const words = [title, plainText(part['message']) ?? plainText(part['content'])].filter(
    (one) => one !== undefined,
  );
  const progress = asList(part['progress']).flatMap((one) =>
    isObject(one) ? (plainText(one['content']) ?? []) : [],
  );
  writer.notice(notice, [...words, ...progress].join('\n') || undefined, {
    data: compact([
      ['kind', kind],
      ...Object.entries(part)
        .filter(([key]) => !IN_WORDS.has(key))
        .map(([key, value]) => [key, asJson(value)] as const),
    ]),
  });
  return true;
}
