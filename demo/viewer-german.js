import { bytesIn, dateIn, momentIn, shorten } from './viewer-format.js';
import { reviewInGerman } from './viewer-review-german.js';

const number = (value) => value.toLocaleString('de');

/** What the viewer page says, in German. */
export const german = {
  pasted: 'eingefügter Text',
  files: (count) => `${number(count)} Dateien`,
  names: ([first, ...others]) =>
    others.length < 3
      ? [first, ...others].join(' und ')
      : `${first} und ${number(others.length)} weitere Dateien`,
  noAddress: (address) => `„${address}“ ist keine Adresse eines Archivs`,
  whichAddress: 'Eine dieser Website angeben oder eine, die mit https:// beginnt.',
  elsewhere: 'Diese Seite liest nichts von anderen Adressen',
  openFile: 'Die Datei herunterladen und hier öffnen, oder mit „reprise open DATEI“.',
  failed: (names) => `${names} lässt sich nicht öffnen`,
  looking: (names) => `${names} wird angesehen …`,
  lookedAt: (done, all) => `${number(done)} von ${number(all)} Dateien`,
  packing: (title) => `„${title}“ wird gepackt …`,
  doubtful: (tool) =>
    `Das wurde für ein Protokoll von ${tool} gehalten, und vieles darin ist unverstanden. Ist es von einem anderen Werkzeug: mit „reprise pack --from WERKZEUG“ packen.`,
  searching: (title) => `„${title}“ wird nach Geheimnissen durchsucht …`,
  reviewOf: (open) => `Durchsehen, ${number(open)} zu entscheiden`,
  review: reviewInGerman,
  choice: (count, name) => `${number(count)} Sitzungen in ${name}`,
  which: (tool) => (tool ? `${tool}. Welche soll es sein?` : 'Welche soll es sein?'),
  together: (count) => (count === 2 ? 'Beide als eine öffnen' : `Alle ${number(count)} als eine öffnen`),
  someShown: (shown, found) => `${number(shown)} von ${number(found)}: filtern, um andere zu sehen.`,
  allShown: (shown, all) =>
    shown === all ? `${number(all)} Sitzungen.` : `${number(shown)} von ${number(all)} Sitzungen.`,
  allTools: (count) => `Alle ${count} Werkzeuge`,
  ofTool: (tool, count) => `${tool} (${number(count)})`,
  orders: {
    title: ['Titel, A bis Z', 'Titel, Z bis A'],
    tool: ['Werkzeug, A bis Z', 'Werkzeug, Z bis A'],
    startedAt: ['Neueste zuerst', 'Älteste zuerst'],
    turns: ['Meiste Runden zuerst', 'Wenigste Runden zuerst'],
    size: ['Größte zuerst', 'Kleinste zuerst'],
  },
  turns: (count, isLeast) => `${number(count)}${isLeast ? '+' : ''}`,
  turnsLong: (count) => (count === '1' ? '1 Runde' : `${count} Runden`),
  subagents: (count) => (count === 1 ? '1 Subagent' : `${number(count)} Subagenten`),
  noPrompt: 'keine Eingabe gefunden: vielleicht von einem anderen Werkzeug',
  nothing: (text) =>
    text === '' ? 'Von diesem Werkzeug ist nichts da.' : `Nichts enthält „${shorten(text)}“.`,
  showAll: 'Alle zeigen',
  openFirst: (title) => (title === '' ? 'Öffnen' : `„${shorten(title)}“ öffnen`),
  date: (time) => dateIn('de', time),
  moment: (time) => momentIn('de', time),
  bytes: (count) => bytesIn('de', count),
  otherSite: 'Nur was von dieser Website ist, lässt sich durchsehen.',
  emptyFolder: 'Der Ordner enthält weder ein Archiv noch ein Protokoll oder eine Aufnahme bekannter Art.',
  largeFolder: (most) =>
    `Der Ordner enthält mehr als ${number(most)} Sitzungen: einen Ordner weiter unten wählen.`,
  kinds: {
    image:
      'Es ist ein Bild. Öffnen lässt sich das Protokoll oder die Aufnahme einer Sitzung oder ein Archiv.',
    video: 'Es ist ein Video. Öffnen lässt sich ein Protokoll, die Aufnahme eines Terminals oder ein Archiv.',
    audio: 'Es ist ein Ton. Öffnen lässt sich das Protokoll oder die Aufnahme einer Sitzung oder ein Archiv.',
    document: 'Es ist ein PDF. Öffnen lässt sich das Protokoll einer Sitzung selbst oder ein Archiv.',
  },
  reasons: {
    'unknown-source': 'Es ist weder Protokoll noch Aufnahme eines Werkzeugs, das hier bekannt ist.',
    'empty-source': 'Die Datei ist leer.',
    'ambiguous-source':
      'Die Datei könnte von mehreren Werkzeugen sein: mit „reprise pack --from WERKZEUG“ packen.',
    'damaged-database':
      'Die Datenbank ist beschädigt, oder es wurde gerade in sie geschrieben: das Werkzeug schließen und sie noch einmal öffnen.',
    'limit-exceeded': 'Die Datei ist größer, als diese Seite lesen kann.',
  },
};

