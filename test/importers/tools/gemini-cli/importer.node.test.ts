import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { detectImporter, ImportError } from '#src/importers/index.ts';
import { GEMINI_LEFT_OUT, geminiCli } from '#src/importers/tools/gemini-cli/importer.ts';
import { corpusFolder, hostileFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf } from '../../../helpers/import-suite.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { documentRecords, lineRecords, testTool } from '../../../helpers/tool-suite.ts';
import { toolOf } from '../../../helpers/tools.ts';

type Fields = Record<string, unknown>;

testTool({
  importer: geminiCli,
  leftOut: GEMINI_LEFT_OUT,
  corpus: [
    'gemini-cli/session-small-a.json',
    'gemini-cli/session-small-b.json',
    'gemini-cli/sanitised/jsonl_v040.jsonl',
  ],
  records: recordsOf,
  read: readPlainly,
});

/** What is a record: a line of a log, an item of a document; of prompts those of a session. */
function recordsOf(source: string, session?: string): readonly unknown[] {
  const lines = lineRecords(source);
  if (lines.every((line) => typeof line === 'object')) return lines;
  const items = documentRecords('messages', 'history')(source) as Fields[];
  const wanted = session ?? items[0]?.['sessionId'];
  return 'messageId' in (items[0] ?? {}) ? items.filter((item) => item['sessionId'] === wanted) : items;
}

