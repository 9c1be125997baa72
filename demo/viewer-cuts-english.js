import { shorten } from './viewer-format.js';

const number = (value) => value.toLocaleString('en');
const counted = (count, one, several) => `${number(count)} ${count === 1 ? one : several}`;

/** A length of time, roughly: `45 s`, `12 min`. */
const length = (time) =>
  time < 120_000 ? `${Math.round(time / 1000)} s` : `${number(Math.round(time / 60_000))} min`;

/** What the review says of what is left out, in English. */
export const cutsInEnglish = {
  turnNamed: (turn, title) => (title === '' ? `Turn ${number(turn)}` : `Turn ${number(turn)} · ${title}`),
  leaveOut: 'Leave out',
  leaveOutOf: (name) => `Leave out: ${shorten(name)}`,
  leaveOutTurn: 'Leave out this turn',
  leaveOutFile: 'Leave out this file',
  undo: 'Undo',
  undoOf: (name) => `Undo, do not leave out: ${shorten(name)}`,
  cutWithIt: 'All places are in what you leave out: nothing is to be decided.',
  goesWith: 'left out with what it is in',
  nothingLeftOut: 'nothing yet',
  leftOut: ({ turns, files, pictures, time }) =>
    `${[
      turns > 0 && counted(turns, 'turn', 'turns'),
      files > 0 && counted(files, 'file', 'files'),
      pictures > 0 && counted(pictures, 'picture', 'pictures'),
      time > 0 && length(time),
    ]
      .filter(Boolean)
      .join(', ')} left out`,
  cutGroups: {
    pictures: (count) => `Not searched, ${number(count)}`,
    times: (count) => `Stretches of time, ${number(count)}`,
    turns: (count) => `Turns, ${number(count)}`,
    files: (count) => `Files, ${number(count)}`,
  },
  stretch: (from, to) => `${from} to ${to}`,
  changes: (count) => (count === 0 ? 'read or named' : counted(count, 'change', 'changes')),
  pictureNamed: (kind, index) => `${kind === 'image' ? 'Picture' : 'Document'} ${number(index)}`,
  notSearched: (time, isSeen) => `${time} · ${isSeen ? 'you have looked at it' : 'nobody has searched it'}`,
  lookAt: 'Look at it',
  lookAtOf: (name) => `Look at it in the story: ${name}`,
  seen: 'Seen',
  seenOf: (name) => `Seen: ${name}`,
  unseen: (left, all) =>
    left === 0
      ? 'What was not searched is seen or left out.'
      : `${left < all ? `${number(left)} of ${counted(all, 'picture', 'pictures')}` : counted(all, 'picture', 'pictures')} ${left === 1 ? 'was' : 'were'} not searched.`,
  noSpan: {
    unread: () => 'Write times as 1:20, or 1:02:05.',
    backwards: () => 'It ends before it begins.',
    outside: (duration) => `The session ends at ${duration}.`,
  },
};
