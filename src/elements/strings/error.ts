export const error = {
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
} as const;
