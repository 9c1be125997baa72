/** To the next (1) or previous (−1) thing of a kind. */
export interface Step {
  readonly to: 'event' | 'turn' | 'change' | 'error' | 'commit' | 'chapter';
  readonly direction: 1 | -1;
}
