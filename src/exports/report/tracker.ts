/** What a place for reports takes. */
export interface Tracker {
  readonly id: string;
  readonly name: string;
  /** UTF-16 units of a text at most. */
  readonly maxText: number;
  /** Bytes of an attachment at most. */
  readonly maxSize: number;
  /** Comments of HTML are not shown. */
  readonly hidesComments: boolean;
}

const MB = 1_000_000;

/**
 * The places, in the order of the help. What their administrators set may be less: sizes can be told on the command line.
 */
export const TRACKERS: readonly Tracker[] = [
  { id: 'github', name: 'GitHub', maxText: 65_536, maxSize: 25 * MB, hidesComments: true },
  { id: 'gitlab', name: 'GitLab', maxText: 1_000_000, maxSize: 100 * MB, hidesComments: true },
  { id: 'jira', name: 'Jira', maxText: 32_000, maxSize: 10 * MB, hidesComments: false },
  { id: 'other', name: 'another tracker', maxText: 30_000, maxSize: 10 * MB, hidesComments: false },
];
