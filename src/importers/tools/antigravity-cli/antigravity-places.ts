import type { StoredSessions } from '../../stored-sessions.ts';

/** Where the command line keeps its conversations, and where the editor does. */
export const antigravityPlaces: StoredSessions = {
  folders: ['antigravity-cli', 'antigravity', 'antigravity-ide'].map((program) => ({
    place: { path: `~/.gemini/${program}/brain` },
    depth: 3,
    sessions: /^[^/]+\/\.system_generated\/logs\/transcript_full\.jsonl$/,
    // Subagents are conversations beside it.
    root: () => '.',
    parts: (path) => `${path.split('/', 1)[0]!}/.system_generated/tasks`,
  })),
};
