/** What somebody has noted on the sample `refresh-once`: one note at each kind of place. */
export const refreshOnceNotes = [
  {
    kind: 'highlight',
    event: '3z2zz',
    range: { quote: 'Three requests in flight means three 401s and three calls' },
    author: 'Mira',
    at: '2026-11-20T16:20:00Z',
  },
  {
    kind: 'prompt',
    event: '0phpg',
    text: 'It asks for the case that the tests leave out. That is how the hole was found.',
    template: 'Nice. But what if [the step that everything waits for] itself fails, say [how]?',
    tags: ['review', 'edge cases'],
    author: 'Mira',
    at: '2026-11-20T16:24:00Z',
  },
  {
    kind: 'note',
    terminal: 'main',
    time: 60_000,
    range: { row: [13, 15], column: [1, 57] },
    text: 'All green, and the hole is still there: **no test lets a refresh fail**.',
    author: 'Jonas',
    at: '2026-11-20T17:02:00Z',
  },
  {
    kind: 'note',
    event: '8pfbw.1',
    range: { line: [22, 24] },
    text: '`finally`, not `then`: a refresh that *fails* is forgotten too.',
    author: 'Jonas',
    at: '2026-11-20T17:05:00Z',
  },
];
