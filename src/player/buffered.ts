import type { TimeSpan } from '../format/index.ts';
import type { SegmentLoader } from '../reading/playback.ts';

/**
 * Session time that is loaded on every one of the tracks.
 *
 * @param entries - the visible tracks; one without segments is loaded throughout
 * @param duration - length of the session, ms
 */
export function bufferedSpans(
  loader: SegmentLoader,
  entries: readonly string[],
  duration: number,
): readonly TimeSpan[] {
  let spans: readonly TimeSpan[] = entries.length > 0 ? [{ start: 0, end: duration }] : [];
  for (const entry of entries) spans = intersect(spans, loadedSpans(loader, entry, duration));
  return spans;
}

function loadedSpans(loader: SegmentLoader, entry: string, duration: number): readonly TimeSpan[] {
  const locations = loader.locations(entry);
  if (locations.length === 0) return [{ start: 0, end: duration }];
  const spans: TimeSpan[] = [];
  locations.forEach(({ time }, index) => {
    if (!loader.has(entry, index)) return;
    const start = index === 0 ? 0 : time;
    const end = locations[index + 1]?.time ?? duration;
    const last = spans[spans.length - 1];
    if (last?.end === start) spans[spans.length - 1] = { start: last.start, end };
    else spans.push({ start, end });
  });
  return spans;
}

function intersect(a: readonly TimeSpan[], b: readonly TimeSpan[]): readonly TimeSpan[] {
  const spans: TimeSpan[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const start = Math.max(a[i]!.start, b[j]!.start);
    const end = Math.min(a[i]!.end, b[j]!.end);
    if (start < end) spans.push({ start, end });
    if (a[i]!.end < b[j]!.end) i += 1;
    else j += 1;
  }
  return spans;
}
