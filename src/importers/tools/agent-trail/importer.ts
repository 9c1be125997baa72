/**
 * Agent Trail: JSON lines of a vendor-neutral format, an optional envelope, then a header and its entries for each
 * session. Version 0.1.0, by its published schema and specification.
 */

import { readTrail, trailSessions } from './trail-sessions.ts';
import { TrailTranslator } from './trail-translator.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';

/** Fields of a trail that are not written. */
export const AGENT_TRAIL_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the record; events have short ids of their own' },
  { path: 'parent_id', why: 'order, branches and subagents are resolved' },
  { path: 'session_uid', why: 'stands once, in the session' },
  { path: 'ts', why: 'is the time of the event' },
  { path: 'stream.started_at', why: 'is the time of the header' },
  { path: 'content_hash', why: 'digest of the file' },
  { path: 'segment.prev_content_hash', why: 'digest of another file' },
  { path: 'fork_from.content_hash', why: 'digest of another file' },
  { path: 'redacted_from.content_hash', why: 'digest of another file' },
  { path: 'sessions[].id', why: 'ids of the headers that follow' },
  { path: 'payload.for_id', why: 'id of a call; resolved' },
  { path: 'payload.args.session_id', why: 'id of a session; a subagent of the same file is linked' },
  { path: 'payload.args.diff', why: 'its lines are in the change, else in the call; not its header lines' },
  {
    path: 'payload.args.files[].diff',
    why: 'its lines are in the change, else in the call; not its header lines',
  },
  { path: 'payload.from_id', why: 'id of a record; resolved' },
  { path: 'payload.abandoned_branch_id', why: 'id of a record; resolved' },
  { path: 'payload.replaced_message_ids[]', why: 'ids of records' },
  { path: 'payload.open_call_ids[]', why: 'ids of calls' },
  { path: 'payload.final_message_id', why: 'id of a record' },
  { path: 'semantic.group_id', why: 'id of the vendor' },
  { path: 'semantic.call_id', why: 'id of the vendor; resolved' },
  { path: 'source.raw.envelope_ref', why: 'id of a record' },
];

/** Sessions in Agent Trail. */
export const agentTrail = recordImporter({
  id: 'agent-trail',
  read: readTrail,
  sessions: trailSessions,
  // An envelope is written when the file is put together, which may be long after the session.
  timeOf: (record) => (record['type'] === 'trail' ? undefined : parseIsoTime(record['ts'])),
  versionOf: (record) => asText(record['schema_version']),
  leftOut: AGENT_TRAIL_LEFT_OUT,
  translator: (writer, source, options) => new TrailTranslator(writer, { source, options }),
});
