import { section } from './section.ts';

/** The player around its parts. */
export const playerStrings = section('player', (language) => ({
  label: (title: string | undefined) => (title ? `Recorded session: ${title}` : 'Recorded session'),
  story: 'Story',
  terminal: 'Terminal',
  changes: (count: number) => (count > 0 ? `Changes ${language.number(count)}` : 'Changes'),
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
  unknownPlace: 'This link leads to something that is not in this session',
  continued: (time: string) => `Continued at ${time}`,
  fromStart: 'From the start',
  linkFailed: 'The page may not use the clipboard: copy the link by hand',
}));
