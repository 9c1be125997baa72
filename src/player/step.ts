/** To the next (1) or previous (−1) thing of a kind. */
export interface Step {
  /** What to go to. */
  readonly to: 'event' | 'turn' | 'change' | 'error' | 'commit' | 'test' | 'chapter';
  /** 1: the next one; −1: the previous one. */
  readonly direction: 1 | -1;
}
