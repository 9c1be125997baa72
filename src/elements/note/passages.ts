/** Whether the browser can mark a passage of a text that is not wrapped in an element. Where not, its row is marked. */
export const CAN_MARK_PASSAGES = typeof Highlight === 'function' && 'highlights' in CSS;
