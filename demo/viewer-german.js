/** What the viewer page says, in German. */
export const german = {
  session: 'Sitzung',
  noAddress: (address) =>
    `„${address}“ ist keine Adresse eines Archivs: eine dieser Website angeben oder eine, die mit https:// beginnt`,
  from: (name, host) => `${name} von ${host}`,
  fromComputer: (names) => `${names}, von diesem Rechner`,
  oneAtATime: 'Ein einzelnes Archiv öffnen oder mehrere Protokolle und Aufnahmen derselben Sitzung.',
  failed: (names, reason) => `${names} lässt sich nicht öffnen: ${reason}`,
  packing: (names) => `${names.join(' und ')} wird gepackt …`,
};

/** Texts of the page itself, by their `data-text` and `data-label`; code between backticks. */
export const page = {
  save: 'Archiv sichern',
  open: 'Datei öffnen',
  welcome: 'Zusehen, wie es gelöst wurde',
  intro:
    'Ein `.reprise`-Archiv hierher ziehen oder das Protokoll einer Sitzung: eine `.jsonl`-Datei von Claude Code, eine Terminalaufnahme `.cast` oder beides zusammen. Gepackt wird in dieser Seite; nichts verlässt diesen Rechner.',
  samples: 'Beispielsitzungen',
  refresh: 'Zugriffstoken laufen mitten in der Sitzung ab',
  refreshAbout:
    'Ein echter Fehler, gefunden und behoben: Gespräch, Terminal und Änderungen auf einer Uhr. Nachgestelltes Beispiel auf Englisch, 2 min.',
  life: 'Game of Life, ein Tippfehler in vim',
  lifeAbout: 'Eine Terminalaufnahme mit bildschirmfüllenden Programmen in Echtfarben, 40 s.',
  drop: 'Zum Abspielen loslassen',
};