/** Texts of the page itself, by their `data-text`, `data-label` and `data-placeholder`; code between backticks. */
export const page = {
  welcome: 'Lesen, wie es gelöst wurde',
  intro:
    'Eine Programmiersitzung als Geschichte: was verlangt, was versucht, was geändert wurde. Gelesen wird in dieser Seite; nichts verlässt diesen Rechner.',
  readable: 'Welche Dateien sich öffnen lassen',
  dismiss: 'Meldung schließen',
  dropHere: 'Eine Sitzung hierher ziehen',
  dropWhat:
    'ein `.reprise`-Archiv, ein Protokoll, eine Terminalaufnahme oder einen Ordner davon. Oder Kopiertes einfügen.',
  chooseFile: 'Datei wählen',
  chooseFolder: 'Ordner wählen',
  samples: 'Beispiele',
  refresh: 'Zugriffstoken laufen mitten in der Sitzung ab',
  refreshLength: '2 min',
  refreshAbout: 'ein Fehler, gefunden und behoben: Gespräch, Terminal, Änderungen (englisch)',
  life: 'Game of Life, ein Tippfehler in vim',
  lifeLength: '40 s',
  lifeAbout: 'eine Terminalaufnahme in vollen Farben',
  reads: 'Was gelesen wird',
  agents: 'Agenten',
  recordings: 'Terminalaufnahmen',
  exports: 'Kontoexporte',
  fromList: '(mit Auswahl aus der Liste)',
  formats: 'Austauschformate',
  filter: 'Nach Titel, Werkzeug, Ordner oder Tag filtern',
  order: 'Reihenfolge',
  title: 'Titel',
  tool: 'Werkzeug',
  when: 'Wann',
  turns: 'Runden',
  size: 'Größe',
  hint: 'Pfeiltasten wählen, Enter öffnet.',
  openAnother: 'Andere Datei öffnen',
  others: 'Andere Sitzungen',
  save: 'Archiv sichern',
  savePage: 'Als eine Seite sichern',
  pageUnmasked:
    'Die Sitzung wurde nicht maskiert, und eine Seite wird weitergegeben: erst in der Durchsicht maskieren.',
  pageFailed: (reason) => `Die Seite wurde nicht gesichert: ${reason}`,
  open: 'Datei öffnen',
  review: 'Durchsehen',
  toReview: 'Zurück zur Durchsicht',
  reviewTitle: 'Vor dem Teilen durchsehen',
  stays: 'Nichts verlässt diesen Rechner',
  closeReview: 'Durchsicht schließen',
  findings: 'Funde',
  type: 'Art',
  allFindings: 'Alle Funde',
  placeBefore: 'Vorige Stelle',
  placeAfter: 'Nächste Stelle',
  decision: 'Entscheidung',
  keep: 'Behalten, kein Geheimnis',
  whyFound: 'Warum es gefunden wurde',
  missed: 'Etwas übersehen?',
  lookAtThem: 'Ansehen',
  leaveOutSomething: 'Etwas weglassen',
  leaveOutTitle: 'Aus dem Archiv weglassen',
  leaveOutAbout:
    'Was weggelassen wird, fehlt in der maskierten Kopie ganz, mit allem, was davon erzählt. Wo es war, sagt die Kopie, wie viel fehlt. Das Protokoll selbst bleibt, wie es ist.',
  cutFrom: 'Von',
  cutTo: 'bis',
  theEnd: 'zum Ende',
  leaveOutTime: 'Diese Zeit weglassen',
  maskText: 'Diesen Text überall maskieren',
  maskIt: 'Maskieren',
  receipt:
    'Ein behaltener Wert wird im Beleg gezählt, der Wert selbst nie genannt. Ein maskierter ist nicht verdeckt, sondern weg.',
  saveMasked: 'Maskierte Kopie sichern',
  drop: 'Zum Öffnen loslassen',
};
