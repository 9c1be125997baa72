import type { TrackDescription } from '../../../format/index.ts';
import type { Session } from '../../../reading/index.ts';
import { PictureError } from '../picture-error.ts';

/**
 * The terminal of that id; without one, the session's first.
 *
 * @throws {PictureError} `no-terminal`, `unknown-terminal`
 */
export function pickTerminal({ tracks }: Session, id?: string): TrackDescription {
  const terminals = tracks.filter(({ kind }) => kind === 'terminal');
  const [first] = terminals;
  if (!first) throw new PictureError('no-terminal', 'the session has no terminal');
  if (id === undefined) return first;
  const terminal = terminals.find((track) => track.id === id);
  if (terminal) return terminal;
  const ids = terminals.map((track) => track.id).join(', ');
  throw new PictureError('unknown-terminal', `the session has no terminal ${id}; it has ${ids}`);
}
