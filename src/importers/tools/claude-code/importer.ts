/**
 * Claude Code: JSON lines, one record for each content block of a message and for much else; seen 1.0.98 to
 * 2.1.219. Subagents stand in the log itself (to about 2.0.5x) or in files beside it.
 */

import type { SessionEvent, SessionInfo } from '../../../format/index.ts';
import { identifyRecord } from './log-files.ts';
import { persistedPaths, readPersisted } from './persisted-output.ts';
import { planSession } from './session-plan.ts';
import type { SessionPlan } from './session-plan.ts';
import { sessionLines } from './session-lines.ts';
import { Session } from './session.ts';
import { translateLine } from './translate-line.ts';
import { FidelityReport } from '../../records/fidelity-report.ts';
import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { Importer, ImportOptions } from '../../importer.ts';

/** Logs of Claude Code. Reads the log twice: first what has to be known ahead, then the events. */
export const claudeCode: Importer = {
  id: 'claude-code',
  identify: identifyRecord,
  import: importLog,
};

async function* importLog(
  source: ImportSource,
  options: ImportOptions = {},
): AsyncGenerator<SessionEvent, void, undefined> {
  const plan = await planSession(source, options);
  if (plan.logs[0]!.clock.order.length === 0) {
    throw new ImportError('empty-source', `"${source.name}" is empty: no records to import`);
  }
  const report = new FidelityReport(source.name, options.onDiagnostic);
  const session = new Session(plan, report);
  yield sessionInfo(plan);
  for await (const lines of sessionLines(plan, { report, signal: options.signal })) {
    for (const line of lines) {
      const paths = persistedPaths(line.line.record, plan.folders);
      session.persisted = paths.length === 0 ? undefined : await readPersisted(source, paths);
      for (const event of translateLine(session, line)) yield event;
    }
  }
  yield* session.finish();
  if (report.readable === 0) {
    throw new ImportError('unsupported-source', `"${source.name}" holds no record of a Claude Code log`);
  }
  notePlan(plan, report);
  yield report.event();
}

function sessionInfo(plan: SessionPlan): SessionInfo {
  const { facts, logs, startedAt } = plan;
  const title = facts.title(logs[0]!.uuids);
  const workspace = {
    ...(facts.cwd !== undefined && { root: facts.cwd }),
    ...(facts.gitBranch !== undefined && { git: { branch: facts.gitBranch } }),
  };
  return {
    type: 'session',
    ...(title !== undefined && { title }),
    ...(startedAt !== undefined && { startedAt }),
    agent: {
      name: 'claude-code',
      ...(facts.version !== undefined && { version: facts.version }),
      ...(facts.models.size > 0 && { models: [...facts.models] }),
    },
    ...(Object.keys(workspace).length > 0 && { workspace }),
    ...(facts.sessionId !== undefined && { sessionId: facts.sessionId }),
  };
}

/** Findings that concern the session as a whole. */
function notePlan(plan: SessionPlan, report: FidelityReport): void {
  const info = { severity: 'info' } as const;
  for (let file = 1; file < plan.logs.length; file++) {
    report.note('subagent-file', 'the records of a file of a subagent are counted with the others', info);
  }
  if (plan.facts.sessionIds.size > 1) {
    report.note(
      'several-sessions',
      `the log holds records of ${plan.facts.sessionIds.size} session ids`,
      info,
    );
  }
  const outliers = plan.logs.reduce((sum, { clock }) => sum + clock.outliers, 0);
  for (let index = 0; index < outliers; index++) {
    report.note('outlying-time', 'a record has a clock far off its neighbours and was placed by them', info);
  }
}
