import type { PlayerState, TerminalView } from '../../player/index.ts';

/** Id of the terminal that the newest tool call with one wrote to, where none was recorded. */
export function spokenOf({ transcripts, terminals }: PlayerState): string | undefined {
  const recorded = [...terminals.values()].find(({ track }) => !track.synthesised);
  if (recorded || terminals.size < 2) return recorded?.track.id;
  const items = transcripts.get('main')?.items ?? [];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index]!;
    if (item.type !== 'tool') continue;
    const reference = item.content.find((part) => part.type === 'terminal');
    if (reference?.type === 'terminal') return reference.terminalId;
  }
  return undefined;
}

/** Nothing was written yet. A terminal that is on its way is no empty one. */
export function isEmpty({ ready, screen }: TerminalView): boolean {
  return ready && screen !== undefined && screen.lastOutput === undefined && screen.cut === undefined;
}
