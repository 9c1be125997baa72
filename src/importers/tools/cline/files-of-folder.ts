import type { FolderContent } from '../../tool.ts';

const SHOWN = 'ui_messages.json';
const HISTORY = 'api_conversation_history.json';

/**
 * Sessions in a folder of the tool: of the command line the messages, with those of its subagents beside them; of a task
 * what a person was shown, or the history where that is all there is.
 */
export function sessionsOfFolder(paths: readonly string[]): FolderContent {
  const all = new Set(paths);
  const isSession = (path: string): boolean => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === HISTORY) return !all.has(`${folderOf(path)}${SHOWN}`);
    return name === SHOWN || (name.endsWith('.messages.json') && !name.startsWith('agent_'));
  };
  const isBeside = (path: string): boolean =>
    /(?:^|\/)(?:agent_[^/]+\.messages\.json|api_conversation_history\.json|task_metadata\.json|context_history\.json|history_item\.json)$/.test(
      path,
    );
  const sources = paths.filter(isSession);
  return {
    sources: sources.map((path) => ({ path })),
    parts: [
      ...paths.filter((path) => isBeside(path) && !isSession(path)),
      ...sources.map((path) => path.replace(/\.messages\.json$/, '.json')).filter((path) => !isSession(path)),
    ],
  };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
