import { visibleText } from '../code/visible-characters.ts';
import type { Manifest } from '../../format/index.ts';
import type { TerminalView } from '../../player/index.ts';
import type { Language } from '../strings/language.ts';
import { terminalsStrings } from '../strings/terminals.ts';
import type { Arrangement } from './arrangement.ts';

/** A terminal named like the session, as a recording of all of it is, is just the terminal. */
export function nameOf(
  { title }: Manifest['tracks'][number],
  { session, fallback }: { readonly session: string | undefined; readonly fallback: string },
): string {
  return title === undefined || title === session ? fallback : visibleText(title);
}

/** What the bar says of a terminal: its size, its own title, and where it comes from. */
export function labelOf(view: TerminalView, arrangement: Arrangement, language: Language): string {
  const { screen, track } = view;
  const origin = track.synthesised ? language.of(terminalsStrings).synthesised : undefined;
  return [sizeOf(view, arrangement, language), visibleText(screen?.title ?? ''), origin]
    .filter(Boolean)
    .join(' · ');
}

/** Columns and rows; `undefined` where lines are laid out anew, or the size is not known. */
export function sizeOf(
  { screen, track }: TerminalView,
  { wrap }: Arrangement,
  language: Language,
): string | undefined {
  const [cols, rows] = [screen?.cols ?? track.cols, screen?.rows ?? track.rows];
  const isWrapped = wrap === 'auto' && track.synthesised;
  if (cols === undefined || rows === undefined || isWrapped) return undefined;
  return language.of(terminalsStrings).size(cols, rows);
}
