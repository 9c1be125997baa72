import type { ImportSource } from '../../sources/import-source.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Files of background commands that are read, and bytes of each. */
const MAX_FILES = 200;
const MAX_SIZE = 4 * 1024 * 1024;

const TASK = /brain\/([\w-]{1,80})\/\.system_generated\/(tasks\/task-[\w-]{1,40}\.log)/g;

/** The files of background commands that a text names, by paths below the folder of all conversations. */
export function taskPathsIn(text: string): readonly string[] {
  return [...text.matchAll(TASK)].map(([, id, path]) => `${id}/.system_generated/${path}`);
}

/** The texts of the files that were named, as far as there are any. */
export async function readTasks(
  source: ImportSource,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of [...paths].slice(0, MAX_FILES)) {
    // Where the conversation's own folder was given, the path is shorter.
    const file =
      (await source.sibling?.(path)) ??
      (await source.sibling?.(path.replace(/^[^/]+\/\.system_generated\//, '')));
    if (!file || file.size > MAX_SIZE) continue;
    const text = await sourceText(file);
    texts.set(path, text);
  }
  return texts;
}

/** The transcript of another conversation. */
export async function transcriptOf(source: ImportSource, id: string): Promise<ImportSource | undefined> {
  const folder = `${id}/.system_generated/logs`;
  return (
    (await source.sibling?.(`${folder}/transcript_full.jsonl`)) ??
    (await source.sibling?.(`${folder}/transcript.jsonl`))
  );
}
