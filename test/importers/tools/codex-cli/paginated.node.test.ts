import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { glanceAt } from '#src/importers/index.ts';
import { codexGlance } from '#src/importers/tools/codex-cli/codex-glance.ts';
import { codex } from '#src/importers/tools/codex-cli/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';

const FOLDER = projectPath('test/fixtures/importers/codex-cli');
const ITEMS = `${FOLDER}/paginated-items.jsonl`;
const PARENT = `${FOLDER}/fork/rollout-2026-10-01T08-00-00-0199dddd-0000-7000-8000-00000000000a.jsonl`;
const FORK = `${FOLDER}/fork/rollout-2026-10-01T09-00-00-0199dddd-0000-7000-8000-00000000000b.jsonl`;

type Transcript = Extract<SessionEvent, { type: 'transcript' }>;

async function collect(source = fileSource(ITEMS)): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of codex.import(source)) events.push(event);
  return events;
}

function transcript(events: readonly SessionEvent[]): Transcript[] {
  return events.flatMap((event) => (event.type === 'transcript' ? [event] : []));
}

function texts(events: readonly SessionEvent[], kind: string): string[] {
  return transcript(events).flatMap(({ update }) => {
    const { sessionUpdate, content } = update as { sessionUpdate: string; content?: { text?: string } };
    return sessionUpdate === kind ? [content?.text ?? ''] : [];
  });
}

function ofCall(events: readonly SessionEvent[], id: string): Transcript[] {
  return transcript(events).filter(({ update }) => 'toolCallId' in update && update.toolCallId === id);
}

describe('a paginated history of Codex', () => {
  it('tells what people and the model say once, in whichever form it stands', async () => {
    const events = await collect();

    expect(texts(events, 'user_message_chunk')).to.deep.equal(['Round the price half up.']);
    expect(texts(events, 'agent_message_chunk')).to.deep.equal([
      'I look at the price.',
      'Prices round half up now.',
    ]);
    expect(texts(events, 'agent_thought_chunk')).to.deep.equal(['**Looking** at the price first.']);
  });

  it('shows what a script ran as commands of their own, with colours, exit codes and true times', async () => {
    const events = await collect();

    const shown = events.flatMap((event) => (event.type === 'terminal' ? [event.data] : [])).join('');
    expect(shown).to.include('$ cat price.ts');
    expect(shown).to.include('\u001b[32mexport const round');
    expect(shown).to.include('Error: Exit code 3');
    const [call, result] = ofCall(events, 'x1-1');
    expect([call?.time, result?.time]).to.deep.equal([320, 380]);
    expect(result?.meta).to.include({ duration: 60 });
  });

  it('makes changes with their places, also inside a script', async () => {
    const changes = (await collect()).flatMap((event) => (event.type === 'change' ? [event] : []));

    expect(changes.map(({ op, path, toolCallId }) => [op, path, toolCallId])).to.deep.equal([
      ['modify', '/home/ada/shop/price.ts', 'x2-1'],
      ['create', '/home/ada/shop/note.md', 'c4'],
    ]);
    expect(changes[0]?.hunks?.[0]).to.include({ oldStart: 41, newStart: 41 });
  });

  it('takes both headers off the output of a patch in a command', async () => {
    const [, result] = ofCall(await collect(), 'c4');

    expect(JSON.stringify(result?.update)).not.to.include('Wall time');
    expect(result?.meta?.['header']).to.include('Exit code: 0');
  });

  it('tells the tokens of an answer once', async () => {
    const usages = transcript(await collect()).flatMap(({ meta }) => (meta?.usage ? [meta.usage] : []));

    expect(usages).to.deep.equal([
      { inputTokens: 400, outputTokens: 50, cacheReadTokens: 400, cacheWriteTokens: 100 },
    ]);
  });

  it('keeps only what nobody has described, and names it', async () => {
    const unknown = transcript(await collect()).flatMap(({ update }) =>
      update.sessionUpdate === '_reprise/unknown' ? [update.recordType] : [],
    );

    expect(unknown).to.deep.equal(['event_msg item_completed UnheardOf']);
  });

  it('tells a prompt once that stands in the old and the new form', async () => {
    const [first, ...rest] = readFileSync(ITEMS, 'utf8').trimEnd().split('\n');
    const event = {
      timestamp: '2026-10-01T08:00:00.022Z',
      type: 'event_msg',
      payload: { type: 'user_message', message: 'Round the price half up.', images: [] },
    };
    const at = rest.findIndex((line) => line.includes('UserMessage'));
    const lines = [first, ...rest.slice(0, at + 1), JSON.stringify(event), ...rest.slice(at + 1)];

    const events = await collect(sourceOf(lines.join('\n')));

    expect(texts(events, 'user_message_chunk')).to.have.length(1);
  });

  it('has its turns in a list', async () => {
    const bytes = readFileSync(ITEMS);
    const glance = await glanceAt(
      codexGlance,
      { size: bytes.length, read: () => Promise.resolve(bytes) },
      bytes,
    );

    expect(glance).to.include({ prompt: 'Round the price half up.', turns: 1 });
  });
});

describe('a fork of a paginated history', () => {
  it('comes with what it inherited, up to the cut', async () => {
    const events = await collect(fileSource(FORK));

    expect(texts(events, 'user_message_chunk')).to.deep.equal(['Which way?', 'West after all.']);
    expect(events[0]).to.have.property('sessionId', '0199dddd-0000-7000-8000-00000000000b');
  });

  it('says so when the log that it goes on from is not beside it', async () => {
    const events = await collect(sourceOf(readFileSync(FORK, 'utf8')));

    const report = events.find(({ type }) => type === 'report');
    expect(report).to.have.nested.property('fidelity.notes[0].code', 'missing-history');
  });

  it('leaves what stands behind the cut as a branch, where both are read as one', async () => {
    const both = readFileSync(PARENT, 'utf8') + readFileSync(FORK, 'utf8');

    const events = await collect(sourceOf(both));

    const branches = transcript(events).flatMap(({ update, meta }) =>
      update.sessionUpdate === 'agent_message_chunk' ? [meta?.branch] : [],
    );
    expect(branches).to.deep.equal([undefined, 'b1', undefined]);
  });
});
