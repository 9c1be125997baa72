import type { Chapter, TurnEntry } from '../../format/index.ts';
import { isTrivialPrompt, titleOf } from './excerpt.ts';

/** More chapters than this are no help on a timeline. */
const MAX_CHAPTERS = 40;

/**
 * The chapters of a session: its prompts under short titles, without those that only say "go on", and the named
 * ones (where a turn goes on behind a compaction, markers of the source). When that is too many, the prompts after which least happened go.
 */
export function chaptersOf(turns: readonly TurnEntry[], named: readonly Chapter[]): Chapter[] {
  const fixed = thin(named, MAX_CHAPTERS / 2);
  const all = turns.map((turn, index) => ({
    chapter: { time: turn.time, title: titleOf(turn.excerpt) || 'Prompt', event: turn.id },
    weight: weightOf(turn, turns[index + 1]),
    trivial: isTrivialPrompt(turn.excerpt),
  }));
  const telling = all.filter(({ trivial, chapter: { title } }, index) => {
    // Asked again, after an interruption for one: the first time is the chapter.
    return !trivial && title !== all[index - 1]?.chapter.title;
  });
  const prompts = (telling.length > 0 ? telling : all.slice(0, 1)).map((prompt, index) => ({
    ...prompt,
    weight: index === 0 ? Infinity : prompt.weight,
  }));
  const heaviest = prompts
    .sort((a, b) => b.weight - a.weight || a.chapter.time - b.chapter.time)
    .slice(0, MAX_CHAPTERS - fixed.length)
    .map(({ chapter }) => chapter);
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
