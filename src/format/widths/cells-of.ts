import { propertiesBy, widthIn } from './character-properties.ts';
import type { WidthRule } from './width-rules.ts';

/**
 * Cells that a text takes in a terminal that breaks no row of it.
 *
 * @param text - without control characters, which take none here
 */
export function cellsOf(text: string, rule: WidthRule): number {
  const propertiesOf = propertiesBy(rule);
  let cells = 0;
  let preceding = 0;
  for (const character of text) {
    const properties = propertiesOf(character.codePointAt(0)!, preceding);
    // What joins the character before it states the cells of both.
    if (properties & 1) cells -= widthIn(preceding);
    cells += widthIn(properties);
    preceding = properties;
  }
  return cells;
}
