import type { ChildPart } from 'lit';
import { Directive, directive, PartType, type PartInfo } from 'lit/directive.js';
import {
  getCommittedValue,
  insertPart,
  removePart,
  setChildPartValue,
  setCommittedValue,
} from 'lit/directive-helpers.js';
import { noChange } from 'lit';

/**
 * Draws a list of which each item keeps its nodes, by its key, for as long as it is there.
 *
 * As Lit's `repeat`, but nothing stays of what has left: that leaves the comment that an item ended with, and a list that
 * is scrolled through grows by one node for each row that was ever drawn.
 */
class KeyedDirective extends Directive {
  #keys: readonly unknown[] = [];

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.CHILD) throw new Error('a list is drawn where nodes can be');
  }

  /** What is drawn at first: lists of nodes that nobody has drawn yet are not compared. */
  override render<T>(
    items: readonly T[],
    _keyOf: (item: T) => unknown,
    draw: (item: T, index: number) => unknown,
  ): unknown {
    return items.map(draw);
  }

  override update<T>(
    container: ChildPart,
    [items, keyOf, draw]: [readonly T[], (item: T) => unknown, (item: T, index: number) => unknown],
  ): unknown {
    const drawn = getCommittedValue(container) as readonly ChildPart[] | undefined;
    const before = this.#keys;
    const keys = items.map(keyOf);
    this.#keys = keys;
    if (!Array.isArray(drawn) || drawn.length !== before.length) return this.render(items, keyOf, draw);
    const left = new Map<unknown, ChildPart>();
    for (const [index, part] of (drawn as readonly ChildPart[]).entries()) {
      if (left.has(before[index])) remove(part);
      else left.set(before[index], part);
    }
    const parts = keys.map((key) => {
      const part = left.get(key);
      left.delete(key);
      return part;
    });
    for (const part of left.values()) remove(part);
    setCommittedValue(
      container,
      place(container, parts, (index) => draw(items[index]!, index)),
    );
    return noChange;
  }
}

/** Brings parts into their order, last to first, and makes those that are missing. */
function place(
  container: ChildPart,
  parts: readonly (ChildPart | undefined)[],
  draw: (index: number) => unknown,
): readonly ChildPart[] {
  const placed: ChildPart[] = [];
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = insertPart(container, placed.at(-1), parts[index]);
    setChildPartValue(part, draw(index));
    placed.push(part);
  }
  return placed.reverse();
}

function remove(part: ChildPart): void {
  const { endNode } = part;
  removePart(part);
  (endNode as ChildNode | null)?.remove();
}

/** Draws items in their order, each with what `draw` gives for it. Every key stands for one item. */
export const keyed = directive(KeyedDirective) as <T>(
  items: readonly T[],
  keyOf: (item: T) => unknown,
  draw: (item: T, index: number) => unknown,
) => unknown;
