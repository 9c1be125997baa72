import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';

/** Trajectories of subagents that are read. */
const MAX_SUBAGENTS = 500;

/** A reference to a subagent's trajectory, in the result of the call that started it. */
export interface TrajectoryReference {
  /** Id of the trajectory, or of its session. */
  readonly ids: readonly string[];
  /** File that holds it, where it is not within the same document. */
  readonly path: string | undefined;
  readonly call: string | undefined;
  readonly step: number;
}

/** The trajectories of subagents that the result of a call refers to. */
export function referencesIn(
  result: LogRecord,
  call: string | undefined,
  step: number,
): TrajectoryReference[] {
  const given = result['subagent_trajectory_ref'];
  return (isObject(given) ? [given] : asList(given)).filter(isObject).map((reference) => ({
    ids: [asText(reference['trajectory_id']), asText(reference['session_id'])].filter(
      (id) => id !== undefined,
    ),
    path: asText(reference['trajectory_path']),
    call,
    step,
  }));
}

/** The trajectories of subagents: within the document, below each other, and in files beside it. */
export async function findSubagents(
  source: ImportSource,
  {
    envelope,
    references,
  }: { readonly envelope: LogRecord; readonly references: readonly TrajectoryReference[] },
  translator: (track: string) => RecordTranslator,
): Promise<readonly ChildSource[]> {
  const children: ChildSource[] = [];
  const add = (file: ImportSource, parent: string, reference: TrajectoryReference | undefined): string => {
    const id = `agent-${children.length + 1}`;
    children.push({
      source: file,
      translator: translator(id),
      after: reference?.step,
      track: {
        type: 'track',
        kind: 'transcript',
        id,
        parent,
        ...(reference?.call !== undefined && { spawnedBy: reference.call }),
      },
    });
    return id;
  };
  const addEmbedded = (holder: LogRecord, parent: string): void => {
    for (const trajectory of asList(holder['subagent_trajectories'])) {
      if (!isObject(trajectory) || children.length >= MAX_SUBAGENTS) continue;
      const ids = [asText(trajectory['trajectory_id']), asText(trajectory['session_id'])];
      const found = references.find((reference) => reference.ids.some((id) => ids.includes(id)));
      addEmbedded(trajectory, add(embedded(source, trajectory), parent, found));
    }
  };
  addEmbedded(envelope, 'main');
  for (const reference of references) {
    const { path } = reference;
    if (path === undefined || !isRelative(path) || children.length >= MAX_SUBAGENTS) continue;
    const file = await source.sibling?.(path);
    if (file) add(file, 'main', reference);
  }
  return children;
}

/** A trajectory within a document as a source of its own. */
function embedded(source: ImportSource, trajectory: LogRecord): ImportSource {
  const bytes = new TextEncoder().encode(JSON.stringify(trajectory));
  return {
    name: source.name,
    size: bytes.length,
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface reads in pieces
    chunks: async function* () {
      yield bytes;
    },
  };
}

function isRelative(path: string): boolean {
  return !/^(?:\/|\w+:)/.test(path) && !path.includes('\\') && !path.split('/').includes('..');
}
