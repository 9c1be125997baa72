import type { Chapter } from '../../format/index.ts';
import type { TimelineScale } from './timeline-scale.ts';

/** A chapter narrower than this has no label, units. */
const NARROWEST = 64;
/** Nor has any chapter where the whole timeline is narrower than this: a player in one column. */
const NARROW_TIMELINE = 720;

/** The label of a chapter, over it: units from the left. */
export interface ChapterLabel {
  /** Number of the chapter, from 0. */
  readonly index: number;
  readonly title: string;
  readonly start: number;
  readonly width: number;
}

/** Labels of the chapters that have room for one, where most of them do; else none, as a few would say little. */
export function chapterLabels(chapters: readonly Chapter[], scale: TimelineScale): ChapterLabel[] {
  if (scale.width < NARROW_TIMELINE) return [];
  const labels: ChapterLabel[] = [];
  chapters.forEach(({ time, title }, index) => {
    const start = scale.at(time);
    const next = chapters[index + 1];
    const width = (next ? scale.at(next.time) : scale.width) - start;
    if (width >= NARROWEST && title.trim() !== '') labels.push({ index, title, start, width });
  });
  return 2 * labels.length > chapters.length ? labels : [];
}
