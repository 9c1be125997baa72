/**
 * ATIF (Agent Trajectory Interchange Format): one JSON document of steps, written by Harbor and other frameworks that
 * run agents. Versions 1.0 to 1.7, as the format's description and its public implementations tell them.
 */

import { AtifTranslator } from './atif-translator.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { documentRecords, recordImporter } from '../../records/record-importer.ts';

/** Fields of a trajectory that are not written. */
export const ATIF_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'schema_version', why: 'stands once, in the report' },
  { path: 'session_id', why: 'stands once, in the session' },
  { path: 'trajectory_id', why: 'id of the document' },
  { path: 'agent.model_name', why: 'stands in the session' },
  { path: 'subagent_trajectories[].**', why: 'become tracks of their own' },
  { path: 'timestamp', why: 'is the time of the event' },
  { path: 'tool_calls[].tool_call_id', why: 'id of a call; calls have short ids of their own' },
  { path: 'observation.results[].source_call_id', why: 'id of a call; resolved' },
];

/** Trajectories in ATIF. */
export const atif = recordImporter({
  id: 'atif',
  read: documentRecords('steps'),
  timeOf: (step) => parseIsoTime(step['timestamp']),
  typeOf: (step) => asText(step['source']) ?? 'step',
  versionOf: (record) => (isObject(record['agent']) ? asText(record['schema_version']) : undefined),
  leftOut: ATIF_LEFT_OUT,
  translator: (writer) => new AtifTranslator(writer),
});
