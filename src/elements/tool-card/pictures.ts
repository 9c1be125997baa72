import type { ToolItem } from '../../state/index.ts';

/** Entry paths of the pictures that a call brought, in order. */
export function picturesOf({ content }: ToolItem): readonly string[] {
  return content.flatMap((part) => {
    if (part.type !== 'content' || part.content.type !== 'image') return [];
    return part.content.uri === undefined ? [] : [part.content.uri];
  });
}
