import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { glanceAt } from '#src/importers/index.ts';
import {
  VSCODE_CHAT_LEFT_OUT,
  vsCodeCopilotChat,
} from '#src/importers/tools/vscode-copilot-chat/importer.ts';
import { vsCodeChatGlance } from '#src/importers/tools/vscode-copilot-chat/vscode-chat-glance.ts';
import { ImportFile } from '#src/node/index.ts';
import type { ImportSource } from '#src/importers/index.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { documentRecords, lineRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Mutation {
  readonly kind?: number;
  readonly k?: readonly (string | number)[];
  readonly v?: unknown;
  readonly i?: number;
}

type Node = Record<string | number, unknown>;

/** What the session says beside its requests, the requests, and lines that are no mutations. */
function records(source: string): unknown[] {
  const text = source.replace(/^\ufeff/, '');
  if (!/^\s*\{\s*"kind"/.test(text)) return documentRecords('requests')(source);
  let state: Node = {};
  const others: unknown[] = [];
  for (const line of lineRecords(source) as (Mutation | undefined)[]) {
    if (typeof line?.kind !== 'number') others.push(line);
    else if (line.kind === 0) state = structuredClone(line.v) as Node;
    else mutate(state, line);
  }
  return [...documentRecords('requests')(JSON.stringify(state)), ...others];
}

function mutate(state: Node, { kind, k = [], v, i }: Mutation): void {
  const parent = k.slice(0, -1).reduce<Node>((at, key) => at[key] as Node, state);
  const key = k.at(-1)!;
  if (kind === 1) parent[key] = v;
  else if (kind === 3) Reflect.deleteProperty(parent, key);
  else parent[key] = [...((parent[key] ?? []) as unknown[]).slice(0, i), ...(v as unknown[])];
}

interface Request {
  readonly message?: { readonly text?: string };
  readonly response?: readonly { readonly kind?: string; readonly toolCallId?: string }[];
  readonly result?: {
    readonly metadata?: {
      readonly toolCallRounds?: readonly {
        readonly toolCalls: readonly {
          readonly id: string;
          readonly name: string;
          readonly arguments: string;
        }[];
      }[];
    };
  };
}

/** Turns, calls (shown, or only known to the model) and files, by the format's description: what was created is there. */
function read(source: string): PlainReading {
  const requests = (records(source) as Request[]).filter(({ message }) => message !== undefined);
  const shown = requests.flatMap(({ response }) => (response ?? []).map(({ toolCallId }) => toolCallId));
  const asked = requests
    .flatMap(({ result }) => result?.metadata?.toolCallRounds ?? [])
    .flatMap(({ toolCalls }) => toolCalls);
  const files = asked
    .filter(({ name }) => name === 'create_file')
    .map(({ arguments: args }) => JSON.parse(args) as { filePath: string; content: string });
  return {
    turns: requests.length,
    toolCalls: new Set([...shown, ...asked.map(({ id }) => id)].filter((id) => id !== undefined)).size,
    changes: files.length,
    files: Object.fromEntries(files.map(({ filePath, content }) => [filePath, content])),
  };
}

testTool({
  importer: vsCodeCopilotChat,
  leftOut: VSCODE_CHAT_LEFT_OUT,
  corpus: ['vscode-copilot-chat/session.jsonl'],
  records,
  read,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/vscode-copilot-chat/${name}`);

describe('a session of the chat of VS Code', () => {
  it('is what its log has made of it at the end', async () => {
    const events = await collect('log.jsonl');

    expect(textsOf(events, 'agent_message_chunk')).to.deep.equal([
      'I write the song.',
      'It is in `song.md`.',
      'I cannot si',
    ]);
    expect(events[0]).to.include({ title: 'A song of the sea' });
  });

  it('loses no request where the beginning of its log stands twice', async () => {
    const begin = { kind: 0, v: { version: 3, sessionId: 's', requests: [] } };
    const request = { requestId: 'r', message: { text: 'Write a song about the sea' }, response: [] };
    const lines = [begin, { kind: 2, k: ['requests'], v: [request] }, begin];
    const events = await eventsOf(lines.map((line) => JSON.stringify(line)).join('\n'));

    expect(textsOf(events, 'user_message_chunk')).to.deep.equal(['Write a song about the sea']);
  });

  it('keeps a part of a result that nobody has foreseen', async () => {
    const metadata = {
      toolCallRounds: [{ toolCalls: [{ id: 'c', name: 'x', arguments: '{}' }] }],
      toolCallResults: { c: { content: [{ $mid: 99, hologram: 'a door of light' }] } },
    };
    const request = { requestId: 'r', message: { text: 'Go' }, response: [], result: { metadata } };
    const events = await eventsOf(JSON.stringify({ version: 3, sessionId: 's', requests: [request] }));

    expect(JSON.stringify(resultOf(events, 'c'))).to.include('a door of light');
  });

  it('has a change of a call once, though edits show it again', async () => {
    const changes = (await collect('log.jsonl')).filter((event) => event.type === 'change');

    expect(changes).to.have.length(1);
    expect(changes[0]).to.deep.include({
      op: 'create',
      after: 'The sea is wide and blue\n',
      toolCallId: 'c1',
    });
  });

  it('has edits by range as a change whose text before is not known', async () => {
    const changes = (await collect('document.json')).filter((event) => event.type === 'change');

    expect(changes.map(({ path }) => path)).to.deep.equal([
      '/home/ada/hills/hills.ts',
      '/home/ada/hills/meadow.ts',
    ]);
    expect(changes[1]).to.deep.include({ exact: false });
    expect(changes[1]!.hunks?.[0]).to.deep.include({
      newStart: 3,
      lines: ['+const grass = "green and long";'],
    });
  });

  it('says that the times within an answer are made up, but not that of a command', async () => {
    const updates = (await collect('log.jsonl')).flatMap((event) =>
      event.type === 'transcript' ? [event] : [],
    );
    const prompt = updates.find(({ update }) => update.sessionUpdate === 'user_message_chunk')!;
    const call = updates.find(({ update }) => update.sessionUpdate === 'tool_call')!;

    expect(prompt.meta?.approximate).to.equal(undefined);
    expect(call.meta?.approximate).to.equal(true);
    expect(call.time).to.be.greaterThan(prompt.time);
  });

  it('ends commands with their codes, and tells what was not allowed', async () => {
    const events = await collect('document.json');

    expect(resultOf(events, 'h4')).to.deep.include({ status: 'failed', rawOutput: { exitCode: 3 } });
    expect(reasonsOf(events)).to.deep.equal(['failed', 'refused', 'interrupted']);
  });

  it('has what a subagent did on a track of its own', async () => {
    const events = await collect('document.json');

    expect(events.find((event) => event.type === 'track' && event.kind === 'transcript')).to.include({
      id: 'agent-h8',
      spawnedBy: 'h8',
      title: 'Count the sheep',
    });
    const own = events.filter((event) => event.type === 'transcript' && event.track === 'agent-h8');
    expect(own.map((event) => event.type === 'transcript' && event.update.sessionUpdate)).to.include(
      'tool_call',
    );
  });

  it('tells calls and results that only the model was told of', async () => {
    const events = JSON.stringify(await collect('document.json'));

    expect(events).to.include('No errors were found in the hills');
    expect(events).to.include('A result whose call is lost\\nand its second line');
  });

  it('never packs the name of an account', async () => {
    for (const name of ['log.jsonl', 'document.json'])
      expect(JSON.stringify(await collect(name)), name).to.not.include('ada-of-the-lamps-account-name');
  });

  it('takes the folder from the workspace that it lies in', async () => {
    const root = fixture('workspace');
    const file = await ImportFile.open(`${root}/chatSessions/5e551011.jsonl`, { root });
    const events: SessionEvent[] = [];
    for await (const event of vsCodeCopilotChat.import(file)) events.push(event);
    await file.close();

    expect(events[0]).to.deep.include({ workspace: { root: '/home/ada/the sea' } });
  });

  it('is told in a list where its first line is longer than what is looked at', async () => {
    const state = (records(readFileSync(fixture('log.jsonl'), 'utf8')) as Node[]).slice(1);
    const line = {
      kind: 0,
      v: { version: 3, sessionId: 's-1', customTitle: 'Long', requests: state, rest: 'x'.repeat(200_000) },
    };
    const bytes = new TextEncoder().encode(`${JSON.stringify(line)}\n`);
    const source = {
      size: bytes.length,
      read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
    };

    const seen = await glanceAt(vsCodeChatGlance, source, bytes.subarray(0, 65_536));

    expect(seen).to.include({
      title: 'Long',
      prompt: 'Write a song about the sea',
      sessionId: 's-1',
      isWhole: false,
    });
  });
});

function textsOf(events: readonly SessionEvent[], kind: string): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== kind || !('content' in event.update))
      return [];
    const { content } = event.update;
    return content && 'text' in content ? [content.text] : [];
  });
}

function resultOf(events: readonly SessionEvent[], id: string) {
  return events
    .flatMap((event) => (event.type === 'transcript' ? [event.update] : []))
    .find((update) => update.sessionUpdate === 'tool_call_update' && update.toolCallId === id);
}

function reasonsOf(events: readonly SessionEvent[]) {
  return events.flatMap((event) => (event.type === 'transcript' ? (event.meta?.reason ?? []) : []));
}

function collect(name: string): Promise<SessionEvent[]> {
  return eventsOf(fileSource(fixture(name)));
}

/** @param given - a source, or the text of one */
async function eventsOf(given: ImportSource | string): Promise<SessionEvent[]> {
  const source = typeof given === 'string' ? sourceOf(given) : given;
  const events: SessionEvent[] = [];
  for await (const event of vsCodeCopilotChat.import(source)) events.push(event);
  return events;
}
