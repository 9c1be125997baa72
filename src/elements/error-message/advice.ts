import type { PlaybackErrorState } from '../../player/index.ts';
import type { Strings } from '../strings/translation.ts';

/** What can be done about an error; `undefined` for a code of a later version. */
export function adviceOn(
  { code, fault }: PlaybackErrorState,
  { advice, sourceAdvice }: Strings['error'],
): string | undefined {
  return (fault && of(sourceAdvice, fault)) ?? of(advice, code);
}

function of(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
