import { shorten } from './viewer-format.js';

const number = (value) => value.toLocaleString('de');
const counted = (count, one, several) => `${number(count)} ${count === 1 ? one : several}`;

/** Eine Dauer, ungefähr. */
const length = (time) =>
  time < 120_000 ? `${Math.round(time / 1000)} s` : `${number(Math.round(time / 60_000))} min`;

/** What the review says of what is left out, in German. */
export const cutsInGerman = {
  turnNamed: (turn, title) => (title === '' ? `Runde ${number(turn)}` : `Runde ${number(turn)} · ${title}`),
  leaveOut: 'Weglassen',
  leaveOutOf: (name) => `Weglassen: ${shorten(name)}`,
  leaveOutTurn: 'Diese Runde weglassen',
  leaveOutFile: 'Diese Datei weglassen',
  undo: 'Zurücknehmen',
  undoOf: (name) => `Zurücknehmen, nicht weglassen: ${shorten(name)}`,
  cutWithIt: 'Alle Stellen liegen in dem, was Sie weglassen: zu entscheiden ist nichts.',
  goesWith: 'wird mit dem weggelassen, worin es steht',
  nothingLeftOut: 'noch nichts',
  leftOut: ({ turns, files, pictures, time }) =>
    `${[
      turns > 0 && counted(turns, 'Runde', 'Runden'),
      files > 0 && counted(files, 'Datei', 'Dateien'),
      pictures > 0 && counted(pictures, 'Bild', 'Bilder'),
      time > 0 && length(time),
    ]
      .filter(Boolean)
      .join(', ')} weggelassen`,
  cutGroups: {
    pictures: (count) => `Nicht durchsucht, ${number(count)}`,
    times: (count) => `Zeitabschnitte, ${number(count)}`,
    turns: (count) => `Runden, ${number(count)}`,
    files: (count) => `Dateien, ${number(count)}`,
  },
  stretch: (from, to) => `${from} bis ${to}`,
  changes: (count) => (count === 0 ? 'gelesen oder genannt' : counted(count, 'Änderung', 'Änderungen')),
  pictureNamed: (kind, index) => `${kind === 'image' ? 'Bild' : 'Dokument'} ${number(index)}`,
  notSearched: (time, isSeen) => `${time} · ${isSeen ? 'von Ihnen angesehen' : 'niemand hat es durchsucht'}`,
  lookAt: 'Ansehen',
  lookAtOf: (name) => `Im Verlauf ansehen: ${name}`,
  seen: 'Gesehen',
  seenOf: (name) => `Gesehen: ${name}`,
  unseen: (left, all) =>
    left === 0
      ? 'Was nicht durchsucht wurde, ist gesehen oder weggelassen.'
      : `${left < all ? `${number(left)} von ${counted(all, 'Bild', 'Bildern')}` : counted(all, 'Bild', 'Bilder')} ${left === 1 ? 'wurde' : 'wurden'} nicht durchsucht.`,
  noSpan: {
    unread: () => 'Zeiten so schreiben: 1:20 oder 1:02:05.',
    backwards: () => 'Der Abschnitt endet, bevor er beginnt.',
    outside: (duration) => `Die Sitzung endet bei ${duration}.`,
  },
};
