/**
 * Every sentence the elements show, in one table: a translation is another object of this shape.
 *
 * One section an element, in a file of its own, so that sentences of elements that are loaded later come with them;
 * a sentence with a hole in it is a function. Recorded content never passes through here.
 */
export * as strings from './strings/index.ts';
import type * as sections from './strings/index.ts';

/** Shape of the table, for a translation. */
export type Strings = typeof sections;
