import { compact, asCount, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Session } from './session.ts';

/** Records of 2.1.3xx about the session as a whole: costs, folder, subagents. @returns whether the type is known */
export function translateState(session: Session, record: LogRecord): boolean {
  switch (record['type']) {
    case 'cost-state':
      writeCost(session, record);
      return true;
    case 'agent-name':
      writeAgentName(session, asText(record['agentName']));
      return true;
    case 'relocated':
      writeMove(session, asText(record['relocatedCwd']));
      return true;
    case 'worktree-state':
      writeWorktree(session, record['worktreeSession']);
      return true;
    case 'frame-link':
      writeFrame(session, record);
      return true;
    case 'started':
      // The track of the subagent says that it was started.
      return true;
    case 'result':
      writeAgentResult(session, record);
      return true;
    default:
      return false;
  }
}

/** Costs add up over the session: each record says all of it. */
function writeCost(session: Session, record: LogRecord): void {
  const amount = asNumber(record['totalCostUSD']);
  if (amount === undefined || amount < 0 || amount === session.cost) return;
  session.cost = amount;
  session.writer.update({
    sessionUpdate: 'usage_update',
    used: session.contextTokens,
    cost: { amount, currency: 'USD' },
  });
}

/** Name of a teammate that the session is of. */
function writeAgentName(session: Session, name: string | undefined): void {
  if (name === undefined) return;
  if (!session.tellOnce(`agent name ${name}`)) session.writer.markTold(name);
  else session.writer.notice('system', undefined, { data: { kind: 'agent-name', name } });
}

function writeMove(session: Session, cwd: string | undefined): void {
  if (cwd === undefined) return;
  if (cwd === session.cwd) {
    session.writer.markTold(cwd);
    return;
  }
  session.cwd = cwd;
  session.writer.notice('system', `Went on in ${cwd}`, { data: { kind: 'relocated', cwd } });
}

/** A worktree was entered, or left (`null`). The folder may be told before, or again, by `relocated`. */
function writeWorktree(session: Session, worktree: unknown): void {
  const state = isObject(worktree) ? worktree : undefined;
  const path = asText(state?.['worktreePath']);
  if (path === session.worktree) {
    session.writer.markTold(state);
    return;
  }
  session.worktree = path;
  if (path !== undefined) session.cwd = path;
  const branch = asText(state?.['worktreeBranch']);
  const words =
    path === undefined
      ? 'Left the worktree'
      : `Worktree ${path}${branch === undefined ? '' : ` (${branch})`}`;
  const data = compact([
    ['kind', 'worktree'],
    ['name', asText(state?.['worktreeName'])],
    ['path', path],
    ['branch', branch],
    ['from', asText(state?.['originalCwd'])],
    ['originalBranch', asText(state?.['originalBranch'])],
  ]);
  session.writer.notice('system', words, { data });
}

/** A page that was published. */
function writeFrame(session: Session, record: LogRecord): void {
  const [url, title, path] = [asText(record['frameUrl']), asText(record['title']), asText(record['path'])];
  if (url !== undefined && !session.tellOnce(`frame ${url}`)) {
    session.writer.markTold([url, title, path]);
    return;
  }
  session.writer.notice('system', ['Published', title ?? path, url].filter(Boolean).join(' '), {
    data: compact([
      ['kind', 'frame-link'],
      ['url', url],
      ['title', title],
      ['path', path],
    ]),
  });
}

/** What a subagent of a workflow came to. */
function writeAgentResult(session: Session, record: LogRecord): void {
  const summary = isObject(record['result']) ? asText(record['result']['summary']) : asText(record['result']);
  if (summary !== undefined) session.writer.notice('progress', summary, { data: { kind: 'agent-result' } });
}

/** Tokens in context after an answer: what it read, cached or not, and what it wrote. */
export function contextTokensOf(usage: unknown): number {
  if (!isObject(usage)) return 0;
  const keys = ['input_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens', 'output_tokens'];
  return keys.reduce((sum, key) => sum + (asCount(usage[key]) ?? 0), 0);
}
