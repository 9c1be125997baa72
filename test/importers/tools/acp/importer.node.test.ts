import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { detectImporter } from '#src/importers/index.ts';
import { ACP_LEFT_OUT, acp } from '#src/importers/tools/acp/importer.ts';
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

testTool({ importer: acp, leftOut: ACP_LEFT_OUT, corpus: [] });

const folder = projectUrl('test/fixtures/importers/acp/');
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const fixtures = lineFixtures('acp');
const schema = publishedSchema('acp-v1.schema.json');

describe('the fixtures of ACP', { skip: schema === undefined ? NO_REFERENCE : false }, () => {
  for (const name of ['every-kind.jsonl', 'ways-to-end.jsonl', 'recorders/two-sessions.jsonl']) {
    it(`${name} is valid by the published schema`, () => {
      expect(fixtures.get(name)!.flatMap((record) => schema!(record))).to.deep.equal([]);
    });
  }

  it('hold every kind of update, every method and every stop reason', () => {
    const all = [...fixtures.values()]
      .flat()
      .map((record) => JSON.stringify(record))
      .join('\n');
    const names = readSchemaNames();

    expect(names.filter((name) => !all.includes(`"${name}"`))).to.deep.equal([
      'logout',
      'session/load',
      'session/delete',
      'session/resume',
    ]);
  });
});

/** Kinds of updates, stop reasons and methods that the schema names. */
function readSchemaNames(): string[] {
  const text = readFileSync(`${referenceFolder()!}/acp-v1.schema.json`, 'utf8');
  const { $defs } = JSON.parse(text) as { $defs: Record<string, { oneOf?: unknown }> };
  const updates = [...JSON.stringify($defs['SessionUpdate']).matchAll(/"const":"(\w+)"/g)];
  const stops = [...JSON.stringify($defs['StopReason']).matchAll(/"const":"(\w+)"/g)];
  const methods = [...text.matchAll(/"x-method": ?"([^"]+)"/g)];
  return [...new Set([...updates, ...stops, ...methods].map((match) => match[1]!))];
}

const SESSION = 's1';
let requests = 0;
const update = (sessionUpdate: string, fields: object) => ({
  jsonrpc: '2.0',
  method: 'session/update',
  params: { sessionId: SESSION, update: { sessionUpdate, ...fields } },
});
const said = (sessionUpdate: string, text: string) =>
  update(sessionUpdate, { content: { type: 'text', text } });
const call = (toolCallId: string, fields: object = {}) =>
  update('tool_call', { toolCallId, title: toolCallId, ...fields });
const changed = (toolCallId: string, fields: object) => update('tool_call_update', { toolCallId, ...fields });
const exchange = (method: string, params: object, answer: object) => {
  requests += 1;
  return [
    { jsonrpc: '2.0', id: requests, method, params: { sessionId: SESSION, ...params } },
    { jsonrpc: '2.0', id: requests, ...answer },
  ] as const;
};
const prompt = (text: string) =>
  exchange('session/prompt', { prompt: [{ type: 'text', text }] }, { result: { stopReason: 'end_turn' } });
const imported = (...records: readonly object[]) => eventsOf(acp, asLines(records));

