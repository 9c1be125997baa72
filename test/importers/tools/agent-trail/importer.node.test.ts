import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { AGENT_TRAIL_LEFT_OUT, agentTrail } from '#src/importers/tools/agent-trail/importer.ts';
import { referenceFolder } from '../../../helpers/corpus.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { asLines, mutatedRecords } from '../../../helpers/mutated-records.ts';
import { projectUrl } from '../../../helpers/project-path.ts';
import { lineFixtures, NO_REFERENCE, publishedSchema } from '../../../helpers/schema-fixtures.ts';
import {
  changesOf,
  eventsOf,
  expectNoneLost,
  expectValidArchive,
  terminalOf,
  updatesOfKind,
} from '../../../helpers/stream-suite.ts';
import { testTool } from '../../../helpers/tool-suite.ts';

testTool({ importer: agentTrail, leftOut: AGENT_TRAIL_LEFT_OUT, corpus: [] });

const fixtures = lineFixtures('agent-trail');
const schema = publishedSchema('agent-trail-0.1.0.schema.json');

describe('the fixtures of Agent Trail', { skip: schema === undefined ? NO_REFERENCE : false }, () => {
  for (const [name, records] of fixtures) {
    if (name === 'unknown-and-scrubbed.jsonl') continue;
    it(`${name} is valid by the published schema`, () => {
      expect(records.flatMap((record) => schema!(record))).to.deep.equal([]);
    });
  }

  it('hold every kind of record and every tool', () => {
    const { $defs } = JSON.parse(
      readFileSync(`${referenceFolder()!}/agent-trail-0.1.0.schema.json`, 'utf8'),
    ) as {
      $defs: { events: object; toolKind: { enum: string[] } };
    };
    const records = [...fixtures.values()].flat() as { type: string; payload?: { tool?: string } }[];

    expect(records.map(({ type }) => type)).to.include.members(Object.keys($defs.events));
    expect(records.map(({ payload }) => payload?.tool)).to.include.members($defs.toolKind.enum);
  });
});

