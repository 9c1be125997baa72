import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { CODEX_LEFT_OUT, codex } from '#src/importers/tools/codex-cli/importer.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { checkOrder, fidelityOf } from '../../../helpers/import-suite.ts';
import { readRollout, rolloutRecords } from '../../../helpers/codex-reading.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { testTool } from '../../../helpers/tool-suite.ts';
import { toolOf } from '../../../helpers/tools.ts';

testTool({
  importer: codex,
  leftOut: CODEX_LEFT_OUT,
  corpus: [
    'codex/codex-small.jsonl',
    'codex/codex-mid.jsonl',
    'codex/codex-mid2.jsonl',
    'codex/codex-large.jsonl',
    'codex/codex-large-desktop.jsonl',
  ],
  records: rolloutRecords,
  read: readRollout,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/codex-cli/${name}`);

describe('a rollout of Codex', () => {
  it('shows what stands in it twice once', async () => {
    const events = await collect(fixture('edits-and-commands.jsonl'));

    expect(texts(events, 'user_message_chunk')).to.deep.equal([
      'Let the greeter greet by name, like in the picture.',
      'Now say it in capitals too.',
    ]);
    expect(texts(events, 'agent_message_chunk').filter((text) => text.startsWith('I look'))).to.have.length(
      1,
    );
    expect(texts(events, 'agent_thought_chunk')).to.deep.equal([
      '**Reading the greeter** before I change it.',
      '',
    ]);
  });

  it('puts the image of a prompt with it', async () => {
    const events = await collect(fixture('edits-and-commands.jsonl'));
    const turn = events.findIndex((event) => updateOf(event)?.sessionUpdate === '_reprise/turn');

    const [words, image] = events.slice(turn + 1, turn + 3).map(updateOf);
    expect(words).to.have.nested.property('content.type', 'text');
    expect(image).to.deep.include({ content: { type: 'image', mimeType: 'image/png', data: PIXEL } });
  });

  it('tells context that Codex adds from what a person wrote', async () => {
    const events = await collect(fixture('edits-and-commands.jsonl'));

    const kinds = events.flatMap((event) => {
      const update = updateOf(event);
      return update?.sessionUpdate === '_reprise/system' ? [update.data?.['kind']] : [];
    });
    expect(kinds.slice(0, 5)).to.deep.equal([
      'instructions',
      'permissions instructions',
      'agents_md',
      'environment_context',
      'turn_context',
    ]);
  });

  it('shows commands with output and exit code on a terminal, without what Codex writes above it', async () => {
    const events = await collect(fixture('edits-and-commands.jsonl'));

    const shown = terminal(events);
    expect(shown).to.include('$ npm test\n');
    expect(shown).to.include('Error: Exit code 1');
    expect(shown).not.to.include('Chunk ID');
    const result = resultOf(events, 'call_test');
    expect(result).to.include({ status: 'failed' });
    expect(result).to.have.nested.property('rawOutput.exitCode', 1);
  });

  it('goes on with a command that runs, on the terminal and by its name', async () => {
    const events = await collect(fixture('edits-and-commands.jsonl'));

    expect(callOf(events, 'call_wait')).to.include({ title: 'Wait for npm run dev', kind: 'execute' });
    expect(callOf(events, 'call_stop')).to.include({ title: 'Type ^C into npm run dev' });
    expect(terminal(events)).to.match(/\$ npm run dev\nstarting\nready on port 4000\n\^C\nstopped\n/);
  });

  it('makes a change of each file that a patch changed, with the context that the patch shows', async () => {
    const events = await collect(fixture('edits-and-commands.jsonl'));

    const changes = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(changes.map(({ op, path, toolCallId }) => `${op} ${path} ${toolCallId}`)).to.deep.equal([
      'create /home/ada/greeter/src/name.ts call_patch',
      'modify /home/ada/greeter/src/greet.ts call_patch',
    ]);
    expect(changes[1]?.hunks).to.deep.equal([
      {
        oldStart: 11,
        oldLines: 4,
        newStart: 11,
        newLines: 4,
        lines: [
          ' export function greet(): string {',
          '   // one greeting for all',
          "-  return 'hello';",
          '+  return `hello ${name()}`;',
          ' }',
        ],
      },
    ]);
    expect(callOf(events, 'call_patch')).to.deep.include({
      title: 'Edit src/name.ts, src/greet.ts',
      locations: [{ path: '/home/ada/greeter/src/name.ts' }, { path: '/home/ada/greeter/src/greet.ts' }],
    });
  });

  it('changes nothing where a patch did not fit, and shows what was asked for', async () => {
    const events = await collect(fixture('edits-and-commands.jsonl'));

    const result = resultOf(events, 'call_misfit');
    expect(result).to.include({ status: 'failed' });
    expect(result).to.have.nested.property('rawInput.patch').that.includes('+  return shout();');
  });

  it('shows plans, images that were looked at, and tokens', async () => {
    const events = await collect(fixture('edits-and-commands.jsonl'));

    expect(events.map(updateOf).find((update) => update?.sessionUpdate === 'plan')).to.deep.include({
      entries: [
        { content: 'Read the greeter', status: 'completed' },
        { content: 'Greet by name', status: 'in_progress' },
      ],
    });
    expect(resultOf(events, 'call_view')).to.have.nested.property('content[0].content.type', 'image');
    const usages = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.usage ? [event.meta] : [],
    );
    expect(usages.map(({ usage, model }) => ({ ...usage, model }))).to.deep.equal([
      { inputTokens: 200, outputTokens: 50, cacheReadTokens: 1000, model: 'gpt-5.5' },
    ]);
  });

  it('knows session, version, model, folder and repository', async () => {
    const [session] = await collect(fixture('edits-and-commands.jsonl'));

    expect(session).to.deep.include({
      type: 'session',
      sessionId: '0199aaaa-0000-7000-8000-000000000001',
      agent: { name: 'codex-cli', version: '0.140.0', models: ['gpt-5.5'] },
      workspace: {
        root: '/home/ada/greeter',
        git: {
          branch: 'main',
          commit: 'c0ffee0000000000000000000000000000000001',
          remote: 'https://example.org/ada/greeter.git',
        },
      },
    });
  });

  it('shows calls of servers with what they gave, and searches of the web', async () => {
    const events = await collect(fixture('servers-search-and-rollback.jsonl'));

    expect(callOf(events, 'call_mcp')).to.include({ title: 'weather forecast' });
    const result = resultOf(events, 'call_mcp');
    expect(result).to.have.nested.property('content[0].content.text', 'Rain, then sun.');
    expect(result).to.have.nested.property('content[1].content.type', 'image');
    const titles = events
      .map(updateOf)
      .flatMap((update) => (update?.sessionUpdate === 'tool_call' ? [update.title] : []));
    expect(titles.filter((title) => title.startsWith('Search the web'))).to.deep.equal([
      'Search the web for umbrella etymology',
    ]);
  });

  it('shows the whole output of a command where an event has more of it than the model got', async () => {
    const events = await collect(fixture('servers-search-and-rollback.jsonl'));

    expect(terminal(events)).to.include('line 1\nline 2 in the middle\nline 3\n');
    expect(resultOf(events, 'call_long')).to.have.nested.property('rawOutput.exitCode', 0);
  });

  it('marks turns that were taken back as an abandoned branch', async () => {
    const events = await collect(fixture('servers-search-and-rollback.jsonl'));

    const branches = events.flatMap((event) =>
      updateOf(event)?.sessionUpdate === 'user_message_chunk' && event.type === 'transcript'
        ? [event.meta?.branch]
        : [],
    );
    expect(branches).to.deep.equal([undefined, 'b1', undefined]);
  });

  it('tells an interruption once, and errors, compactions and permissions', async () => {
    const events = await collect(fixture('servers-search-and-rollback.jsonl'));

    const notices = events
      .map(updateOf)
      .flatMap((update) =>
        update && /_reprise\/(?:interruption|error|compaction|permission)/.test(update.sessionUpdate)
          ? [update.sessionUpdate]
          : [],
      );
    expect(notices).to.deep.equal([
      '_reprise/permission',
      '_reprise/interruption',
      '_reprise/error',
      '_reprise/compaction',
    ]);
  });

  it('keeps events that it does not know', async () => {
    const events = await collect(fixture('servers-search-and-rollback.jsonl'));

    expect(
      events.map(updateOf).filter((update) => update?.sessionUpdate === '_reprise/unknown'),
    ).to.have.length(1);
  });

  it('of 2025 is read too, with patches in shell commands made on what is known', async () => {
    const events = await collect(fixture('bare-items-2025.jsonl'));

    expect(texts(events, 'user_message_chunk')).to.deep.equal([
      'Write a poem about rivers.',
      'Mind the title.',
    ]);
    const changes = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(changes.map(({ op, path }) => `${op} ${path}`)).to.deep.equal([
      'create /home/ada/poems/river.md',
      'rename /home/ada/poems/thames.md',
    ]);
    expect(changes[1]).to.include({ before: 'River\n\nIt flows.\n', after: 'Thames\n\nIt flows.\n' });
    expect(terminal(events)).to.include('$ ls -la\n');
    expect(terminal(events)).not.to.include('apply_patch');
    expect(
      events.filter((event) => event.type === 'transcript' && event.meta?.approximate),
    ).not.to.have.length(0);
  });

  it('shows records of an ancestor once where it says them again', async () => {
    const line = (time: number, type: string, payload: unknown): string =>
      JSON.stringify({ timestamp: `2026-01-01T00:00:0${time}.000Z`, type, payload });
    const history = [
      line(1, 'session_meta', { id: 'one', cwd: '/p' }),
      line(2, 'response_item', {
        type: 'message',
        role: 'user',
        content: [{ type: 'input_text', text: 'hi' }],
      }),
      line(3, 'response_item', {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'ho' }],
      }),
    ];
    const events = await collectFrom(sourceOf([...history, ...history].join('\n')));

    expect(texts(events, 'user_message_chunk')).to.deep.equal(['hi']);
    expect(texts(events, 'agent_message_chunk')).to.deep.equal(['ho']);
  });

  it('shows a message whose other copy was never written', async () => {
    const line = (type: string, payload: unknown): string =>
      JSON.stringify({ timestamp: '2026-01-01T00:00:01.000Z', type, payload });
    const events = await collectFrom(
      sourceOf(
        [
          line('session_meta', { id: 'one', cwd: '/p' }),
          line('event_msg', { type: 'user_message', message: 'hello there' }),
          line('event_msg', { type: 'agent_message', message: 'well met' }),
          line('event_msg', { type: 'agent_reasoning', text: 'they greet me' }),
        ].join('\n'),
      ),
    );

    expect(texts(events, 'user_message_chunk')).to.deep.equal(['hello there']);
    expect(texts(events, 'agent_message_chunk')).to.deep.equal(['well met']);
    expect(texts(events, 'agent_thought_chunk')).to.deep.equal(['they greet me']);
  });
});

describe('a rollout with values of any kind in any field', () => {
  for (const name of ['edits-and-commands', 'servers-search-and-rollback', 'bare-items-2025']) {
    it(`is read to its end: ${name}`, async () => {
      const records = rolloutLines(readFileSync(fixture(`${name}.jsonl`), 'utf8'));
      const random = createRandom(SEED);
      for (let run = 0; run < 150; run++) {
        const lines = records.map((record) => JSON.stringify(spoil(record, random)));
        const events = await collectFrom(sourceOf(lines.join('\n')));

        checkOrder(events);
        const { understood, kept, unreadable } = fidelityOf(events);
        expect(understood + kept + unreadable, `seed ${SEED}, run ${run}`).to.equal(records.length);
      }
    });
  }
});

describe('subagents of Codex', () => {
  const folder = 'with-subagent/2026/06/20/';
  const parent = 'rollout-2026-06-20T10-00-00-0199aaaa-0000-7000-8000-00000000000a.jsonl';

  it('have a track of their own, beside the call that started them', async () => {
    const events = await collect(fixture(folder + parent));

    const track = events.find((event) => event.type === 'track' && event.kind === 'transcript');
    expect(track).to.deep.include({ parent: 'main', spawnedBy: 'call_spawn', title: 'Newton, explorer' });
    const id = track?.type === 'track' ? track.id : '';
    const steps = events.filter((event) => event.type === 'transcript' && event.track === id);
    expect(steps.map(updateOf).some((update) => update?.sessionUpdate === '_reprise/turn')).to.equal(false);
    expect(texts(steps, 'agent_message_chunk')).to.deep.equal(['There are two files.']);
  });

  it('show nothing of the history that they were given', async () => {
    const events = await collect(fixture(folder + parent));

    expect(texts(events, 'user_message_chunk')).to.deep.equal([
      'How large is this project?',
      'Count the files.',
    ]);
    expect(texts(events, 'agent_message_chunk').filter((text) => text === 'I ask somebody.')).to.have.length(
      1,
    );
  });

  it('are found from the folder of all sessions, also under another day', () => {
    const content = toolOf('codex-cli').folder!([
      'history.jsonl',
      `sessions/2026/06/20/${parent}`,
      'a/notes.jsonl',
    ]);

    expect(content).to.deep.equal({
      sources: [{ path: `sessions/2026/06/20/${parent}`, root: 'sessions' }],
      parts: [],
    });
  });
});

describe('copies of a record', () => {
  it('are known by what they say, whenever they were written', () => {
    const line = (time: string, rest: string): string => `{"timestamp":"${time}",${rest}}`;
    const call =
      '"type":"response_item","payload":{"type":"function_call","call_id":"c1","name":"x","arguments":"{}"}';
    const words = '"type":"event_msg","payload":{"type":"user_message","message":"continue"}';

    expect(codex.identify!(line('2026-01-01T00:00:00Z', call))).to.deep.equal(
      codex.identify!(line('2026-02-02T00:00:00Z', `"ordinal":7,${call}`)),
    );
    expect(codex.identify!(line('a', call)).unique).to.equal(true);
    expect(codex.identify!(line('a', words)).unique).to.equal(false);
  });
});

describe('recognition of Codex', () => {
  it('leaves logs of other tools to them', () => {
    const others = [
      '{"type":"session.start","data":{"producer":"copilot-agent"},"id":"a","timestamp":"2026-01-01T00:00:00Z","parentId":null}',
      '{"type":"user","uuid":"a","sessionId":"b","timestamp":"2026-01-01T00:00:00Z","message":{"role":"user","content":"x"}}',
      '{"id":"a","timestamp":"2026-01-01T00:00:00Z"}',
      '{"role":"user","message":{"content":[]}}',
    ];

    for (const other of others)
      expect(toolOf('codex-cli').detect(new TextEncoder().encode(`${other}\n`))).to.equal(0);
  });
});

const corpus = corpusFolder();
describe('a real rollout of Codex', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  it('shows each message, thought and token count once', async () => {
    const events = await collect(`${corpus}/codex/codex-large-desktop.jsonl`);

    expect(texts(events, 'agent_message_chunk')).to.have.length(270);
    expect(texts(events, 'agent_thought_chunk')).to.have.length(213);
    const usage = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.usage ? [event.meta.usage] : [],
    );
    const output = usage.reduce((sum, { outputTokens = 0 }) => sum + outputTokens, 0);
    expect(output).to.be.greaterThan(100_000);
  });
});

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const SEED = 20260620;

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ANYTHING: readonly unknown[] = [
  null,
  7,
  -1.5,
  '',
  'REDACTED',
  [],
  [null],
  {},
  JSON.parse('{"__proto__":{"polluted":1}}'),
  true,
];

/** A copy in which a few values are others. */
function spoil(value: unknown, random: () => number, depth = 0): unknown {
  if (depth > 0 && random() < 0.03) return ANYTHING[Math.floor(random() * ANYTHING.length)];
  if (Array.isArray(value)) return value.map((item: unknown) => spoil(item, random, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(() => random() > 0.01);
  return Object.fromEntries(entries.map(([key, child]) => [key, spoil(child, random, depth + 1)]));
}

function rolloutLines(source: string): unknown[] {
  return source
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

type Transcript = Extract<SessionEvent, { type: 'transcript' }>;

function updateOf(event: SessionEvent): Transcript['update'] | undefined {
  return event.type === 'transcript' ? event.update : undefined;
}

function texts(events: readonly SessionEvent[], kind: string): string[] {
  return events.map(updateOf).flatMap((update) => {
    if (update?.sessionUpdate !== kind || !('content' in update) || Array.isArray(update.content)) return [];
    const content = update.content as { type: string; text?: string };
    return content.type === 'text' ? [content.text ?? ''] : [];
  });
}

function callOf(events: readonly SessionEvent[], id: string) {
  return events
    .map(updateOf)
    .find((update) => update?.sessionUpdate === 'tool_call' && update.toolCallId === id);
}

function resultOf(events: readonly SessionEvent[], id: string) {
  return events
    .map(updateOf)
    .find((update) => update?.sessionUpdate === 'tool_call_update' && update.toolCallId === id);
}

/** What the terminal shows, with plain line ends and without colours. */
function terminal(events: readonly SessionEvent[]): string {
  const data = events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
  return data.replaceAll('\r\n', '\n').replaceAll(/\x1b\[\d*m/g, '');
}

async function collect(path: string): Promise<SessionEvent[]> {
  return collectFrom(fileSource(path));
}

async function collectFrom(source: ReturnType<typeof sourceOf>): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of codex.import(source)) events.push(event);
  return events;
}
