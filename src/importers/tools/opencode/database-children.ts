import { asText } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import type { TaskCall } from './child-sessions.ts';
import { agentTrack } from './agent-track.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { databaseDescendants } from './database-store.ts';

/**
 * The sessions that a session of a database started, as tracks of their own: those that a call names hang on the call,
 * the others (a call that did not get to naming its session, a subagent of a subagent) on the track of their parent.
 *
 * @param calls - by the id of the session that they started
 */
export async function databaseChildren(
  session: StoreSession,
  calls: ReadonlyMap<string, TaskCall>,
  translator: (track: string) => RecordTranslator,
): Promise<readonly ChildSource[]> {
  return (await databaseDescendants(session)).map(({ session: source, parent }) => {
    const track = agentTrack(source.id);
    const call = calls.get(source.id);
    const title = asText(source.facts['title']);
    return {
      source,
      translator: translator(track),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: track,
        parent: parent === session.id ? 'main' : agentTrack(parent),
        ...(call && { spawnedBy: call.callId }),
        ...(title !== undefined && { title }),
      },
    };
  });
}