describe('a trail', () => {
  const fixture = (name: string): string =>
    readFileSync(projectUrl(`test/fixtures/importers/agent-trail/${name}`), 'utf8');
  const header = {
    type: 'session',
    schema_version: '0.1.0',
    id: 's',
    ts: '2026-05-17T14:00:00.000Z',
    agent: { name: 'pi' },
  };
  let seconds = 0;
  const entry = (type: string, payload: object, more: object = {}) => ({
    type,
    id: `e${(seconds += 1)}`,
    ts: `2026-05-17T14:00:${String(seconds % 60).padStart(2, '0')}.000Z`,
    payload,
    ...more,
  });
  const call = (id: string, tool: string, args: object, more: object = {}) =>
    entry('tool_call', { tool, args, ...more }, { id });
  const result = (id: string, more: object = {}) => entry('tool_result', { for_id: id, ok: true, ...more });
  const imported = (...records: readonly object[]) => eventsOf(agentTrail, asLines([header, ...records]));

  it('takes what a person wrote as a turn, and what a program added as a notice', async () => {
    const events = await imported(
      entry('user_message', { text: 'mine' }),
      entry('user_message', { text: 'not mine', origin: 'injected' }),
      entry('user_message', { text: 'half mine', origin: 'mixed' }),
    );

    expect(updatesOfKind(events, '_reprise/turn')).to.have.length(2);
    expect(updatesOfKind(events, '_reprise/system').map(({ text }) => text)).to.deep.equal(['not mine']);
  });

  it('makes no change of an edit that failed, was cut short or never answered, and shows its input', async () => {
    const args = { path: 'a.txt', old: 'before', new: 'after' };
    const events = await imported(
      call('failed', 'file_edit', args),
      entry('tool_result', { for_id: 'failed', ok: false, error: 'no such text' }),
      call('cut', 'file_edit', args, { truncated: true, args_size: 9999 }),
      result('cut'),
      call('open', 'file_edit', args),
    );

    expect(changesOf(events)).to.deep.equal([]);
    const inputs = [...updatesOfKind(events, 'tool_call'), ...updatesOfKind(events, 'tool_call_update')]
      .map(({ rawInput }) => rawInput)
      .filter((input) => input?.['new'] === 'after');
    expect(inputs).to.have.length(3);
  });

  it('applies every replacement where the edit says so', async () => {
    const events = await imported(
      call('c', 'file_edit', { path: 'a.txt', old: 'x', new: 'y', replace_all: true }),
      result('c'),
    );

    expect(changesOf(events)[0]?.edits).to.deep.equal([{ oldText: 'x', newText: 'y', replaceAll: true }]);
  });

  it('shows a patch whole where one of its parts cannot be read', async () => {
    const files = [
      { path: 'a.txt', diff: '@@ -1 +1 @@\n-a\n+b\n' },
      { path: 'b.txt', diff: 'something else than a diff' },
    ];
    const events = await imported(call('c', 'file_patch', { files }), result('c'));

    expect(changesOf(events)).to.deep.equal([]);
    expect(updatesOfKind(events, 'tool_call_update')[0]?.rawInput).to.deep.equal({ files });
  });

  it('does not take numbered lines for the text of a file', async () => {
    const read = { file_read: { range: [1, 1], total_lines: 1 } };
    const events = await imported(
      call('plain', 'file_read', { path: 'a.txt' }),
      result('plain', { output: 'const a = 1;\n', meta: read }),
      call('numbered', 'file_read', { path: 'a.txt' }),
      result('numbered', { output: '     1→const a = 1;\n', meta: read }),
      call('unsaid', 'file_read', { path: 'a.txt' }),
      result('unsaid', { output: 'const a = 1;\n' }),
    );

    const kinds = updatesOfKind(events, 'tool_call_update').map(({ content }) => content?.[0]?.type);
    expect(kinds).to.deep.equal(['_reprise/read', 'content', 'content']);
  });

  it('says why a call did not run, and prints none of it on the terminal', async () => {
    const events = await imported(
      call('c', 'shell_command', { command: 'rm -rf build' }),
      entry('tool_call_aborted', { scope: 'tool_call', for_id: 'c', reason: 'permission_denied' }),
    );

    const end = events.find(
      (event) => event.type === 'transcript' && event.update.sessionUpdate === 'tool_call_update',
    );
    expect(end).to.have.nested.property('meta.reason', 'refused');
    expect(terminalOf(events)).to.equal('$ rm -rf build\r\n');
  });

  it('pairs results without an id by the id of the vendor, else with the newest open call', async () => {
    const events = await eventsOf(agentTrail, fixture('branches-and-pairing.jsonl'));

    const results = updatesOfKind(events, 'tool_call_update').slice(1);
    expect(results.map(({ toolCallId }) => toolCallId.slice(-4))).to.deep.equal(['1007', '1008']);
  });

  it('puts what was given up onto a branch, and not the siblings of parallel calls', async () => {
    const events = await eventsOf(agentTrail, fixture('branches-and-pairing.jsonl'));

    const branches = events.flatMap((event) => (event.type === 'transcript' ? [event.meta?.['branch']] : []));
    expect(branches.filter((branch) => branch === 'branch-1')).to.have.length(3);
    expect(branches.slice(-8)).to.deep.equal(new Array(8).fill(undefined));
  });

  it('puts subagents onto tracks of their own, inline ones and sessions of the same file', async () => {
    const events = await eventsOf(agentTrail, fixture('subagents.jsonl'));

    const tracks = events.flatMap((event) =>
      event.type === 'track' && event.kind === 'transcript' ? [[event.id, event.spawnedBy?.slice(-4)]] : [],
    );
    expect(tracks).to.deep.equal([
      ['inline-1', '2002'],
      ['agent-1', '2008'],
    ]);
    expect(updatesOfKind(events, 'agent_message_chunk', 'inline-1')).to.have.length(1);
    expect(updatesOfKind(events, 'agent_message_chunk', 'agent-1')).to.have.length(1);
    expect(updatesOfKind(events, '_reprise/turn')).to.have.length(1);
  });

  it('leaves the rest of a session on its track where a source hangs all of it below the call', async () => {
    const chain = (id: string, parent: string, type: string, payload: object) =>
      entry(type, payload, { id, parent_id: parent });
    const events = await imported(
      entry('user_message', { text: 'go' }, { id: 'u', parent_id: null }),
      chain('c', 'u', 'tool_call', { tool: 'subagent_invoke', args: { task: 'look' } }),
      chain('child', 'c', 'agent_message', { text: 'of the subagent' }),
      chain('r', 'c', 'tool_result', { for_id: 'c', ok: true, output: 'looked' }),
      chain('m', 'r', 'agent_message', { text: 'of the parent' }),
    );

    const said = (track: string) => updatesOfKind(events, 'agent_message_chunk', track).length;
    expect([said('main'), said('inline-1')]).to.deep.equal([1, 1]);
  });

  it('leaves a call that stands between a subagent and its result with the parent', async () => {
    const chain = (id: string, parent: string, type: string, payload: object) =>
      entry(type, payload, { id, parent_id: parent });
    const events = await imported(
      chain('c', 'u', 'tool_call', { tool: 'subagent_invoke', args: { task: 'look' } }),
      chain('d', 'c', 'tool_call', { tool: 'file_list', args: { path: 'src' } }),
      chain('r', 'd', 'tool_result', { for_id: 'c', ok: true, output: 'looked' }),
    );

    expect(updatesOfKind(events, 'tool_call')).to.have.length(2);
  });

  it('lists the sessions of a file, and reads segments of one as one', async () => {
    const file = fixture('several-sessions/two-and-a-segment.jsonl');
    const sessions = await agentTrail.sessions!(sourceOf(file));

    expect(sessions.map(({ title }) => title)).to.deep.equal(['The morning', 'Another session']);
    const morning = await eventsOf(agentTrail, file);
    expect(updatesOfKind(morning, 'user_message_chunk')).to.have.length(1);
    expect(updatesOfKind(morning, 'agent_message_chunk')).to.have.length(1);
    const other = await eventsOf(agentTrail, file, { session: sessions[1]!.id });
    expect(JSON.stringify(other)).to.include('belongs to another session').and.not.include('second segment');
  });

  it('refuses a session that it does not hold', async () => {
    const attempt = eventsOf(agentTrail, fixture('subagents.jsonl'), { session: 'nobody' });

    const error: unknown = await attempt.catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'unknown-session');
  });

  it('begins with the session, not when its file was put together', async () => {
    const [session] = await eventsOf(agentTrail, fixture('every-kind.jsonl'));

    expect(session).to.have.property('startedAt', Date.UTC(2026, 4, 17, 14));
  });

  it('packs into an archive that validates, every kind of it', async () => {
    for (const name of ['every-kind.jsonl', 'subagents.jsonl', 'branches-and-pairing.jsonl'])
      await expectValidArchive(agentTrail, fixture(name));
  });

  it('loses no record, whatever is wrong with it', async () => {
    const records = [...fixtures.values()].flat().filter((record) => !isHeader(record));
    await expectNoneLost(
      agentTrail,
      mutatedRecords(records),
      (faulty) => asLines([header, ...faulty]),
      // A fault can make a header of a record: its session is another one.
      (faulty) => 1 + faulty.length,
    );
  });

  it('reads circles of parents', async () => {
    const events = await imported(
      entry('agent_message', { text: 'a' }, { id: 'a', parent_id: 'b' }),
      entry('agent_message', { text: 'b' }, { id: 'b', parent_id: 'a' }),
      entry('agent_message', { text: 'c' }, { id: 'c', parent_id: 'c' }),
    );

    expect(updatesOfKind(events, 'agent_message_chunk')).to.have.length(3);
  });
});

function isHeader(record: unknown): boolean {
  return (record as { type?: unknown }).type === 'session';
}
