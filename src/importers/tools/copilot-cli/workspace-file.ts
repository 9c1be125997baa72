import type { ImportSource } from '../../sources/import-source.ts';
import type { RecordGlance } from '../../glance.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Name of the file beside a log that says what the session is called. */
const NAME = 'workspace.yaml';

/** Bytes of it that are read. */
const MAX_SIZE = 64 * 1024;

/** What the file says of a session; a name that nobody gave is the first prompt, or made up. */
export function readWorkspace(text: string): RecordGlance {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^(\w{1,40}):\s(.{1,2000})$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key, plainScalar(value));
  }
  const name = fields.get('name');
  return {
    ...(fields.get('user_named') === 'true' ? { title: name } : { generatedTitle: name }),
    project: fields.get('cwd'),
    branch: fields.get('branch'),
    sessionId: fields.get('id'),
  };
}

/** The file beside a log, if there is one. */
export async function workspaceBeside(source: ImportSource): Promise<RecordGlance> {
  const file = await source.sibling?.(NAME);
  if (!file || file.size > MAX_SIZE) return {};
  const text = await sourceText(file);
  return readWorkspace(text);
}

/** A value of YAML on one line, without its quotes. */
function plainScalar(value: string): string {
  const text = value.trim();
  if (/^'.*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (!/^".*"$/.test(text)) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
