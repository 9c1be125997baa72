/** Amp: a thread, a JSON document of messages, as the program kept it on the computer until threads moved to its server. */

import type { LeftOutField } from '../../kept/left-out.ts';
import { documentRecords, recordImporter } from '../../records/record-importer.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import { timeOfMessage } from './amp-message.ts';
import { AmpTranslator } from './amp-translator.ts';

/** Fields of a thread that are not written. */
export const AMP_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the thread, which stands in the session' },
  { path: 'env.initial.trees[].uri', why: 'folder of the session' },
  { path: 'env.initial.trees[].repository.sha', why: 'commit that the work began at' },
  { path: 'env.initial.trees[].repository.ref', why: 'branch, which stands in the session' },
  { path: 'env.initial.platform.**', why: 'the computer; the version stands in the session' },
  { path: 'meta.traces[].**', why: 'times that the program measured for itself' },
  { path: 'usageLedger.**', why: 'tokens and credits again; those of each answer are told' },
  { path: '~debug.**', why: 'state of the program' },
  { path: 'content[].id', why: 'id of a call; calls have short ids of their own' },
  { path: 'content[].toolUseID', why: 'id of a call; resolved' },
  { path: 'content[].tool_use_id', why: 'id of a call; resolved' },
  { path: '~signature', why: 'opaque token of the provider' },
  { path: '~encryptedContent', why: 'opaque token of the provider' },
  { path: 'content[].data', why: 'reasoning that the provider hides' },
  { path: 'usage.timestamp', why: 'is the time of the event' },
  { path: 'content[].source.data', why: 'shown as the image' },
  { path: 'content[].run.result.diff', why: 'shown as the hunks of the change' },
  { path: 'content[].run.trackFiles[]', why: 'files of the call, which its change names' },
];

/** Threads of Amp. */
export const amp = recordImporter({
  id: 'amp',
  read: documentRecords('messages'),
  timeOf: timeOfMessage,
  typeOf: ({ role }) => (asText(role) ?? 'message').slice(0, 40),
  versionOf: ({ env }) => {
    const initial = isObject(env) && isObject(env['initial']) ? env['initial'] : {};
    return isObject(initial['platform']) ? asText(initial['platform']['clientVersion']) : undefined;
  },
  leftOut: AMP_LEFT_OUT,
  translator: (writer) => new AmpTranslator(writer),
});
