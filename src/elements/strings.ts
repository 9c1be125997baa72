/**
 * Every sentence the elements show, in one table: a translation is another object of this shape.
 *
 * One section an element; a sentence with a hole in it is a function. Recorded content never passes through here.
 */
export const strings = {
  player: {
    label: (title: string | undefined) => (title ? `Recorded session: ${title}` : 'Recorded session'),
    story: 'Story',
    terminal: 'Terminal',
    changes: (count: number) => (count > 0 ? `Changes ${count}` : 'Changes'),
    views: 'Views',
    resizeColumns: 'Width of the story',
    resizeRows: 'Height of the terminal',
    empty: 'No session is open.',
    unloaded: 'Play recorded session',
    loading: 'Opening the session',
    nothing: 'This session is empty: it has no conversation, no terminal and no changes.',
    keys: 'Keyboard shortcuts',
    chapters: 'Chapters',
    close: 'Close',
    partMissing: 'Part of the player could not be loaded: open the page again',
    linkCopied: 'Link to this moment copied',
    linkFailed: 'The page may not use the clipboard: copy the link by hand',
  },
  header: {
    untitled: 'Untitled session',
    turns: (count: number) => (count === 1 ? '1 turn' : `${count} turns`),
    lines: (additions: number, deletions: number, files: number) =>
      `${additions} lines added, ${deletions} removed in ${files} ${files === 1 ? 'file' : 'files'}`,
    inFiles: (files: number) => (files === 1 ? 'in 1 file' : `in ${files} files`),
    masked: (count: number) => `${count} masked`,
    maskedHint: (count: number) =>
      count === 1 ? '1 secret was masked before packing' : `${count} secrets were masked before packing`,
  },
  transport: {
    label: 'Playback',
    play: 'Play',
    pause: 'Pause',
    replay: 'Play again',
    previousTurn: 'Previous turn',
    nextTurn: 'Next turn',
    copyLink: 'Copy link to this moment',
    enlarge: 'Full screen',
    shrink: 'Leave full screen',
    timeline: 'Timeline',
    chapterOf: (index: number, count: number, title: string) => `Chapter ${index} of ${count}: ${title}`,
    chapter: (index: number, title: string) => `Chapter ${index}: ${title}`,
    of: (position: string, duration: string) => `${position} of ${duration}`,
    clock: 'Clock',
    clocks: {
      reading: 'Reading',
      active: 'Active',
      wall: 'Wall',
    },
    clockHints: {
      reading: 'At reading pace; long runs are passed over',
      active: 'As recorded, without the waiting',
      wall: 'As recorded, every second',
    },
    speed: 'Speed',
    times: (rate: number) => `${rate}×`,
    markers: { error: 'Error', change: 'Change', commit: 'Commit', note: 'Note' },
  },
  keys: {
    play: 'Play or pause',
    back5: 'Back 5 seconds',
    forward5: 'Forward 5 seconds',
    back10: 'Back 10 seconds',
    forward10: 'Forward 10 seconds',
    ends: 'To the start, to the end',
    tenths: 'To 0 % … 90 %',
    speed: 'Slower, faster',
    turns: 'Next, previous turn',
    changes: 'Next, previous change',
    errors: 'Next, previous error',
    fullscreen: 'Full screen',
    help: 'This list',
  },
  terminals: {
    size: (cols: number, rows: number) => `${cols} × ${rows}`,
    synthesised: 'from tool calls',
  },
  error: {
    again: 'Try again',
    code: (code: string) => `Code: ${code}`,
    offline: 'This computer is offline. The session can be opened when it is connected again.',
    /** What the reader can do, by code of the error. */
    advice: {
      'not-an-archive': 'Check that the address leads to a .reprise file and not to a page about it.',
      'ambiguous-archive': 'It may have been changed after packing. Ask for the original file.',
      'unsupported-version': 'It was made by a newer version of Reprise: update the player.',
      'truncated-archive':
        'It was cut short, as by a broken download. Get it again, or run “reprise repair” on it.',
      'corrupt-entry': 'Part of it is damaged. Get it again, or run “reprise repair” on it.',
      'invalid-entry': 'It was not written by a correct packer. “reprise validate” says what is wrong.',
      'entry-not-found': 'Part of it is missing. Get it again.',
      'limit-exceeded': 'It is larger than this player accepts.',
      'source-changed': 'It was replaced while it was being read. Try again to open the new one.',
      'source-unavailable':
        'Check the address and the connection; a file of another site must allow this page to read it (CORS).',
    } as Readonly<Record<string, string>>,
  },
} as const;

/** Shape of the table, for a translation. */
export type Strings = typeof strings;
