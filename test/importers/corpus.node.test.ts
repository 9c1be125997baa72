import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { detectImporter } from '#src/importers/index.ts';
import { asciicast } from '#src/importers/tools/asciicast/importer.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';
import { fileSource } from '../helpers/corpus-sources.ts';
import { checkOrder, fidelityOf } from '../helpers/import-suite.ts';

const corpus = corpusFolder();
const skip = corpus === undefined ? NO_CORPUS : false;

describe('real Claude Code logs', { skip }, () => {
  const folder = join(corpus ?? '', 'claude-code');
  for (const name of corpus === undefined
    ? []
    : readdirSync(folder).filter((file) => file.endsWith('.jsonl'))) {
    it(`counts turns, calls and changes of ${name} as a plain reading does`, async () => {
      const path = join(folder, name);
      const lines = readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
      const events = await collect(path);

      checkOrder(events);

      const expected = countPlainly(lines);
      expect(countEvents(events)).to.deep.equal(expected);
      const fidelity = fidelityOf(events);
      expect(fidelity.records).to.equal(lines.length);
      expect(fidelity.understood + fidelity.kept + fidelity.unreadable).to.equal(fidelity.records);
      expect(fidelity.unreadable).to.equal(0);
    });
  }

  it('reads a subagent from the file beside the log', async () => {
    const beside = join(folder, 'sanitised/subagent');
    const log = readdirSync(beside).find((file) => file.endsWith('.jsonl'))!;

    const events = await collect(join(beside, log));

    const track = events.find((event) => event.type === 'track' && event.kind === 'transcript');
    expect(track).to.include({ type: 'track', id: 'agent-a0ad4f44468bdf20d', parent: 'main' });
    const steps = events.filter(
      (event) => event.type === 'transcript' && event.track === 'agent-a0ad4f44468bdf20d',
    );
    expect(steps.length).to.be.at.least(3);
  });
});

describe('real asciicasts', { skip }, () => {
  const folder = join(corpus ?? '', 'asciicast');
  for (const name of corpus === undefined ? [] : readdirSync(folder)) {
    it(`reads all output of ${name}`, async () => {
      const path = join(folder, name);
      const source = readFileSync(path, 'utf8');

      const events: SessionEvent[] = [];
      for await (const event of asciicast.import(fileSource(path))) events.push(event);

      checkOrder(events);
      expect(detectImporter(new TextEncoder().encode(source.slice(0, 4096))).tool.id).to.equal('asciicast');
      const output = events.flatMap((event) =>
        event.type === 'terminal' && event.code === 'o' ? [event.data] : [],
      );
      expect(output.join('')).to.equal(outputOf(source));
    });
  }
});

async function collect(path: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of claudeCode.import(fileSource(path))) events.push(event);
  return events;
}

interface Counts {
  readonly turns: number;
  readonly toolCalls: number;
  readonly results: number;
  readonly changes: number;
}

function countEvents(events: readonly SessionEvent[]): Counts {
  const updates = events.flatMap((event) => (event.type === 'transcript' ? [event] : []));
  const ofKind = (kind: string) => updates.filter(({ update }) => update.sessionUpdate === kind);
  return {
    turns: ofKind('_reprise/turn').length,
    toolCalls: ofKind('tool_call').filter(({ meta }) => meta?.origin !== 'command').length,
    results: ofKind('tool_call_update').filter(
      ({ update, meta }) =>
        meta?.['verbatim'] === undefined &&
        ('content' in update || 'rawOutput' in update || meta?.record !== undefined),
    ).length,
    changes: events.filter((event) => event.type === 'change' && event.op !== 'observe').length,
  };
}

/** A raw record, as far as counting needs it. */
interface Raw {
  readonly type?: string;
  readonly uuid?: string;
  readonly isMeta?: boolean;
  readonly isSidechain?: boolean;
  readonly isCompactSummary?: boolean;
  readonly origin?: { readonly kind?: string };
  readonly attachment?: { readonly type: string; readonly origin?: { readonly kind?: string } };
  readonly message?: { readonly content: string | readonly RawBlock[] };
  readonly toolUseResult?: { readonly structuredPatch?: unknown; readonly filePath?: unknown };
  readonly data?: { readonly type: string; readonly message: Raw };
}

interface RawBlock {
  readonly type: string;
  readonly text?: string;
}

function countPlainly(lines: readonly string[]): Counts {
  const counts = { turns: 0, toolCalls: 0, results: 0, changes: 0 };
  const seen = new Set<string>();
  for (const line of lines) {
    let record = JSON.parse(line) as Raw;
    if (record.uuid !== undefined && seen.has(line)) continue;
    seen.add(line);
    if (isPrompt(record)) counts.turns += 1;
    if (record.type === 'progress' && record.data?.type === 'agent_progress') record = record.data.message;
    const content = record.message?.content ?? [];
    for (const block of typeof content === 'string' ? [] : content) {
      if (block.type === 'tool_use') counts.toolCalls += 1;
      if (block.type === 'tool_result') counts.results += 1;
    }
    const result = record.toolUseResult;
    const isChange = Array.isArray(result?.structuredPatch) && typeof result.filePath === 'string';
    if (record.type === 'user' && isChange) counts.changes += 1;
  }
  return counts;
}

function isPrompt(record: Raw): boolean {
  const { attachment } = record;
  if (attachment) {
    return attachment.type === 'queued_command' && (attachment.origin?.kind ?? 'human') === 'human';
  }
  if (record.type !== 'user' || record.isMeta === true || record.isSidechain === true) return false;
  if (record.isCompactSummary === true || (record.origin?.kind ?? 'human') !== 'human') return false;
  const content = record.message?.content ?? [];
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  if (blocks.some((block) => block.type === 'tool_result')) return false;
  const notPrompts =
    /^(<(?!system-reminder|command-message)[a-z-]+>|\[Request interrupted by user|Caveat:|<system-reminder>[^]*<\/system-reminder>\s*$)/;
  return blocks.some((block) => block.type !== 'text' || !notPrompts.test(block.text ?? ''));
}

function outputOf(source: string): string {
  if (source.startsWith('{\n')) {
    const { stdout } = JSON.parse(source) as { stdout: [number, string][] };
    return stdout.map(([, data]) => data).join('');
  }
  const lines = source.split('\n').filter((line) => line.startsWith('['));
  const events = lines.map((line) => JSON.parse(line) as [number, string, string]);
  return events.flatMap(([, code, data]) => (code === 'o' ? [data] : [])).join('');
}
