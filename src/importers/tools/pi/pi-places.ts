import type { StoredSessions } from '../../stored-sessions.ts';

/** Where Pi keeps its sessions, and where the programs do that are made of it. */
export const piPlaces: StoredSessions = {
  folders: [
    ...[
      '${PI_CODING_AGENT_SESSION_DIR:-${PI_CODING_AGENT_DIR:-~/.pi/agent}/sessions}',
      '~/.omp/agent/sessions',
    ].map((path) => ({ place: { path }, depth: 1, sessions: /^(?:[^/]+\/)?[^/]+\.jsonl$/ })),
    ...['${OPENCLAW_STATE_DIR:-~/.openclaw}/agents', '~/.qclaw/agents'].map((path) => ({
      place: { path },
      depth: 2,
      sessions: /^[^/]+\/sessions\/(?!.*trajectory)[^/]+\.jsonl$/,
    })),
  ],
};
