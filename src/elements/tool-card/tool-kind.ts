import type { ToolItem } from '../../state/index.ts';
import { toolStrings } from '../strings/tool.ts';
import type { ItemContext } from '../transcript/item-context.ts';

/** What a call does, in a word. */
export function kindOf({ kind }: ToolItem, { language }: Pick<ItemContext, 'language'>): string {
  const { kinds } = language.of(toolStrings);
  // Kinds of later versions come as they are.
  return kinds[kind] ?? kinds.other;
}
