import type { Note } from '../../format/index.ts';

/** What is drawn of something that has notes, and these. */
export type NotedRow = readonly [row: Element, notes: readonly Note[]];

/** Whether the browser can mark a passage of a text that is not wrapped in an element. Where not, its row is marked. */
export const CAN_MARK_PASSAGES = typeof Highlight === 'function' && 'highlights' in CSS;
