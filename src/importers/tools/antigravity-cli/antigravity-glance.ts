import type { Glance, RecordGlance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { openedArguments } from './step-records.ts';
import { splitInput } from './user-input.ts';

/** What a step says for a list. */
export const antigravityGlance: Glance = {
  record: (step) => ({
    time: parseIsoTime(step['created_at']),
    project: folderIn(step),
    ...(step['type'] === 'USER_INPUT' && promptIn(step)),
  }),
};

/** The folder that the first command ran in: nothing else in a transcript names one. */
export function folderIn(step: LogRecord): string | undefined {
  return asList(step['tool_calls'])
    .flatMap((call) =>
      isObject(call) && isObject(call['args']) ? (asText(openedArguments(call['args'])['Cwd']) ?? []) : [],
    )
    .at(0);
}

function promptIn({ content }: LogRecord): RecordGlance {
  const { prompt } = splitInput(asText(content) ?? '');
  return prompt === '' ? {} : { prompt };
}
