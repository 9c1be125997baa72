import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent, SourceTranscriptEvent } from '#src/format/index.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { LEFT_OUT_RECORDS, NEVER_PACKED_KEYS } from '#src/importers/tools/claude-code/left-out-records.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';

const FIXTURE = projectPath('test/fixtures/importers/claude-code/costs-moves-and-copies.jsonl');

async function collect(source: Parameters<typeof claudeCode.import>[0]): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of claudeCode.import(source)) events.push(event);
  return events;
}

function transcriptOf(events: readonly SessionEvent[]): readonly SourceTranscriptEvent[] {
  return events.flatMap((event) => (event.type === 'transcript' ? [event] : []));
}

describe('a log of Claude Code 2.1.3xx', () => {
  it('leaves out what is sent to the provider, and keeps only the kind that nobody knows', async () => {
    const events = await collect(fileSource(FIXTURE));

    const said = JSON.stringify(events);
    expect(said).to.not.include('the whole of your instructions');
    expect(said).to.not.include('as it was sent');
    expect(said).to.not.include('What the model saw of an attachment');
    const { kept, types } = fidelityOf(events);
    expect(kept).to.equal(1);
    expect(types?.['of-tomorrow']).to.deep.equal({ kept: 1 });
    expect(types?.['api-request-shape']).to.deep.equal({ understood: 1 });
  });

  it('packs no id of an account, not even with what is kept as it is', async () => {
    const torn = '{"type":"bridge-session","ownerAccountUuid":"acc00000-1111-4222-8333-000000000001","own';
    const log = `${readFileSync(FIXTURE, 'utf8')}${torn}`;
    const events = await collect(sourceOf(log, { name: 'log.jsonl' }));

    const said = JSON.stringify(events);
    expect(said).to.include('A plan that a later version notes');
    expect(said).to.include('bridge-session');
    expect(said).to.not.match(/acc00000|org00000|cse_0000/);
  });

  it('leaves ids alone that a person or a tool speaks of', async () => {
    const content = [{ type: 'tool_result', tool_use_id: 't', content: 'done' }];
    const record = {
      type: 'user',
      uuid: 'u',
      sessionId: 's',
      timestamp: '2026-11-05T08:00:00.000Z',
      message: { role: 'user', content },
      toolUseResult: { accountUuid: 'an account of the shop that is worked on' },
    };
    const events = await collect(sourceOf(`${JSON.stringify(record)}\n`, { name: 'log.jsonl' }));

    expect(JSON.stringify(events)).to.include('an account of the shop that is worked on');
  });

  it('links subagents by the call that their files name, whatever their prompts say', async () => {
    const events = await collect(fileSource(FIXTURE));

    const tracks = events.flatMap((event) =>
      event.type === 'track' && event.kind === 'transcript' ? [event] : [],
    );
    expect(Object.fromEntries(tracks.map(({ id, spawnedBy }) => [id, spawnedBy]))).to.deep.equal({
      'agent-aaa': 'toolu_agent_b',
      'agent-bbb': 'toolu_agent_a',
    });
  });

  it('puts the blocks of a message in order of their numbers, and says how long a thought took', async () => {
    const chunks = transcriptOf(await collect(fileSource(FIXTURE))).filter(
      ({ track, update }) => track === 'main' && /^agent_|^tool_call$/.test(update.sessionUpdate),
    );

    expect(chunks.slice(0, 3).map(({ update }) => update.sessionUpdate)).to.deep.equal([
      'agent_thought_chunk',
      'agent_message_chunk',
      'tool_call',
    ]);
    expect(chunks[0]?.meta?.duration).to.equal(31);
  });

  it('says what the session had cost, and with which models', async () => {
    const events = await collect(fileSource(FIXTURE));

    const costs = transcriptOf(events).flatMap(({ update }) =>
      update.sessionUpdate === 'usage_update' ? [update] : [],
    );
    expect(costs.map(({ cost }) => cost?.amount)).to.deep.equal([0.01, 0.0125]);
    expect(costs[0]?.used).to.equal(1290);
    const info = events.find((event) => event.type === 'session');
    expect(info?.agent?.models).to.deep.equal(['claude-sonnet-4-5', 'claude-haiku-4-5']);
  });

  it('says where the session moved, once, and that it planned', async () => {
    const updates = transcriptOf(await collect(fileSource(FIXTURE))).map(({ update }) => update);

    const texts = updates.flatMap((update) =>
      update.sessionUpdate === '_reprise/system' ? [update.text ?? ''] : [],
    );
    const moves = texts.filter((text) => /orktree|Went on/.test(text));
    expect(moves).to.deep.equal([
      'Worktree /home/ada/greeter/.worktrees/evening (feature/evening)',
      'Left the worktree',
    ]);
    const modes = updates.flatMap((update) =>
      update.sessionUpdate === 'current_mode_update' ? [update.currentModeId] : [],
    );
    expect(modes).to.deep.equal(['plan', 'default']);
  });

  it('shows references and resources of a result, and keeps a block of an unknown kind beside it', async () => {
    const ends = transcriptOf(await collect(fileSource(FIXTURE))).flatMap(({ update }) =>
      update.sessionUpdate === 'tool_call_update' && update.toolCallId === 'toolu_agent_a' ? [update] : [],
    );

    const shown = JSON.stringify(ends[0]?.content);
    expect(shown).to.include('mcp__garden__water_the_flowers').and.include('A note that came as a resource');
    expect(shown).to.include('https://example.org/notes').and.not.include('hologram');
    expect(JSON.stringify(ends[0]?.rawOutput)).to.include('hologram');
  });
});

describe('docs/importers/claude-code.md', () => {
  it('names the records that are left out, each with why, and the keys that are never packed', () => {
    const page = readFileSync(projectPath('docs/importers/claude-code.md'), 'utf8');
    const section = /## Records that are left out\n([^]*?)\n## /.exec(page)?.[1] ?? '';
    const rows = [...section.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];

    expect(rows.map(([, kind, why]) => ({ kind, why }))).to.deep.equal(LEFT_OUT_RECORDS);
    for (const key of NEVER_PACKED_KEYS) expect(section).to.include(`\`${key}\``);
  });
});

const corpus = corpusFolder();
describe('a recording of Claude Code 2.1.332', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  for (const name of [
    'claude332A/-home-dev-wk-rec-claude332A-work/835f7148-8036-4ba4-a40a-ed818c3098ed.jsonl',
    'sanitised/small-2.1.239.jsonl',
  ]) {
    it(`understands all but 2 % of ${name}`, async () => {
      const { records, kept } = fidelityOf(
        await collect(fileSource(`${corpus}/claude-code-2026-11/${name}`)),
      );

      expect(kept / records).to.be.at.most(0.02);
    });
  }
});