describe('a stream of ACP', () => {
  it('takes pieces of one speaker in a row for one message', async () => {
    const events = await imported(
      said('agent_message_chunk', 'a'),
      update('usage_update', { used: 1, size: 2 }),
      said('agent_message_chunk', 'b'),
      call('c', { status: 'completed' }),
      said('agent_message_chunk', 'd'),
    );

    const ids = updatesOfKind(events, 'agent_message_chunk').map(({ messageId }) => messageId);
    expect(ids[0]).to.equal(ids[1]);
    expect(ids[2]).to.not.equal(ids[1]);
  });

  it('takes pieces with other ids for other messages', async () => {
    const piece = (messageId: string) =>
      update('agent_message_chunk', { messageId, content: { type: 'text', text: 'x' } });
    const events = await imported(piece('1'), piece('1'), piece('2'));

    const ids = updatesOfKind(events, 'agent_message_chunk').map(({ messageId }) => messageId);
    expect(new Set(ids).size).to.equal(2);
  });

  it('shows a prompt once, also when the agent repeats it', async () => {
    const [ask, answer] = prompt('say hello');
    const events = await imported(
      ask,
      said('user_message_chunk', 'say '),
      said('user_message_chunk', 'hello'),
      answer,
    );

    expect(updatesOfKind(events, '_reprise/turn')).to.have.length(1);
    expect(updatesOfKind(events, 'user_message_chunk')).to.have.length(1);
  });

  it('takes the user messages of a stream of updates alone for turns', async () => {
    const events = await eventsOf(acp, fixture('bare-updates.jsonl'));

    expect(updatesOfKind(events, '_reprise/turn')).to.have.length(2);
  });

  it('makes a change of a diff once, when its call is completed', async () => {
    const content = [{ type: 'diff', path: 'a.txt', oldText: 'x', newText: 'y' }];
    const events = await imported(
      call('c', { kind: 'edit', status: 'pending', content }),
      changed('c', { status: 'in_progress', content }),
      changed('c', { status: 'completed', content }),
    );

    expect(changesOf(events).map(({ path, op, edits }) => ({ path, op, edits }))).to.deep.equal([
      { path: 'a.txt', op: 'modify', edits: [{ oldText: 'x', newText: 'y' }] },
    ]);
  });

  it('makes a change of an announced diff that the end does not repeat', async () => {
    const content = [{ type: 'diff', path: 'a.txt', oldText: null, newText: 'new' }];
    const events = await imported(call('c', { content }), changed('c', { status: 'completed' }));

    expect(changesOf(events).map(({ op, after }) => ({ op, after }))).to.deep.equal([
      { op: 'create', after: 'new' },
    ]);
  });

  it('makes no change of the diff of a call that failed, or never ended, and shows it', async () => {
    const content = (newText: string) => [{ type: 'diff', path: 'a.txt', oldText: 'x', newText }];
    const events = await imported(
      call('failed', { content: content('of the one that failed') }),
      changed('failed', { status: 'failed', content: [] }),
      call('open', { content: content('of the one that is open') }),
    );

    expect(changesOf(events)).to.deep.equal([]);
    expect(JSON.stringify(events))
      .to.include('of the one that failed')
      .and.include('of the one that is open');
  });

  it('counts a file that the client writes for a call as the change of its diff', async () => {
    const events = await eventsOf(acp, fixture('every-kind.jsonl'));

    const [first] = changesOf(events).filter(({ op }) => op === 'modify');
    expect(first).to.have.property('before').that.includes('Hi');
    expect(first).to.have.property('after').that.includes('Good morning');
    expect(changesOf(events).filter(({ toolCallId }) => toolCallId === 'call_edit')).to.have.length(1);
  });

  it('writes the output of a terminal where its call ends, the whole of it once', async () => {
    const text = terminalOf(await eventsOf(acp, fixture('every-kind.jsonl')));

    expect(text.match(/running the tests of the greeter/g)).to.have.length(1);
    expect(text).to.include("$ npm test -- '--grep=good morning'").and.include('Error: Exit code 1');
  });

  it('joins outputs of which the client has cut off the beginning', async () => {
    const output = (text: string) =>
      exchange('terminal/output', { terminalId: 't' }, { result: { output: text, truncated: true } });
    const events = await imported(
      ...exchange('terminal/create', { command: 'count' }, { result: { terminalId: 't' } }),
      ...output('one\ntwo\n'),
      ...output('two\nthree\n'),
      ...exchange('terminal/release', { terminalId: 't' }, { result: {} }),
    );

    expect(terminalOf(events)).to.equal('$ count\r\none\r\ntwo\r\nthree\r\n');
  });

  it('says that a refused call was refused, once, and does not run its command', async () => {
    const events = await eventsOf(acp, fixture('ways-to-end.jsonl'));

    const ends = events.filter(
      (event) =>
        event.type === 'transcript' &&
        event.update.sessionUpdate === 'tool_call_update' &&
        event.update.toolCallId === 'rm',
    );
    expect(ends).to.have.length(1);
    expect(ends[0]).to.have.nested.property('meta.reason', 'refused');
    expect(terminalOf(events)).to.not.include('rm -rf');
  });

  it('tells cancelled, refused and cut off turns apart', async () => {
    const events = await eventsOf(acp, fixture('ways-to-end.jsonl'));

    expect(updatesOfKind(events, '_reprise/interruption')).to.have.length(1);
    expect(updatesOfKind(events, '_reprise/error').map(({ text }) => text)).to.deep.equal([
      'Stopped: the limit of tokens was reached',
      'Stopped: the limit of requests in a turn was reached',
      'The agent refused to go on',
      'Internal error of the agent, sorry',
    ]);
  });

  it('gives an answer to the request that it fits, though both sides count from the same number', async () => {
    const events = await imported(
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'session/prompt',
        params: { sessionId: SESSION, prompt: [{ type: 'text', text: 'q' }] },
      },
      { jsonrpc: '2.0', id: 1, method: 'fs/read_text_file', params: { sessionId: SESSION, path: 'a.txt' } },
      { jsonrpc: '2.0', id: 1, result: { content: 'text of the file' } },
      { jsonrpc: '2.0', id: 1, result: { stopReason: 'max_tokens' } },
    );

    expect(JSON.stringify(updatesOfKind(events, 'tool_call_update'))).to.include('text of the file');
    expect(updatesOfKind(events, '_reprise/error')).to.have.length(1);
  });

  it('gives the end of a turn to its prompt, though a request of the agent was left open', async () => {
    const events = await imported(
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'session/prompt',
        params: { sessionId: SESSION, prompt: [{ type: 'text', text: 'q' }] },
      },
      { jsonrpc: '2.0', id: 1, method: 'terminal/create', params: { sessionId: SESSION, command: 'x' } },
      { jsonrpc: '2.0', id: 1, result: { stopReason: 'refusal' } },
    );

    expect(updatesOfKind(events, '_reprise/error')).to.have.length(1);
  });

  it('reads two calls of one id as two calls', async () => {
    const events = await eventsOf(acp, fixture('ways-to-end.jsonl'));

    const ids = updatesOfKind(events, 'tool_call').map(({ toolCallId }) => toolCallId);
    expect(ids.filter((id) => id.startsWith('same'))).to.deep.equal(['same', 'same~2']);
  });

  it('reads one session of a stream at a time, each with the agent', async () => {
    const stream = fixture('recorders/two-sessions.jsonl');
    const sessions = await acp.sessions!(sourceOf(stream));

    expect(sessions.map(({ id }) => id)).to.deep.equal(['sess_one', 'sess_two']);
    for (const { id } of sessions) {
      const events = await eventsOf(acp, stream, { session: id });
      expect(events[0]).to.have.nested.property('agent.name', 'scribe');
      expect(updatesOfKind(events, 'agent_message_chunk')).to.have.length(1);
      expect(JSON.stringify(events)).to.include(`The answer in ${id}`);
    }
  });

  it('refuses a session that it does not hold', async () => {
    const error: unknown = await eventsOf(acp, fixture('every-kind.jsonl'), { session: 'nobody' }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('code', 'unknown-session');
  });

  it('reads what recorders put around the messages', async () => {
    for (const name of readdirSync(new URL('recorders/', folder))) {
      const stream = fixture(`recorders/${name}`);
      const events = await eventsOf(acp, stream);

      expect(detectImporter(new TextEncoder().encode(stream)).tool.id, name).to.equal('acp');
      expect(updatesOfKind(events, '_reprise/turn'), name).to.have.length(1);
      expect(updatesOfKind(events, 'agent_message_chunk'), name).to.have.length(1);
    }
  });

  it('takes the times of the recorder, and none that count from its start', async () => {
    const timed = await eventsOf(acp, fixture('recorded-with-times.jsonl'));
    const relative = await eventsOf(acp, fixture('recorders/proxy-trace.jsonl'));

    expect(timed[0]).to.have.property('startedAt', Date.UTC(2026, 4, 17, 14));
    expect(timed.find((event) => event.type === 'transcript' && event.time === 9000)).to.not.equal(undefined);
    expect(relative[0]).to.not.have.property('startedAt');
  });

  it('shows what a proxy passes on once', async () => {
    const events = await eventsOf(acp, fixture('recorders/proxy-trace.jsonl'));

    expect(JSON.stringify(events).match(/The answer in sess_proxy/g)).to.have.length(1);
  });

  it('packs into an archive that validates, every kind of it', async () => {
    await expectValidArchive(acp, fixture('every-kind.jsonl'));
    await expectValidArchive(acp, fixture('ways-to-end.jsonl'));
  });

  it('loses no record, whatever is wrong with it', async () => {
    const records = [...fixtures].flatMap(([name, lines]) => (name.includes('two-sessions') ? [] : lines));
    const oneSession = (record: unknown): unknown =>
      JSON.parse(JSON.stringify(record).replaceAll(/"sess_\w+"/g, `"${SESSION}"`));
    await expectNoneLost(acp, mutatedRecords(records.map(oneSession)), asLines, undefined);
  });
});
