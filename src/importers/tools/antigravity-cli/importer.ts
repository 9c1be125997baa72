/** Antigravity, Google's successor to Gemini CLI: transcripts of JSON lines, a step each. */

import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import { AntigravityTranslator } from './antigravity-translator.ts';
import { stepRecords } from './step-records.ts';

/** Fields that are not written. */
export const ANTIGRAVITY_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'created_at', why: 'is the time of the event' },
  { path: 'source', why: 'who made the step; the kind of the event says it' },
  { path: 'type', why: 'kind of the step; an unknown kind is kept with it' },
];

/** Transcripts of Antigravity. */
export const antigravityCli = recordImporter({
  id: 'antigravity-cli',
  read: stepRecords,
  timeOf: (step) => parseIsoTime(step['created_at']),
  typeOf: ({ type }) => (asText(type) ?? 'record').slice(0, 60),
  leftOut: ANTIGRAVITY_LEFT_OUT,
  translator: (writer) => new AntigravityTranslator(writer),
});
