import type { LogSurvey } from './log-survey.ts';
import { isAgentTool } from './describe-tool.ts';
import type { CallFacts, SessionFacts } from './session-facts.ts';

const NONE = -1;

/** The records of one subagent that has a file of its own. */
export interface AgentLog {
  readonly survey: LogSurvey;
  readonly agentId: string;
  readonly agentType?: string;
  /** Id of the call that started it, where its own file says so. */
  readonly call?: string;
}

/** A child transcript track. */
export interface AgentTrack {
  readonly id: string;
  readonly parent: string;
  /** Tool call that started it, where one is known. */
  readonly call?: string;
  readonly title?: string;
  /** Its first record is the prompt of the call, word for word. */
  readonly holdsPrompt: boolean;
}

/** Which records belong to which subagent, and which call started it. */
export interface AgentTracks {
  readonly byId: ReadonlyMap<string, AgentTrack>;
  /** Track of a line of a log: `main` where it is no subagent's. */
  trackOf(log: LogSurvey, line: number): string;
  /** Track of a subagent that only progress records tell of. */
  readonly byAgent: ReadonlyMap<string, string>;
  /** Tracks that a call started. */
  readonly byCall: ReadonlyMap<string, string>;
}

/** A subagent before it is linked to its call. */
interface Group {
  readonly id: string;
  readonly agentId?: string;
  readonly agentType?: string;
  readonly promptKey?: string;
  readonly call?: string;
  /** Where it begins: log and line. */
  readonly log: LogSurvey;
  readonly line: number;
  /** uuid of a record it follows from. */
  readonly parent?: string;
}

/**
 * Separates subagents and links each to the call that started it: by the id of the call, by agent id, else by the text of its prompt,
 * else (a file only) to the first call of its kind that has none yet.
 */
export function planTracks(main: LogSurvey, files: readonly AgentLog[], facts: SessionFacts): AgentTracks {
  const groups = [...inlineGroups(main), ...fileGroups(files)];
  const known = new Set(groups.map((group) => group.agentId));
  for (const [agentId, call] of facts.progressAgents) {
    if (known.has(agentId)) continue;
    const promptKey = facts.agentPrompts.get(agentId);
    groups.push({
      id: trackId(agentId),
      agentId,
      log: main,
      line: NONE,
      ...(call !== undefined && { call }),
      ...(promptKey !== undefined && { promptKey }),
    });
  }
  const named = uniqueIds(groups);
  const links = linkCalls(named, facts);
  const lines = lineTracks(main, files, named);
  const byId = new Map<string, AgentTrack>();
  const logs = [main, ...files.map(({ survey }) => survey)];
  for (const group of named) byId.set(group.id, describe(group, links.get(group.id), { facts, lines, logs }));
  return {
    byId,
    trackOf: (log, line) => lines.of(log, line),
    byAgent: new Map(
      named.flatMap(({ agentId, id }) => (agentId === undefined ? [] : [[agentId, id] as const])),
    ),
    byCall: new Map([...links].map(([track, call]) => [call, track])),
  };
}

function inlineGroups(main: LogSurvey): Group[] {
  return [...main.chainStarts()].map(([line, start], index) => ({
    id: start.agentId === undefined ? `agent-${index + 1}` : trackId(start.agentId),
    log: main,
    line,
    ...start,
  }));
}

function fileGroups(files: readonly AgentLog[]): Group[] {
  return files.map(({ survey, agentId, agentType, call }) => {
    const start = [...survey.chainStarts().values()][0];
    return {
      id: trackId(agentId),
      agentId,
      log: survey,
      line: 0,
      ...(agentType !== undefined && { agentType }),
      ...(call !== undefined && { call }),
      ...(start?.promptKey !== undefined && { promptKey: start.promptKey }),
    };
  });
}

function trackId(agentId: string): string {
  const clean = agentId
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 40);
  return clean.startsWith('agent-') ? clean : `agent-${clean}`;
}

function uniqueIds(groups: readonly Group[]): Group[] {
  const used = new Set(['main']);
  return groups.map((group) => {
    let id = group.id;
    for (let number = 2; used.has(id); number++) id = `${group.id}-${number}`;
    used.add(id);
    return { ...group, id };
  });
}

/** Track → call. Each call starts one subagent at most. */
function linkCalls(groups: readonly Group[], facts: SessionFacts): Map<string, string> {
  const calls = [...facts.calls].filter(([, call]) => isAgentTool(call.name));
  const links = new Map<string, string>();
  const taken = new Set<string>();
  const link = (group: Group, matches: (call: CallFacts, id: string) => boolean): void => {
    if (links.has(group.id)) return;
    const found = calls.find(([id, call]) => !taken.has(id) && matches(call, id));
    if (!found) return;
    links.set(group.id, found[0]);
    taken.add(found[0]);
  };
  for (const group of groups) link(group, (_, id) => id === group.call);
  for (const group of groups)
    link(group, (call) => call.agentId !== undefined && call.agentId === group.agentId);
  for (const group of groups)
    link(group, (call) => call.promptKey !== undefined && call.promptKey === group.promptKey);
  for (const group of groups) {
    if (group.agentType !== undefined) {
      link(group, (call) => call.agentId === undefined && call.agentType === group.agentType);
    }
  }
  return links;
}

/** Track of each line: of a whole file, or of a sidechain within the log. */
function lineTracks(main: LogSurvey, files: readonly AgentLog[], groups: readonly Group[]) {
  const byFile = new Map<LogSurvey, string>();
  const byStart = new Map<number, string>();
  const agentLogs = new Set(files.map(({ survey }) => survey));
  const chainStarts = main.chainStarts();
  for (const group of groups) {
    if (agentLogs.has(group.log)) byFile.set(group.log, group.id);
    else if (chainStarts.has(group.line)) byStart.set(group.line, group.id);
  }
  return {
    of(log: LogSurvey, line: number): string {
      const file = byFile.get(log);
      if (file !== undefined) return file;
      const start = main.chainOf(line);
      return start === undefined ? 'main' : (byStart.get(start) ?? 'main');
    },
  };
}

interface Context {
  readonly facts: SessionFacts;
  readonly lines: { of(log: LogSurvey, line: number): string };
  readonly logs: readonly LogSurvey[];
}

function describe(group: Group, call: string | undefined, { facts, lines, logs }: Context): AgentTrack {
  const started = call === undefined ? undefined : facts.calls.get(call);
  const title = started?.title ?? started?.agentType ?? group.agentType;
  const parent = parentOf(group, started, { lines, logs });
  return {
    id: group.id,
    parent: parent === group.id ? 'main' : parent,
    holdsPrompt: group.promptKey !== undefined && group.promptKey === started?.promptKey,
    ...(call !== undefined && { call }),
    ...(title !== undefined && { title }),
  };
}

/** The track of the call; without one, that of the record the subagent's first one follows from. */
function parentOf(
  group: Group,
  started: CallFacts | undefined,
  { lines, logs }: Omit<Context, 'facts'>,
): string {
  if (started) {
    const log = logs.find(({ source }) => source === started.called.source);
    return log ? lines.of(log, started.called.number) : 'main';
  }
  const line = group.parent === undefined ? undefined : group.log.lineOfUuid(group.parent);
  return line === undefined ? 'main' : lines.of(group.log, line);
}
