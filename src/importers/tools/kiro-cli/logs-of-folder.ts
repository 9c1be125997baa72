import type { FolderContent } from '../../tool.ts';
import { factsPath } from './session-facts.ts';

/** The journals of a folder, each with the file of facts and the list of prompts beside it. */
export function logsOfFolder(paths: readonly string[]): FolderContent {
  const known = new Set(paths);
  const journals = paths.filter((path) => path.endsWith('.jsonl') && known.has(factsPath(path)));
  const own = new Set(journals);
  return {
    sources: [...journals, ...paths.filter((path) => !own.has(path) && isAlone(path))].map((path) => ({
      path,
    })),
    parts: journals.flatMap((path) => [factsPath(path), path.replace(/\.jsonl$/, '.history')]),
  };
}

/** A journal without facts, a database, a conversation that was taken out of one. */
function isAlone(path: string): boolean {
  return /\.(?:jsonl|json|sqlite3?|db)$/.test(path);
}
