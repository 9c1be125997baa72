import { describe, expect, it } from '#test';
import { KIRO_LEFT_OUT, kiroCli } from '#src/importers/tools/kiro-cli/importer.ts';
import { kiroGlance } from '#src/importers/tools/kiro-cli/kiro-glance.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { exchangesOf } from '../../../helpers/kiro-exchanges.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { callEnds, eventsOf, storeSource, testStore } from '../../../helpers/store-suite.ts';
import { documentRecords, lineRecords, testTool } from '../../../helpers/tool-suite.ts';

const fixture = (name: string): string => projectPath(`test/fixtures/importers/kiro-cli/${name}`);

testTool({
  importer: kiroCli,
  leftOut: KIRO_LEFT_OUT,
  corpus: ['kiro-cli/k-a.jsonl', 'amazon-q/conversations_v2-value.json'],
  records: (source) =>
    /^\s*\{\s*"conversation_id"/.test(source) ? documentRecords('history')(source) : lineRecords(source),
  read: (source) => {
    const times = (pattern: RegExp): number => source.match(pattern)?.length ?? 0;
    return {
      turns: times(/"kind": "Prompt"/g) + times(/"prompt":/g),
      toolCalls: times(/"kind": "toolUse"/g) + times(/"tool_uses": \[\s*\{/g),
      changes: times(/"name": "write"/g),
    };
  },
});

testStore({ importer: kiroCli, leftOut: KIRO_LEFT_OUT, corpus: [], records: exchangesOf });

describe('a session of Kiro CLI', () => {
  it('tells how calls ended, with exit codes', async () => {
    expect(callEnds(await eventsOf(kiroCli, fileSource(fixture('journal.jsonl'))))).to.deep.equal({
      t1: 'completed',
      t2: 'completed exit 3',
      t3: 'completed',
      t4: 'completed',
      t5: 'completed',
      t6: 'failed failed',
      t7: 'failed interrupted',
    });
  });

  it('has times, folder, model, title and tokens of the file beside its journal', async () => {
    const events = await eventsOf(
      kiroCli,
      fileSource(fixture('with-agent/00000000-0000-4000-8000-0000000000a1.jsonl')),
    );
    const usage = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.usage ? [event.meta.usage] : [],
    );

    expect(events[0]).to.deep.include({
      title: 'Ask a helper',
      startedAt: Date.parse('2026-08-01T09:00:00.123Z'),
      agent: { name: 'kiro-cli', models: ['claude-sonnet-5'] },
      workspace: { root: '/home/ada/shop' },
    });
    expect(usage).to.deep.equal([{ inputTokens: 1200, outputTokens: 34 }]);
  });

  it('shows the session of a subagent on a track of the call that asked for it', async () => {
    const events = await eventsOf(
      kiroCli,
      fileSource(fixture('with-agent/00000000-0000-4000-8000-0000000000a1.jsonl')),
    );

    expect(events.find((event) => event.type === 'track' && event.kind === 'transcript')).to.include({
      spawnedBy: 't1',
      title: 'Find out who comes in.',
    });
    expect(JSON.stringify(events)).to.include('I looked: nobody comes in today.');
  });

  it('says for a list what the file beside a journal says', () => {
    const facts = { session_id: 'a', cwd: '/home/ada/shop', title: 'Ask', parent_session_id: 'b' };

    expect(kiroGlance.record(facts)).to.deep.include({
      project: '/home/ada/shop',
      generatedTitle: 'Ask',
      isPart: true,
    });
  });

  it('takes the first prompt of version 3 from where it stands alone', async () => {
    const events = await eventsOf(kiroCli, fileSource(fixture('events.jsonl')));

    expect(JSON.stringify(events)).to.include('Count the hats in the shop.');
    expect(callEnds(events)).to.deep.equal({ tc1: 'completed exit 0', tc2: 'failed failed' });
  });

  it('never reads the table of tokens', async () => {
    const events = await eventsOf(kiroCli, storeSource(fixture('conversations.tables.json')));

    expect(JSON.stringify(events)).not.to.match(/never-read|secret-id/);
    expect(callEnds(events)).to.include({ u1: 'completed', u2: 'completed exit 0', u3: 'failed failed' });
    expect(callEnds(events)).to.include({ u4: 'failed interrupted' });
  });
});
