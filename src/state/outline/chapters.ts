import type { Chapter, TurnEntry } from '../../format/index.ts';
import { isTrivialPrompt, titleOf } from './excerpt.ts';

/** More chapters than this are no help on a timeline. */
export const MAX_CHAPTERS = 40;

/**
 * The chapters of a session: its prompts under short titles, without those that only say "go on", and the named
 * ones (compactions, markers of the source). When that is too many, the prompts after which least happened go.
 */
export function chaptersOf(turns: readonly TurnEntry[], named: readonly Chapter[]): Chapter[] {
  const fixed = thin(named, Math.ceil(MAX_CHAPTERS / 2));
  const prompts = turns
    .map((turn, index) => ({ turn, weight: weightOf(turn, turns[index + 1]), first: index === 0 }))
    .filter(({ turn, first }) => first || !isTrivialPrompt(turn.excerpt));
  const room = MAX_CHAPTERS - fixed.length;
  const heaviest = prompts
    .slice()
    .sort((a, b) => Number(b.first) - Number(a.first) || b.weight - a.weight || a.turn.time - b.turn.time)
    .slice(0, room)
    .map(({ turn }) => ({ time: turn.time, title: titleOf(turn.excerpt) || 'Prompt', event: turn.id }));
  return [...heaviest, ...fixed].sort((a, b) => a.time - b.time);
}

/** What happened in a turn, in about "tool calls": a minute counts as one. */
function weightOf(turn: TurnEntry, next: TurnEntry | undefined): number {
  const minutes = next ? Math.min((next.time - turn.time) / 60_000, 30) : 1;
  return turn.toolCalls + 3 * turn.changes + 2 * turn.errors + minutes + turn.excerpt.length / 120;
}

/** Every n-th of a list that is too long, the first among them. */
function thin<T>(list: readonly T[], limit: number): readonly T[] {
  if (list.length <= limit) return list;
  const step = list.length / limit;
  return Array.from({ length: limit }, (_, index) => list[Math.floor(index * step)]!);
}
