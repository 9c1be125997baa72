import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { descendantSessions } from '../../stores/descendant-sessions.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import type { StartedBy } from './window-calls.ts';
import { findComposer, startedComposers } from './window-composers.ts';

/**
 * The conversations of subagents, as tracks of their own: those that calls name, those that the conversation lists, and
 * what these list.
 *
 * @param started - calls of the conversation itself, by the conversation that they started
 */
export async function windowChildren(
  session: StoreSession,
  started: ReadonlyMap<string, StartedBy>,
  translator: (composer: LogRecord) => RecordTranslator,
): Promise<readonly ChildSource[]> {
  const descendants = await descendantSessions(session, (id) =>
    childrenOf(session, id, id === session.id ? [...started.keys()] : []),
  );
  return descendants.map(({ session: source, parent }) => {
    const call = started.get(source.id) ?? callOf(source.facts);
    const title = asText(source.facts['name']);
    return {
      source,
      translator: translator(source.facts),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: trackOf(source.id),
        parent: parent === session.id ? 'main' : trackOf(parent),
        ...(call && parent === session.id && { spawnedBy: call.call }),
        ...(title !== undefined && { title }),
      },
    };
  });
}

async function* childrenOf(
  session: StoreSession,
  id: string,
  named: readonly string[],
): AsyncGenerator<{ readonly id: string; readonly facts: LogRecord }, void, undefined> {
  const composer = id === session.id ? session.facts : await findComposer(session.store, id);
  for (const child of new Set([
    ...named,
    ...(composer ? await startedComposers(session.store, composer) : []),
  ])) {
    const facts = await findComposer(session.store, child);
    if (facts) yield { id: child, facts };
  }
}

/** The call that a conversation of a subagent says it was started by. */
function callOf({
  subagentInfo,
}: LogRecord): { readonly call: string; readonly record?: number } | undefined {
  const call = isObject(subagentInfo) ? asText(subagentInfo['toolCallId']) : undefined;
  return call === undefined ? undefined : { call };
}

function trackOf(composerId: string): string {
  return `agent-${composerId
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]/g, '-')
    .slice(0, 80)}`;
}
