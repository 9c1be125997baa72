import { segmentIndexAt } from '../format/index.ts';
import { TrackCursor, TranscriptDocument } from '../reading/playback.ts';
import type { Playhead } from '../reading/playback.ts';
import { TranscriptState } from '../state/index.ts';
import type { Content, PaneOptions } from './pane-content.ts';
import { PartLoader } from './part-loader.ts';
import type { TranscriptView } from './player-state.ts';

/** Inflated bytes that playing keeps behind the playhead; the document holds the rest. */
const WINDOW_SIZE = 2 ** 20;

/** What a pane shows of a transcript: the items up to the playhead, and the whole of it as a document. */
export function transcriptContent(options: PaneOptions): Content {
  const { track, loader, duration, onChange } = options;
  const { entry } = track;
  const state = new TranscriptState();
  const cursor = new TrackCursor(entry, state, loader, { window: WINDOW_SIZE, holes: true });
  const document = new TranscriptDocument(loader.locations(entry), duration);
  const parts = new PartLoader({ ...options, entry, document, onPart: onChange });
  const view = (): TranscriptView => ({
    track,
    ready: true,
    parts: document.parts,
    items: state.items,
    first: cursor.first,
    current: state.current,
    hasEarlier: cursor.hasEarlier,
    plan: state.plan,
    model: state.model,
    mode: state.mode,
    usage: state.usage,
  });
  const arrived = ({ time }: Playhead): boolean => {
    const index = segmentIndexAt(loader.locations(entry), time);
    if (document.isSettled(index)) return false;
    const segment = loader.get<'transcript'>(entry, index);
    if (segment) document.put(segment);
    else if (loader.damage(entry, index)) document.lose(index);
    return document.isSettled(index);
  };
  return {
    cursor,
    view,
    arrived,
    want: (from, to) => parts.want(from, to),
    retry: () => parts.retry(),
    close: () => parts.close(),
  };
}