/** Counts a session as section 3 of the format's description has it: of each id the last message. */
function readPlainly(source: string): PlainReading {
  const messages = new Map<unknown, Fields>();
  for (const record of recordsOf(source) as Fields[]) {
    if ('id' in record && 'type' in record) messages.set(record['id'], record);
  }
  const all = [...messages.values()];
  const calls = all.flatMap((message) => (message['toolCalls'] ?? []) as Fields[]);
  const files: Record<string, string> = {};
  let changes = 0;
  for (const { name, status, resultDisplay } of calls) {
    if (status !== 'success' || (name !== 'replace' && name !== 'write_file')) continue;
    const { filePath, newContent } = resultDisplay as { filePath: string; newContent: string };
    files[filePath] = newContent;
    changes += 1;
  }
  const isPrompt = ({ type, content }: Fields): boolean =>
    type === 'user' && !/^\[\{"functionResponse"/.test(JSON.stringify(content));
  const turns = all.filter(isPrompt).length;
  return { turns, toolCalls: calls.length, changes, files };
}

const fixture = (name: string): string => projectPath(`test/fixtures/importers/gemini-cli/${name}`);

describe('a session of Gemini CLI', () => {
  it('agrees with a plain reading of what was changed', async () => {
    const path = fixture('edit-run-cancel.json');
    const { files, ...counts } = readPlainly(readFileSync(path, 'utf8'));
    const events = await collect(path);

    const changes = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(changes).to.have.length(counts.changes);
    expect(Object.fromEntries(changes.map(({ path: file, after }) => [file, after]))).to.deep.equal(files);
    expect(changes.map(({ op, before }) => [op, before === undefined])).to.deep.equal([
      ['modify', false],
      ['create', true],
    ]);
    expect(turnsOf(events)).to.have.length(counts.turns);
  });

  it('finds the folder of the project by its hash', async () => {
    const events = await collect(fixture('edit-run-cancel.json'));

    expect(events[0]).to.deep.include({ workspace: { root: '/home/ada/garden' } });
    expect(events[0]).to.include({ title: 'Guard against negative amounts of water' });
  });

  it('shows what the person typed as the prompt, and the files it names as context', async () => {
    const events = await collect(fixture('edit-run-cancel.json'));

    expect(turnsOf(events)[0]).to.equal('Never water a negative amount, see @src/water.js');
    const context = updates(events).find(({ sessionUpdate }) => sessionUpdate === '_reprise/system');
    expect(context).to.deep.include({ data: { kind: 'referenced-files' } });
  });

  it('shows the output of a command on the terminal, with its exit code', async () => {
    const events = await collect(fixture('edit-run-cancel.json'));

    const screen = events
      .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
      .join('');
    expect(screen).to.include('$ npm test\r\n2 passing, 1 failing\r\nError: expected 4, got 3\r\n');
    expect(screen).to.include('Error: Exit code 1');
    expect(screen).not.to.include('Process Group');
    expect(screen, 'a command that was not allowed did not run').not.to.include('git push');
  });

  it('says why calls failed', async () => {
    const events = await collect(fixture('edit-run-cancel.json'));

    const reasons = events.flatMap((event) =>
      event.type === 'transcript' && event.update.sessionUpdate === 'tool_call_update' && event.meta?.reason
        ? [`${event.update.toolCallId} ${event.meta.reason}`]
        : [],
    );
    expect(reasons).to.deep.equal(['run_shell_command_2 refused', 'replace_2 failed', 'glob_1 interrupted']);
  });

  it('says so when the document ends between two messages', async () => {
    const source =
      '{"sessionId":"a","projectHash":"b","messages":[{"id":"1","type":"user","content":"hello"}';
    const events = await collectOrRefuse(geminiCli, sourceOf(source));

    expect(turnsOf(events!)).to.deep.equal(['hello']);
    expect(fidelityOf(events!).notes?.map(({ code }) => code)).to.include('incomplete-document');
  });

  it('puts thoughts, text, call and result at their own times', async () => {
    const events = await collect(fixture('edit-run-cancel.json'));

    const times = events.flatMap((event) =>
      event.type === 'transcript' ? [[event.update.sessionUpdate, event.time] as const] : [],
    );
    expect(times.find(([kind]) => kind === 'agent_thought_chunk')?.[1]).to.equal(4000);
    expect(times.find(([kind]) => kind === 'agent_message_chunk')?.[1]).to.equal(6000);
    expect(times.find(([kind]) => kind === 'tool_call_update')?.[1]).to.equal(6100);
  });

  it('counts cached tokens apart from the input, and thinking with the output', async () => {
    const [event] = (await collect(fixture('edit-run-cancel.json'))).filter(
      (candidate) => candidate.type === 'transcript' && candidate.meta?.usage !== undefined,
    );

    expect(event?.type === 'transcript' && event.meta?.usage).to.deep.equal({
      inputTokens: 200,
      outputTokens: 100,
      cacheReadTokens: 5000,
    });
  });
});

describe('a log of Gemini CLI that is appended to', () => {
  const name = 'rewind-and-compaction.jsonl';

  it('shows a message once, with what its later records add', async () => {
    const events = await collect(fixture(name));

    const shown = updates(events).map((update) => JSON.stringify(update));
    expect(shown.filter((update) => update.includes('Let me list them.'))).to.have.length(1);
    expect(shown.filter((update) => update.includes('one command will do'))).to.have.length(1);
    expect(updates(events).filter(({ sessionUpdate }) => sessionUpdate === 'tool_call')).to.have.length(1);
  });

  it('shows a text that was replaced as it ended up, in its place', async () => {
    const events = await collect(fixture(name));

    const texts = agentTexts(events);
    expect(texts).to.include('Done: the list of changes lies in docs/CHANGES.md now.');
    expect(texts).not.to.include('Done: the list of changes is in the folder docs now.');
    expect(JSON.stringify(events)).to.include('is in the folder docs now');
  });

  it('keeps what was taken back as an abandoned branch', async () => {
    const events = await collect(fixture(name));

    const branch = events.filter((event) => event.type === 'transcript' && event.meta?.branch !== undefined);
    expect(turnsOf(branch)).to.deep.equal(['Delete the list of changes']);
    expect(agentTexts(branch)).to.deep.equal(['I would rather not delete a file without a copy.']);
  });

  it('takes everything back where it knows no such message', async () => {
    const source = readFileSync(fixture(name), 'utf8').replace('"$rewindTo":"b1"', '"$rewindTo":"gone"');
    const events = await collectOrRefuse(geminiCli, sourceOf(source));

    const branch = events!.filter((event) => event.type === 'transcript' && event.meta?.branch !== undefined);
    expect(turnsOf(branch)).to.deep.equal(['Which files are here?', 'Delete the list of changes']);
  });

  it('shows a history that was written anew as a compaction, not as prompts', async () => {
    const events = await collect(fixture(name));

    const [compaction, ...more] = updates(events).filter(
      ({ sessionUpdate }) => sessionUpdate === '_reprise/compaction',
    );
    expect(more).to.deep.equal([]);
    expect(JSON.stringify(compaction)).to.include('Keep the list of changes in docs.');
    expect(turnsOf(events)).to.have.length(4);
  });

  it('takes messages whose ids were masked for different ones', async () => {
    const source = [
      '{"sessionId":"REDACTED","projectHash":"REDACTED","startTime":"2026-03-04T09:00:00.000Z"}',
      '{"id":"REDACTED","timestamp":"2026-03-04T09:00:01.000Z","type":"user","content":"first"}',
      '{"id":"REDACTED","timestamp":"2026-03-04T09:00:02.000Z","type":"user","content":"second"}',
    ].join('\n');
    const events = await collectOrRefuse(geminiCli, sourceOf(source));

    expect(turnsOf(events!)).to.deep.equal(['first', 'second']);
  });

  it('puts a subagent onto a track of its own, before the answer of its call', async () => {
    const events = await collect(fixture('with-subagent/session-2026-03-04T09-00-6f1c2a34.jsonl'));

    const track = events.find((event) => event.type === 'track' && event.kind === 'transcript');
    expect(track).to.include({ parent: 'main', spawnedBy: 'invoke_agent_1', title: 'investigator' });
    const last = events.findLastIndex((event) => event.type === 'transcript' && event.track !== 'main');
    const answer = events.findIndex(
      (event) =>
        event.type === 'transcript' &&
        event.update.sessionUpdate === 'tool_call_update' &&
        event.update.toolCallId === 'invoke_agent_1',
    );
    expect(last).to.be.greaterThan(0);
    expect(answer).to.be.greaterThan(last);
    expect(events[answer]).to.include({ time: 30_000 });
    expect(turnsOf(events)).to.deep.equal(['How many plants does the garden have?']);
    checkOrder(events);
  });
});

describe('other files of Gemini CLI', () => {
  it('pairs the calls and results of a checkpoint without ids', async () => {
    const events = await collect(fixture('checkpoint.json'));

    expect(turnsOf(events)).to.deep.equal(['Add the size of the can']);
    const ended = updates(events).filter(({ sessionUpdate }) => sessionUpdate === 'tool_call_update');
    expect(ended.map((update) => 'status' in update && update.status)).to.deep.equal([
      'completed',
      'completed',
    ]);
    const change = events.find((event) => event.type === 'change');
    expect(change).to.deep.include({ edits: [{ oldText: 'const size = 5;', newText: 'const size = 7;' }] });
  });

  it('lists the sessions of a file of prompts, and imports the one that is asked for', async () => {
    const source = fileSource(fixture('prompts.json'));
    const sessions = await geminiCli.sessions!(source);

    expect(sessions.map(({ title }) => title)).to.deep.equal([
      'Which plants need water today?',
      'Draw the garden as a table',
    ]);
    const events: SessionEvent[] = [];
    for await (const event of geminiCli.import(source, { session: sessions[1]!.id })) events.push(event);
    expect(turnsOf(events)).to.deep.equal(['Draw the garden as a table', 'Now with a column for the size']);
    expect(fidelityOf(events).notes?.map(({ code, count }) => [code, count])).to.deep.equal([
      ['several-sessions', 2],
    ]);
  });

  it('refuses a session that a file of prompts does not have', async () => {
    const source = fileSource(fixture('prompts.json'));
    const refusal = await collectSession(source, 'nobody').catch((error: unknown) => error);

    expect(refusal).to.be.instanceOf(ImportError);
    expect(refusal).to.include({ code: 'unknown-session' });
  });

  it('knows which files of a folder are sessions, and which belong to one', () => {
    const content = toolOf('gemini-cli').folder!([
      'chats/6f1c/investigator.jsonl',
      'chats/session-2026-03-04T09-00-6f1c2a34.jsonl',
      'logs.json',
    ]);

    expect(content.sources).to.deep.equal([
      { path: 'chats/session-2026-03-04T09-00-6f1c2a34.jsonl', root: '' },
    ]);
    expect(content.parts).to.deep.equal(['chats/6f1c/investigator.jsonl']);
  });
});

const hostile = hostileFolder();
const noHostile = hostile === undefined ? 'no hostile inputs: set REPRISE_HOSTILE to run this test' : false;
describe('hostile sessions of Gemini CLI', { skip: noHostile }, () => {
  const folder = join(hostile ?? '', 'logs/gemini');
  for (const name of hostile !== undefined && existsSync(folder) ? readdirSync(folder) : []) {
    it(`${name} is recognised and ends in a report`, async () => {
      const path = join(folder, name);
      const events = await collectOrRefuse(geminiCli, fileSource(path));

      expect(detectImporter(readFileSync(path)).tool.id).to.equal('gemini-cli');
      checkOrder(events!);
      const { records, understood, kept, unreadable } = fidelityOf(events!);
      expect(understood + kept + unreadable).to.equal(records);
    });
  }

  it('keeps what has the wrong type, and every message of an id that stands thrice', async () => {
    const wrong = await collect(join(folder, '01-wrong-types.json'));
    const thrice = await collect(join(folder, '04-duplicate-ids.json'));

    expect(JSON.stringify(wrong)).to.include('keep me gem');
    expect(turnsOf(thrice)).to.have.length(3);
  });
});

/** The prompts of the turns. */
function turnsOf(events: readonly SessionEvent[]): string[] {
  const all = updates(events);
  return all.flatMap((update, index) => {
    const next = all[index + 1];
    if (update.sessionUpdate !== '_reprise/turn' || next?.sessionUpdate !== 'user_message_chunk') return [];
    return [next.content.type === 'text' ? next.content.text : next.content.type];
  });
}

function agentTexts(events: readonly SessionEvent[]): string[] {
  return updates(events).flatMap((update) =>
    update.sessionUpdate === 'agent_message_chunk' && update.content.type === 'text'
      ? [update.content.text]
      : [],
  );
}

function updates(events: readonly SessionEvent[]) {
  return events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
}

async function collect(path: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of geminiCli.import(fileSource(path))) events.push(event);
  return events;
}

async function collectSession(source: ReturnType<typeof fileSource>, session: string): Promise<number> {
  let count = 0;
  for await (const event of geminiCli.import(source, { session }))
    count += event.type === 'transcript' ? 1 : 0;
  return count;
}

describe('a session of Gemini CLI that was gone on with', () => {
  const log = (records: readonly object[]): string =>
    records.map((record) => JSON.stringify(record)).join('\n');
  const head = { sessionId: '5e55', projectHash: 'f00', startTime: '2026-05-01T09:00:00.000Z', kind: 'main' };
  const context = { id: 'c', type: 'user', content: [{ text: '<session_context>\nToday is Friday.' }] };
  const prompt = {
    id: 'p',
    timestamp: '2026-05-01T09:00:01.000Z',
    type: 'user',
    content: [{ text: 'List it.' }],
  };
  const call = {
    id: 'g',
    timestamp: '2026-05-01T09:00:02.000Z',
    type: 'gemini',
    content: 'I look into the folder.',
    thoughts: [{ subject: 'Looking', description: 'A command will do, it is a small folder.' }],
    toolCalls: [
      {
        id: 'call-1',
        name: 'run_shell_command',
        args: { command: 'ls' },
        status: 'success',
        resultDisplay: 'a file with a long name.txt',
        result: [
          {
            functionResponse: {
              id: 'call-1',
              name: 'run_shell_command',
              response: { output: 'Output: a file with a long name.txt' },
            },
          },
        ],
      },
    ],
  };
  const response = (id: string): object => ({
    id,
    type: 'user',
    content: [
      {
        functionResponse: {
          id: 'call-1',
          name: 'run_shell_command',
          response: {
            output: '<untrusted_context>\nOutput: a file with a long name.txt\n</untrusted_context>',
          },
        },
      },
    ],
  });
  const history = [
    context,
    prompt,
    {
      ...call,
      content: [
        { text: '**Looking** A command will do, it is a small folder.', thought: true },
        { text: call.content },
      ],
    },
    response('g_response'),
    response('r'),
  ];
  const again = { ...prompt, id: 'p2', content: [{ text: 'And once more.' }] };
  const whole = log([
    head,
    { $set: { messages: [context] } },
    prompt,
    call,
    response('r'),
    { $set: { messages: history } },
    again,
  ]);

  it('tells nothing twice of the history that is written anew', async () => {
    const events = (await collectOrRefuse(geminiCli, sourceOf(whole)))!;
    const updates = events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
    const kinds = updates.map(({ sessionUpdate }) => sessionUpdate);

    expect(kinds.filter((kind) => kind === '_reprise/turn')).to.have.length(2);
    expect(kinds.filter((kind) => kind === 'tool_call')).to.have.length(1);
    expect(kinds.filter((kind) => kind === '_reprise/compaction')).to.deep.equal([]);
    expect(fidelityOf(events)).to.include({ kept: 0, unreadable: 0 });
    expect(JSON.stringify(updates).split('<untrusted_context>')).to.have.length(2);
  });

  it('is one session: the second file, which stays without a message, is none', () => {
    const stub = log([head, { $set: { messages: [context], lastUpdated: head.startTime } }]);
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

    expect(detectImporter(bytes(whole)).tool.id).to.equal('gemini-cli');
    expect(() => detectImporter(bytes(stub))).to.throw(ImportError, /beginning of a log of Gemini CLI/);
  });

  it('knows its folder from the file beside the folder of the sessions', async () => {
    const beside = { '.project_root': '/home/ada/shop\n' };
    const [session] = (await collectOrRefuse(geminiCli, sourceOf(whole, { beside })))!;

    expect(session).to.have.nested.property('workspace.root', '/home/ada/shop');
  });
});

const corpus = corpusFolder();
describe(
  'a real session of 0.61 that was gone on with',
  { skip: corpus === undefined ? NO_CORPUS : false },
  () => {
    it('is understood to the last record, and its second file is no session', async () => {
      const chats = join(corpus!, 'gemini-cli-2026-11/gemini/work/chats');
      const [first, second] = readdirSync(chats).filter((name) => name.endsWith('.jsonl'));
      const events = (await collectOrRefuse(geminiCli, fileSource(join(chats, first!))))!;
      const stub = new Uint8Array(readFileSync(join(chats, second!)));

      expect(fidelityOf(events)).to.include({ records: 61, kept: 0, unreadable: 0 });
      expect(() => detectImporter(stub)).to.throw(ImportError, /holds no message yet/);
    });
  },
);
