/** The track of a subagent's session. */
export function agentTrack(sessionId: string): string {
  const name = sessionId.toLowerCase().replaceAll(/[^a-z0-9._-]/g, '-');
  return `agent-${name.slice(0, 80)}`;
}
