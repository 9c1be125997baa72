import { cutsInGerman } from './viewer-cuts-german.js';
import { shorten } from './viewer-format.js';
import { typeNameInGerman } from './viewer-type-names.js';

const number = (value) => value.toLocaleString('de');
const counted = (count, one, several) => `${number(count)} ${count === 1 ? one : several}`;
const places = (count) => counted(count, 'Stelle', 'Stellen');

/** What the review says, in German. */
export const reviewInGerman = {
  ...cutsInGerman,
  typeName: typeNameInGerman,
  allTypes: 'Alle Arten',
  findings: (count) => counted(count, 'Fund', 'Funde'),
  places,
  groups: {
    open: (count) => `Zu entscheiden, ${number(count)}`,
    mask: (count) => `Maskiert, ${number(count)}`,
    keep: (count) => `Behalten, ${number(count)}`,
    cut: (count) => `Weggelassen, ${number(count)}`,
    own: (count) => `Von Ihnen ergänzt, ${number(count)}`,
  },
  placeKinds: {
    prompt: 'Eingabe',
    answer: 'Antwort',
    thought: 'Gedanke',
    call: 'Befehl',
    output: 'Ausgabe',
    change: 'Änderung',
    terminal: 'Terminal',
    title: 'Titel',
    other: 'Anderswo im Archiv',
  },
  whereAndWhen: (kind, time) => {
    const where = {
      prompt: 'in einer Eingabe',
      answer: 'in einer Antwort',
      thought: 'in einem Gedanken',
      call: 'in einem Befehl',
      output: 'in einer Ausgabe',
      change: 'in einer Änderung',
      terminal: 'im Terminal',
      title: 'im Titel',
    }[kind];
    return `${where ?? 'anderswo'}, ${time}`;
  },
  maskQuestion: 'maskieren?',
  everywhere: 'überall maskiert, wo es steht',
  removeText: (text) => `„${shorten(text)}“ nicht mehr maskieren`,
  unsearched: ({ images = 0, documents = 0 }) => {
    const parts = [
      images > 0 && counted(images, 'Bild', 'Bilder'),
      documents > 0 && counted(documents, 'Dokument', 'Dokumente'),
    ].filter(Boolean);
    if (parts.length === 0) return '';
    return `${parts.join(' und ')} ${images + documents === 1 ? 'wurde' : 'wurden'} nicht durchsucht: bitte selbst ansehen.`;
  },
  placeOf: (at, all) => `Stelle ${number(at)} von ${number(all)}`,
  noPlaces: 'Wo es steht, ist nicht bekannt.',
  inStory: (time) => `${time} im Verlauf`,
  around: 'Was darum herum steht',
  hiddenValue: (length) => `verborgener Wert aus ${counted(length, 'Zeichen', 'Zeichen')}`,
  otherPlaces: (count) =>
    count === 1 ? 'Die andere Stelle mit demselben Wert' : `Die anderen ${places(count)} mit demselben Wert`,
  morePlaces: (count) => `Und ${number(count)} weitere, mit denen dasselbe geschieht.`,
  afterMasking: 'Maskiert lautet es',
  position: (at, all) => `${number(at)} von ${number(all)}`,
  maskAll: (count) => (count === 1 ? 'Maskieren' : `Alle ${places(count)} maskieren`),
  showValue: 'Wert zeigen',
  hideValue: 'Wert verbergen',
  sentence: (why) => `${why.charAt(0).toUpperCase()}${why.slice(1).replace(/\.?$/, '.')}`,
  maskSelected: 'Diesen Text überall maskieren',
  selectMore: (least) => `Mindestens ${least} Zeichen auswählen, um sie zu maskieren`,
  addedText: {
    added: (text) => `„${shorten(text)}“ wird überall maskiert, wo es steht.`,
    short: (_, least) => `Mindestens ${least} Zeichen: ein kürzerer Text ist Teil zu vieler Wörter.`,
    known: (text) => `„${shorten(text)}“ wird schon maskiert.`,
  },
  decided: (decided, all) => {
    if (all === 0) return 'Nichts zu entscheiden';
    return decided === all
      ? `Alle ${number(all)} entschieden`
      : `${number(decided)} von ${number(all)} entschieden, noch ${number(all - decided)}`;
  },
  allDecided: 'Alles entschieden: die maskierte Kopie lässt sich sichern.',
  decideFirst: (left) =>
    `Geschrieben wird erst, wenn alles entschieden ist: ${left === 1 ? 'einer fehlt' : `${number(left)} fehlen`} noch.`,
  maskLeft: (left) => (left === 1 ? 'Den letzten maskieren' : `Die übrigen ${number(left)} maskieren`),
  saving: 'Es wird maskiert und das Geschriebene durchsucht …',
  saved: (name, size, unfound) =>
    `Gesichert: ${name}, ${size}.${unfound.length > 0 ? ` Kam ohnehin nicht vor: ${unfound.map((text) => `„${shorten(text)}“`).join(', ')}.` : ''}`,
  notSaved: (reason) => `Es wurde nichts gesichert: ${reason}`,
  nothing: 'Nichts gefunden',
  nothingAbout:
    'Eingaben, Antworten, Befehle, Ausgaben, Änderungen und das Terminal wurden nach Schlüsseln, Token und Passwörtern durchsucht. Was sonst noch vertraulich ist, lässt sich unter „Etwas übersehen?“ nennen.',
};
