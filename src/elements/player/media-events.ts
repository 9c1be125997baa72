import type { PlayerState } from '../../player/index.ts';

/**
 * The media events that a commit stands for, in the order `HTMLMediaElement` fires them.
 *
 * `timeupdate` for the running playhead is not among them: it has a pace of its own. `clockchange` is ours.
 */
export function mediaEvents(before: PlayerState, after: PlayerState): string[] {
  return [
    ...sourceEvents(before, after),
    ...settingEvents(before, after),
    ...seekEvents(before, after),
    ...playEvents(before, after),
  ];
}

function sourceEvents(before: PlayerState, after: PlayerState): string[] {
  const events: string[] = [];
  const began = (status: PlayerState['status']): boolean =>
    before.status !== status && after.status === status;
  const other = before.status !== 'empty' && (began('loading') || began('empty'));
  if (other) events.push('emptied');
  if (began('loading')) events.push('loadstart');
  if (after.manifest && after.manifest !== before.manifest) events.push('durationchange', 'loadedmetadata');
  if (began('ready')) events.push('loadeddata', 'canplay', 'canplaythrough');
  if (after.buffered !== before.buffered && after.status === 'ready') events.push('progress');
  if (began('error')) events.push('error');
  return events;
}

function settingEvents(before: PlayerState, after: PlayerState): string[] {
  const events: string[] = [];
  if (after.rate !== before.rate) events.push('ratechange');
  if (after.clock !== before.clock) events.push('clockchange');
  const sameSession = after.manifest !== undefined && after.manifest === before.manifest;
  if (sameSession && after.duration !== before.duration) events.push('durationchange');
  return events;
}

function seekEvents(before: PlayerState, after: PlayerState): string[] {
  if (after.seeking === before.seeking || after.status !== 'ready') return [];
  return after.seeking ? ['seeking'] : ['timeupdate', 'seeked'];
}

function playEvents(before: PlayerState, after: PlayerState): string[] {
  const events: string[] = [];
  const running = ({ status, paused, waiting }: PlayerState): boolean =>
    status === 'ready' && !paused && !waiting;
  if (before.paused && !after.paused) events.push('play');
  if (!after.paused && !before.waiting && after.waiting) events.push('waiting');
  if (!running(before) && running(after)) events.push('playing');
  if (!before.paused && after.paused) events.push('timeupdate', 'pause');
  if (!before.ended && after.ended) events.push('ended');
  return events;
}
