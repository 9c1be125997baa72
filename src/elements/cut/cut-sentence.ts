import type { Cut, JsonObject } from '../../format/index.ts';
import { cutStrings } from '../strings/cut.ts';
import type { Language } from '../strings/language.ts';

/** What was cut, as a sentence: `Cut by the author: 45 s, 3 turns`. */
export function cutSentence(cut: Partial<Cut>, language: Language): string {
  const strings = language.of(cutStrings);
  // The messages of turns that are gone go without saying.
  const told = COUNTS.filter((key) => cut[key] && !(key === 'messages' && cut.turns));
  const list = told.map((key) => strings[key](cut[key]!)).join(', ');
  return list === '' ? strings.byAuthor : `${strings.byAuthor}: ${list}`;
}

const COUNTS = ['length', 'turns', 'messages', 'toolCalls', 'changes', 'tracks', 'pictures'] as const;

/** What the data of an event says of a cut: the counts that are counts. */
export function cutOfData(data: JsonObject | undefined): Partial<Cut> {
  const counts = COUNTS.map((key) => [key, data?.[key]] as const);
  return Object.fromEntries(
    counts.filter(([, count]) => typeof count === 'number' && Number.isSafeInteger(count) && count > 0),
  );
}

/** All cuts of a session as one, to be told in one sentence. */
export function sumOfCuts(cuts: readonly Cut[]): Partial<Cut> {
  const sum: Record<string, number> = {};
  for (const cut of cuts) for (const key of COUNTS) sum[key] = (sum[key] ?? 0) + (cut[key] ?? 0);
  return sum;
}

/** The cut that a session time is at: in the time that was taken out or, where that has closed or there was none, right there. */
export function cutAt(cuts: readonly Cut[], time: number): Cut | undefined {
  return cuts.find(({ time: start, length = 0, closed }) => {
    const open = closed ? 0 : length;
    return start <= time && time < start + Math.max(open, 1);
  });
}
