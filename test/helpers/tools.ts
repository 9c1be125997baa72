import { tools } from '#src/importers/index.ts';
import type { Tool } from '#src/importers/index.ts';

/** The row of a tool in the table. */
export function toolOf(id: string): Tool {
  const tool = tools.find((row) => row.id === id);
  if (!tool) throw new Error(`there is no tool "${id}"`);
  return tool;
}
