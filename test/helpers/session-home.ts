import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Sizes of generated logs, bytes: most are small, a few are large, as in real home folders. */
const SIZES = [4_000, 20_000, 60_000, 150_000, 400_000, 60_000, 20_000, 1_500_000] as const;

const PROJECTS = ['shop', 'garden', 'blog', 'weather', 'chess'] as const;

const MINUTE = 60_000;
const DAY = 86_400_000;

export interface HomeOptions {
  readonly sessions: number;
  /** Start of the newest session, ms since 1970 UTC; each one before it is three hours older. */
  readonly newest: number;
}

/**
 * Fills a home folder with sessions of several tools: Claude Code, and every fifth of Cursor, with subagents' files
 * and other files of the tools among them. Always the same for the same options.
 */
export function generateHome(home: string, { sessions, newest }: HomeOptions): void {
  for (let index = 0; index < sessions; index += 1) {
    const startedAt = newest - index * (DAY / 8);
    const size = SIZES[index % SIZES.length]!;
    const project = PROJECTS[index % PROJECTS.length]!;
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    if (index % 5 === 4) {
      const path = join(home, '.cursor', 'projects', `home-ada-${project}`, 'agent-transcripts', id);
      writeLog(join(path, `${id}.jsonl`), cursorLog(index, size), startedAt);
      continue;
    }
    const folder = join(home, '.claude', 'projects', `-home-ada-${project}`);
    writeLog(join(folder, `${id}.jsonl`), claudeLog({ index, id, project, startedAt, size }), startedAt);
    if (index % 10 === 0) {
      writeLog(join(folder, id, 'subagents', 'agent-a1.jsonl'), '{"type":"user"}\n', startedAt);
      writeLog(join(folder, `agent-${index}.jsonl`), '{"type":"user"}\n', startedAt);
    }
  }
}

function writeLog(path: string, text: string, modifiedAt: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  utimesSync(path, modifiedAt / 1000, modifiedAt / 1000);
}

function claudeLog(options: {
  readonly index: number;
  readonly id: string;
  readonly project: string;
  readonly startedAt: number;
  readonly size: number;
}): string {
  const { index, id, project, startedAt, size } = options;
  const lines: string[] = [];
  let length = 0;
  for (let record = 0; length < size; record += 1) {
    const isPrompt = record % 12 === 0;
    const content = isPrompt
      ? `Prompt ${record / 12} of session ${index}: what comes next?`
      : [{ type: 'text', text: `Step ${record}. ${'The quick brown fox reads the log. '.repeat(40)}` }];
    const line = JSON.stringify({
      type: isPrompt ? 'user' : 'assistant',
      uuid: `${id}-${record}`,
      parentUuid: record === 0 ? null : `${id}-${record - 1}`,
      sessionId: id,
      cwd: `/home/ada/${project}`,
      gitBranch: 'main',
      version: '2.1.0',
      timestamp: new Date(startedAt + record * MINUTE).toISOString(),
      message: { role: isPrompt ? 'user' : 'assistant', content },
    });
    lines.push(line);
    length += line.length + 1;
  }
  if (index % 3 === 0)
    lines.push(JSON.stringify({ type: 'ai-title', aiTitle: `Session number ${index}`, sessionId: id }));
  return `${lines.join('\n')}\n`;
}

function cursorLog(index: number, size: number): string {
  const lines: string[] = [];
  let length = 0;
  for (let message = 0; length < size; message += 1) {
    const isPrompt = message % 12 === 0;
    const text = isPrompt
      ? `<user_query>\nQuestion ${message / 12} of transcript ${index}\n</user_query>`
      : `Answer ${message}. ${'The quick brown fox reads the log. '.repeat(40)}`;
    const line = JSON.stringify({
      role: isPrompt ? 'user' : 'assistant',
      message: { content: [{ type: 'text', text }] },
    });
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}
