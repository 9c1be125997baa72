import type { Session } from '../../reading/index.ts';
import { foldLabel, type ToolItem } from '../../state/index.ts';
import type { ExportOptions } from '../export-format.ts';
import { placeIn } from './export-view.ts';
import { Teller } from './teller.ts';
import type { Told, ToldRun } from './told.ts';

/**
 * What a conversation tells in a view, in order: calls that say little come as one sentence. Holds what is open at a time
 * (`Session.items`), and the texts of one item.
 *
 * @param track - id of a transcript
 * @throws {ReadingError} `unknown-track`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* conversation(
  session: Session,
  { from, to, view = 'story', signal }: ExportOptions,
  track = 'main',
): AsyncGenerator<Told, void> {
  if (!session.tracks.some(({ kind, id }) => kind === 'transcript' && id === track)) return;
  const teller = new Teller(session, signal);
  const range = { track, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  let run: ToolItem[] = [];
  for await (const item of session.items(range, signal && { signal })) {
    const place = placeIn(item, view);
    if (place === 'absent') continue;
    if (place === 'folded' && item.type === 'tool') {
      run.push(item);
      if (run.length < MAX_RUN) continue;
    }
    if (run.length > 0) yield toldRun(run);
    run = [];
    if (place === 'told') yield await teller.tell(item);
  }
  if (run.length > 0) yield toldRun(run);
}

/** Calls that one sentence stands for at most. */
const MAX_RUN = 1000;

function toldRun(calls: readonly ToolItem[]): ToldRun {
  const [first, last] = [calls[0]!, calls.at(-1)!];
  const summaries = calls.map(({ kind, title, locations }) => ({
    kind,
    title,
    ...(locations[0] && { path: locations[0].path }),
  }));
  const label = foldLabel(summaries, last.end - first.time);
  return { id: first.id, time: first.time, kind: 'run', calls: calls.length, label };
}

/** Conversations of subagents, in the order in which they began: id and title. */
export function subagentsOf({
  timeline,
}: Session): readonly { readonly id: string; readonly title: string }[] {
  return timeline.subagents.map(({ id, title }) => ({ id, title: title ?? id }));
}
