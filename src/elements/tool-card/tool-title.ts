import type { ToolItem } from '../../state/index.ts';
import { splitPath, type PathParts } from '../path-text.ts';
import type { ItemContext } from '../transcript/item-context.ts';
import { kindOf } from './tool-kind.ts';

/** Characters of a title that a card looks at; the whole of it stands in the open card. */
const MAX_LENGTH = 400;

/** Verbs that the icon says already. */
const VERBS: Partial<Record<ToolItem['kind'], RegExp>> = {
  read: /^(?:Read|View|List)\s+/u,
  edit: /^(?:Edit|Write|Create|Update|MultiEdit|Patch)\s+/u,
  delete: /^(?:Delete|Remove)\s+/u,
  search: /^(?:Search|Find|Grep|Glob)(?: for)?\s+(?!the web)/u,
  fetch: /^Fetch\s+/u,
};

/**
 * The title of a card: one line, paths relative to the workspace. Of a path the folder gives way when there is no room, the
 * name stays.
 */
export function titleOf(
  item: ToolItem,
  { root, language }: Pick<ItemContext, 'root' | 'language'>,
): PathParts {
  const line = item.title.slice(0, MAX_LENGTH).replace(/\s+/gu, ' ').trim();
  const text = line.replace(VERBS[item.kind] ?? /^$/u, '');
  const path = splitPath(text, root);
  if (isPath(item, text)) return path;
  return { folder: '', name: path.folder + path.name || line || item.toolName || kindOf(item, { language }) };
}

function isPath(item: ToolItem, text: string): boolean {
  const aboutFile =
    item.kind === 'read' || item.kind === 'edit' || item.kind === 'delete' || item.kind === 'move';
  return aboutFile && /^[^\s*?"'<>|]*[/\\][^\s/*?"'<>|]+$/u.test(text);
}
