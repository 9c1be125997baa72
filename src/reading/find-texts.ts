import type { ChangeEvent, ContentBlock, Json, ResourceLinkBlock, ToolCallContent } from '../format/index.ts';
import type { ToolItem, TranscriptItem } from '../state/index.ts';
import type { HitKind } from './find-hit.ts';

/** A text that can be searched. */
export interface FindText {
  readonly kind: HitKind;
  /** Session time at which it was there, ms. */
  readonly time: number;
  readonly text: string;
  /** Entry that holds the text, where it lies outside the track; `text` is empty then. */
  readonly entry?: string;
  /** Bytes of that entry, 0 where that is not known. */
  readonly size?: number;
  /** A patch: its lines that were added or removed count, without their sign. */
  readonly isPatch?: boolean;
  /** Id of the change whose lines it has. */
  readonly change?: string;
}

/** Values within a result that are looked at, and how deep they lie at most. */
const MAX_VALUES = 10_000;
const MAX_DEPTH = 16;

/** What the story tells around the conversation and is worth a search. */
const TOLD_NOTICES: ReadonlySet<string> = new Set([
  'commit',
  'compaction',
  'error',
  'interruption',
  'permission',
]);

/**
 * What of an item is searched, in the order in which it is shown.
 *
 * @param isContinued - its title was searched before
 */
export function textsOfItem(item: TranscriptItem, isContinued = false): FindText[] {
  switch (item.type) {
    case 'prompt':
      // What the vendor's program wrote in a person's name is no prompt.
      return item.origin === 'synthetic' ? [] : textsOfBlocks(item.content, 'prompt', item.time);
    case 'message':
      return textsOfBlocks(item.content, 'answer', item.time);
    case 'thought':
      return textsOfBlocks(item.content, 'thought', item.time);
    case 'tool':
      return textsOfTool(item, isContinued);
    case 'plan':
      return item.entries.map(({ content }) => ({ kind: 'answer', time: item.end, text: content }));
    case 'notice':
      return TOLD_NOTICES.has(item.notice) && item.text !== undefined
        ? [{ kind: 'output', time: item.time, text: item.text }]
        : [];
    case 'subagent':
      return item.title === undefined ? [] : [{ kind: 'command', time: item.time, text: item.title }];
    default:
      return [];
  }
}

/**
 * What of a change is searched: its lines, and its path where no call names it.
 *
 * @param isNamed - an item names the file
 */
export function textsOfChange(change: ChangeEvent, isNamed: boolean): FindText[] {
  const { t: time, id, path, from, patch, patchBlob, text, blob } = change;
  const texts: FindText[] = [];
  if (!isNamed) texts.push({ kind: 'file', time, text: path });
  if (from !== undefined) texts.push({ kind: 'file', time, text: from });
  if (patch !== undefined) texts.push({ kind: 'change', time, text: patch, isPatch: true, change: id });
  else if (text !== undefined) texts.push({ kind: 'change', time, text, change: id });
  else if (patchBlob !== undefined) {
    texts.push({ kind: 'change', time, text: '', entry: patchBlob, isPatch: true, change: id });
  } else if (blob !== undefined) texts.push({ kind: 'change', time, text: '', entry: blob, change: id });
  return texts;
}

/** The lines of a patch that were added or removed, without their sign. */
export function changedLines(patch: string): string {
  return patch
    .split('\n')
    .filter((line) => /^[+-]/u.test(line))
    .map((line) => line.slice(1))
    .join('\n');
}

function textsOfTool(item: ToolItem, isContinued: boolean): FindText[] {
  const { title, kind, time, end, locations, content, rawOutput } = item;
  const namesFile = kind === 'read' || kind === 'edit' || kind === 'delete' || kind === 'move';
  const texts: FindText[] = [];
  if (!isContinued && title !== '') texts.push({ kind: namesFile ? 'file' : 'command', time, text: title });
  const named = [title];
  const name = (path: string): void => {
    if (named.some((known) => known.includes(path))) return;
    named.push(path);
    texts.push({ kind: 'file', time, text: path });
  };
  for (const { path } of locations) name(path);
  for (const part of content) {
    if (part.type === '_reprise/change' || part.type === '_reprise/file') name(part.path);
  }
  for (const part of content) texts.push(...textsOfPart(part, end));
  texts.push(...stringsOf(rawOutput).map((text): FindText => ({ kind: 'output', time: end, text })));
  return texts;
}

function textsOfPart(part: ToolCallContent, time: number): FindText[] {
  if (part.type === 'content') return textsOfBlocks([part.content], 'output', time);
  const excerpt = part.type === 'terminal' ? part._meta.reprise.excerpt : undefined;
  return excerpt === undefined ? [] : [{ kind: 'output', time, text: excerpt }];
}

function textsOfBlocks(blocks: readonly ContentBlock[], kind: HitKind, time: number): FindText[] {
  return blocks.flatMap((block): FindText[] => {
    if (block.type === 'text') return [{ kind, time, text: block.text }];
    if (block.type !== 'resource_link' || !isLongText(block)) return [];
    return [{ kind, time, text: '', entry: block.uri, size: block.size ?? 0 }];
  });
}

function isLongText({ uri }: ResourceLinkBlock): boolean {
  return uri.startsWith('blobs/') && uri.endsWith('.txt');
}

/** The strings within a value, in order. */
function stringsOf(value: Json | undefined): string[] {
  const found: string[] = [];
  let left = MAX_VALUES;
  const visit = (inner: Json | undefined, depth: number): void => {
    left -= 1;
    if (left < 0 || depth > MAX_DEPTH) return;
    if (typeof inner === 'string') found.push(inner);
    else if (typeof inner === 'object' && inner !== null) {
      for (const part of Object.values(inner)) visit(part, depth + 1);
    }
  };
  visit(value, 0);
  return found;
}
