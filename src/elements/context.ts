import { createContext } from '@lit/context';
import type { Player } from '../player/index.ts';

/**
 * What an element has of the player around it: its state to show, and readers for what the session holds. It changes
 * nothing by itself; what shall change is asked for by a request, an event that goes up to the player element.
 */
export type SessionContext = Pick<
  Player,
  | 'store'
  | 'blame'
  | 'blob'
  | 'changedFiles'
  | 'changesIn'
  | 'changeTexts'
  | 'files'
  | 'find'
  | 'fileText'
  | 'knownFiles'
  | 'lostNotes'
  | 'squash'
  | 'squashFile'
  | 'survivors'
  | 'terminalLines'
  | 'terminalPoster'
  | 'terminalPreview'
  | 'timeOf'
  | 'transcript'
>;

/** The nearest enclosing player. */
export const playerContext = createContext<SessionContext>(Symbol('reprise-player'));
