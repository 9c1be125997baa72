import type { Glance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import { readWorkspace } from './workspace-file.ts';

/** What an event of Copilot CLI says for a list, and `workspace.yaml` beside the log. */
export const copilotCliGlance: Glance = {
  facts: readWorkspace,
  tells: (line) => /"type":\s?"(?:user\.message|session\.title_changed)"/.test(line),
  record: (record) => {
    const { type, agentId } = record;
    const time = parseIsoTime(record['timestamp']);
    const data = isObject(record['data']) ? record['data'] : {};
    if (type === 'session.start') {
      const context = isObject(data['context']) ? data['context'] : {};
      const id = asText(data['sessionId']);
      return {
        time,
        sessionId: id === 'REDACTED' ? undefined : id,
        project: asText(context['cwd']),
        branch: asText(context['branch']),
      };
    }
    if (type === 'session.title_changed') return { time, title: asText(data['title']) };
    if (type !== 'user.message' || agentId !== undefined) return { time };
    const words = asText(data['content']) ?? asText(data['transformedContent']);
    const isEmpty = words === undefined && asList(data['attachments']).length === 0;
    return isEmpty ? { time } : { time, prompt: words ?? '' };
  },
};
