/**
 * What the viewer page says. English stands in the page and here; `viewer-german.js` is the same in German, loaded
 * where the browser prefers that. The player follows the `lang` of the page.
 */
import { bytesIn, dateIn, momentIn, shorten } from './viewer-format.js';
import { reviewInEnglish } from './viewer-review-english.js';

const english = {
  pasted: 'pasted text',
  files: (count) => `${count.toLocaleString('en')} files`,
  /** Names of files, none of which is left out silently. */
  names: ([first, ...others]) =>
    others.length < 3
      ? [first, ...others].join(' and ')
      : `${first} and ${others.length.toLocaleString('en')} other files`,
  noAddress: (address) => `“${address}” is no address of an archive`,
  whichAddress: 'Use one of this site, or one that begins with https://.',
  elsewhere: 'This page reads nothing from other addresses',
  openFile: 'Download the file, then open it here or with “reprise open FILE”.',
  failed: (names) => `${names} cannot be opened`,
  looking: (names) => `Looking into ${names}…`,
  lookedAt: (done, all) => `${done.toLocaleString('en')} of ${all.toLocaleString('en')} files`,
  packing: (title) => `Packing “${title}”…`,
  doubtful: (tool) =>
    `This was taken for a log of ${tool}, and much of it was not understood. If it is of another tool, pack it with “reprise pack --from TOOL”.`,
  searching: (title) => `Searching “${title}” for secrets…`,
  reviewOf: (open) => (open === 1 ? 'Review, 1 to decide' : `Review, ${open.toLocaleString('en')} to decide`),
  review: reviewInEnglish,
  choice: (count, name) => `${count.toLocaleString('en')} sessions in ${name}`,
  which: (tool) => (tool ? `${tool}. Which one do you want to read?` : 'Which one do you want to read?'),
  together: (count) => (count === 2 ? 'Open both as one' : `Open all ${count} as one`),
  someShown: (shown, found) =>
    `${shown.toLocaleString('en')} of ${found.toLocaleString('en')} shown: filter to see others.`,
  allShown: (shown, all) =>
    shown === all
      ? `${all.toLocaleString('en')} sessions.`
      : `${shown.toLocaleString('en')} of ${all.toLocaleString('en')} sessions.`,
  allTools: (count) => `All ${count} tools`,
  ofTool: (tool, count) => `${tool} (${count.toLocaleString('en')})`,
  /** Names of the orders of each column, as it is and the other way round. */
  orders: {
    title: ['Title, A to Z', 'Title, Z to A'],
    tool: ['Tool, A to Z', 'Tool, Z to A'],
    startedAt: ['Newest first', 'Oldest first'],
    turns: ['Most turns first', 'Fewest turns first'],
    size: ['Largest first', 'Smallest first'],
  },
  turns: (count, isLeast) => `${count.toLocaleString('en')}${isLeast ? '+' : ''}`,
  turnsLong: (count) => (count === '1' ? '1 turn' : `${count} turns`),
  subagents: (count) => (count === 1 ? '1 subagent' : `${count.toLocaleString('en')} subagents`),
  noPrompt: 'no prompt was found: perhaps of another tool',
  nothing: (text) => (text === '' ? 'There is nothing of this tool.' : `Nothing says “${shorten(text)}”.`),
  showAll: 'Show all',
  openFirst: (title) => (title === '' ? 'Open' : `Open “${shorten(title)}”`),
  date: (time) => dateIn('en-GB', time),
  moment: (time) => momentIn('en-GB', time),
  bytes: (count) => bytesIn('en', count),
  pageUnmasked: 'The session was not masked, and a page is made to be shared: mask it in the review first.',
  pageFailed: (reason) => `The page was not saved: ${reason}`,
  otherSite: 'Only a review of this site can be opened.',
  emptyFolder: 'It holds no archive, log or recording of a kind that is known.',
  largeFolder: (most) =>
    `It holds more than ${most.toLocaleString('en')} sessions: choose a folder further down.`,
  /** What a file is that is no session, by its type. */
  kinds: {
    image: 'It is a picture. What can be opened is the log or the recording of a session, or an archive.',
    video: 'It is a video. What can be opened is the log or the recording of a terminal, or an archive.',
    audio: 'It is a sound. What can be opened is the log or the recording of a session, or an archive.',
    document: 'It is a PDF document. What can be opened is the log of a session itself, or an archive.',
  },
  /** Why nothing could be read, by code of the error; others speak for themselves. */
  reasons: {
    'unknown-source': 'It is no log and no recording of a tool that is known here.',
    'empty-source': 'It is empty.',
    'ambiguous-source': 'It could be of more than one tool: pack it with “reprise pack --from TOOL”.',
    'damaged-database':
      'It is a database that is damaged, or was written to meanwhile: close the tool, then open it again.',
    'limit-exceeded': 'It is larger than this page can read.',
  },
};

/** The sentences of the page's language; puts the page into it. */
export async function translate() {
  if (!navigator.language.startsWith('de')) return english;
  const { german, page } = await import('./viewer-german.js');
  document.documentElement.lang = 'de';
  for (const element of document.querySelectorAll('[data-text]'))
    element.replaceChildren(...withCode(page[element.dataset.text]));
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', page[element.dataset.label]);
  for (const element of document.querySelectorAll('[data-placeholder]'))
    element.placeholder = page[element.dataset.placeholder];
  return german;
}

/** Text with code between backticks, as nodes. */
function withCode(text) {
  return text.split('`').map((part, index) => {
    if (index % 2 === 0) return part;
    const code = document.createElement('code');
    code.textContent = part;
    return code;
  });
}
