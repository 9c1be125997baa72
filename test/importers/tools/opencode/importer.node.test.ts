import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent, SourceUpdate } from '#src/format/index.ts';
import { OPENCODE_LEFT_OUT, openCode } from '#src/importers/tools/opencode/importer.ts';
import { sourcesOfPaths, type ImportSource } from '#src/importers/index.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { documentRecords, testTool } from '../../../helpers/tool-suite.ts';
import { toolOf } from '../../../helpers/tools.ts';

testTool({
  importer: openCode,
  leftOut: OPENCODE_LEFT_OUT,
  corpus: ['opencode/export-small.json', 'opencode/export-subagent.json', 'opencode/export-large.json'],
  records: (source) => documentRecords('messages')(source).map(withoutFrames),
  read: plainReading,
});

/** A record in which files that were read have neither the numbers of their lines nor the tags and the count around them. */
function withoutFrames(record: unknown): unknown {
  return JSON.parse(JSON.stringify(record), (_, value: unknown) =>
    typeof value === 'string' && /^<path>.*<\/path>\n<type>file<\/type>\n<content>/.test(value)
      ? value
          .replaceAll(/^(?:<content>)?\d+: /gm, '')
          .replace(/^<path>(.*)<\/path>\n<type>file<\/type>$/m, '$1')
          .replace(/\n\n\((?:End of file - total \d+ lines|Showing lines .*)\)\n<\/content>$/, '')
      : value,
  );
}

/** Counts an export as its format is described, without the importer. */
function plainReading(source: string): PlainReading {
  const { messages } = JSON.parse(source) as { messages: { info: { role: string }; parts: Part[] }[] };
  const files = new Map<string, string>();
  let turns = 0;
  let toolCalls = 0;
  let changes = 0;
  for (const { info, parts } of messages) {
    const isPrompt = ({ type, synthetic }: Part): boolean =>
      (type === 'text' && synthetic !== true) || type === 'file' || type === 'subtask';
    if (info.role === 'user' && parts.some(isPrompt)) turns += 1;
    for (const { type, state } of parts) {
      if (type !== 'tool') continue;
      toolCalls += 1;
      for (const { filePath, after } of state?.metadata?.files ?? []) {
        changes += 1;
        files.set(filePath, after);
      }
    }
  }
  return { turns, toolCalls, changes, files: Object.fromEntries(files) };
}

interface Part {
  readonly type: string;
  readonly synthetic?: boolean;
  readonly state?: { readonly metadata?: { readonly files?: { filePath: string; after: string }[] } };
}

const fixtures = projectPath('test/fixtures/importers/opencode/');

describe('an export of OpenCode', () => {
  it('writes commands that ran side by side one after the other, each with its own output', async () => {
    const events = await collect(fileSource(`${fixtures}edits-and-shell.json`));

    const shown = events
      .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
      .join('');
    expect(shown.indexOf('$ npm run lint')).to.be.lessThan(shown.indexOf('missing semicolon'));
    expect(shown.indexOf('missing semicolon')).to.be.lessThan(shown.indexOf('$ node test/greet.test.js'));
    expect(shown).to.include('Exit code 1');
  });

  it('pairs calls and results although their ids are masked', async () => {
    const events = await collect(fileSource(`${fixtures}edits-and-shell.json`));

    const title = new Map(
      updates(events).flatMap((update): [string, string][] =>
        update.sessionUpdate === 'tool_call' ? [[update.toolCallId, update.title]] : [],
      ),
    );
    const results = updates(events).flatMap((update) =>
      update.sessionUpdate === 'tool_call_update' && update.rawOutput?.['exitCode'] !== undefined
        ? [`${title.get(update.toolCallId)} → ${JSON.stringify(update.rawOutput['exitCode'])}`]
        : [],
    );
    expect(results).to.deep.equal(['npm run lint → 1', 'node test/greet.test.js → 0']);
  });

  it('shows each change exactly, and what no tool explains as observed', async () => {
    const events = await collect(fileSource(`${fixtures}edits-and-shell.json`));

    const changes = events.flatMap((event) =>
      event.type === 'change' ? [`${event.op} ${event.path.replace('/home/ada/greeter/', '')}`] : [],
    );
    expect(changes).to.deep.equal([
      'observe package-lock.json',
      'modify src/greet.js',
      'create test/greet.test.js',
      'modify NOTES.md',
      'delete old.txt',
      'observe package-lock.json',
    ]);
  });

  it('puts no command on the terminal that the user refused', async () => {
    const events = await collect(fileSource(`${fixtures}errors-and-commands.json`));

    const shown = events
      .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
      .join('');
    expect(shown).to.include('npm run watch');
    expect(shown).not.to.include('rm -rf build');
    expect(reasons(events)).to.deep.equal(['failed', 'refused', 'interrupted']);
  });

  it('keeps what was taken back as a branch', async () => {
    const events = await collect(fileSource(`${fixtures}errors-and-commands.json`));

    const words = (isReverted: boolean): string[] =>
      events.flatMap((event) =>
        event.type === 'transcript' &&
        (event.meta?.branch === 'reverted') === isReverted &&
        event.update.sessionUpdate === 'user_message_chunk' &&
        event.update.content.type === 'text'
          ? [event.update.content.text]
          : [],
      );
    expect(words(true)).to.deep.equal(['Now change one line.']);
    expect(words(false)).to.deep.equal(['/review']);
  });

  it('shows a subagent whose export lies beside it, on a track that its call leads to', async () => {
    const child = JSON.stringify({
      info: { id: 'ses_4a1c0ffee002AdaReview01', projectID: 'p', directory: '/home/ada/greeter' },
      messages: [
        { info: { role: 'assistant' }, parts: [{ type: 'text', text: 'Nothing to object to at all.' }] },
      ],
    });
    const parent = readFileSync(`${fixtures}errors-and-commands.json`, 'utf8');

    const events = await collect(sourceOf(parent, { beside: { 'child.json': child, 'other.json': '{}' } }));

    const track = events.find((event) => event.type === 'track' && event.kind === 'transcript');
    const call = updates(events).find((update) => update.sessionUpdate === 'tool_call');
    expect(track).to.include({ spawnedBy: call && 'toolCallId' in call ? call.toolCallId : '' });
    expect(JSON.stringify(events.filter((event) => 'track' in event && event.track !== 'main'))).to.include(
      'Nothing to object to at all.',
    );
  });

  it('survives any value at any place and keeps the other messages', async () => {
    const whole = readFileSync(`${fixtures}edits-and-shell.json`, 'utf8');
    for (const odd of [null, 7, 'odd', [], {}, { __proto__: null, a: [[]] }]) {
      for (const changed of withEach(JSON.parse(whole), odd)) {
        const events = await collectOrRefuse(openCode, sourceOf(JSON.stringify(changed)));
        if (!events) continue;
        checkOrder(events);
        const { records, understood, kept, unreadable } = fidelityOf(events);
        expect(understood + kept + unreadable).to.equal(records);
      }
    }
  });
});

describe('the storage folder of OpenCode', () => {
  it('names its sessions as sources and all else as parts of them', () => {
    const paths = [
      'opencode/storage/message/ses_1/msg_1.json',
      'opencode/storage/part/msg_1/prt_1.json',
      'opencode/storage/session/prj/ses_1.json',
      'opencode/storage/session/info/ses_0.json',
      'opencode/storage/session/message/ses_0/msg_0.json',
      'opencode/storage/session_diff/ses_1.json',
      'other/part/1.json',
    ];

    const { sources, parts } = toolOf('opencode').folder!(paths);

    expect(sources).to.deep.equal([
      { path: paths[2], root: 'opencode/storage', isCertain: true },
      { path: paths[3], root: 'opencode/storage', isCertain: true },
    ]);
    expect(parts).to.deep.equal([paths[0], paths[1], paths[4], paths[5]]);
  });

  it('reads the messages of a session and the session of its subagent', async () => {
    const events = await collect(stored(`${fixtures}storage`, 'session/prj_ada/ses_51AdaStored.json'));

    checkOrder(events);
    expect(fidelityOf(events)).to.include({ kept: 0, unreadable: 0 });
    expect(events[0]).to.deep.include({ title: 'Stored session', sessionId: 'ses_51AdaStored' });
    expect(events.filter(({ type }) => type === 'track')).to.deep.include.members([
      {
        type: 'track',
        kind: 'transcript',
        id: 'agent-ses_52adachild',
        parent: 'main',
        spawnedBy: 'call-2-0',
        title: 'Look around (@explore subagent)',
      },
    ]);
    const said = events.flatMap((event) =>
      event.type === 'transcript' && 'content' in event.update && 'text' in (event.update.content ?? {})
        ? [`${event.track}: ${(event.update.content as { text: string }).text}`]
        : [],
    );
    expect(said).to.deep.equal([
      'main: Where is the greeting made?',
      'agent-ses_52adachild: Find the function that greets.',
      'agent-ses_52adachild: It is in src/greet.js.',
      'main: In `src/greet.js`.',
    ]);
    expect(updates(events).filter(({ sessionUpdate }) => sessionUpdate === '_reprise/turn')).to.have.length(
      1,
    );
  });

  for (const [what, file] of [
    ['is empty', ''],
    ['was cut', '{"id":"msg_b","ro'],
    ['holds zero bytes', '\0\0\0\0'],
    ['is gone', undefined],
  ] as const) {
    it(`tells the parts of a message whose file ${what}`, async () => {
      const session = JSON.stringify({ id: 'ses_1', version: '1.1.0', title: 'Cut', time: { created: 1 } });
      const part = (message: string, text: string, more: object = {}): string =>
        JSON.stringify({ id: 'p', sessionID: 'ses_1', messageID: message, type: 'text', text, ...more });
      const beside = {
        'message/ses_1/msg_a.json': '{"id":"msg_a","sessionID":"ses_1","role":"user","time":{"created":1}}',
        ...(file !== undefined && { 'message/ses_1/msg_b.json': file }),
        'message/ses_1/msg_c.json': '{"id":"msg_c","sessionID":"ses_1","role":"user","time":{"created":9}}',
        'part/msg_a/p1.json': part('msg_a', 'What is it?'),
        'part/msg_b/p2.json': part('msg_b', 'It is a cart.', { time: { start: 2, end: 3 } }),
        'part/msg_c/p3.json': part('msg_c', 'And this?'),
        'part/msg_z/p4.json': part('msg_z', 'Of another session.').replace('ses_1', 'ses_2'),
      };

      const events = await collect(sourceOf(session, { name: 'session/p/ses_1.json', beside }));

      const said = events.flatMap((event) =>
        event.type === 'transcript' && 'content' in event.update && 'text' in (event.update.content ?? {})
          ? [`${event.update.sessionUpdate}: ${(event.update.content as { text: string }).text}`]
          : [],
      );
      expect(said).to.deep.equal([
        'user_message_chunk: What is it?',
        'agent_message_chunk: It is a cart.',
        'user_message_chunk: And this?',
      ]);
    });
  }

  for (const [name, place] of [
    ['session/part/<session>/<message>', 'session/part/ses_old/msg_a/prt_a.json'],
    ['part/<session>/<message>', 'part/ses_old/msg_a/prt_a.json'],
    ['session/part/<session>', 'session/part/ses_old/prt_a.json'],
  ] as const) {
    it(`finds parts in ${name}, where older versions had them`, async () => {
      const session = JSON.stringify({ id: 'ses_old', version: '0.3.1', title: 'Old', time: { created: 1 } });
      const beside = {
        'session/message/ses_old/msg_a.json': '{"id":"msg_a","role":"user"}',
        [place]: '{"id":"prt_a","messageID":"msg_a","type":"text","text":"An old prompt."}',
      };

      const events = await collect(sourceOf(session, { beside }));

      expect(JSON.stringify(updates(events))).to.include('An old prompt.');
    });
  }

  it('says that the messages are missing when it is given one file alone', async () => {
    const session = readFileSync(`${fixtures}storage/session/prj_ada/ses_51AdaStored.json`, 'utf8');
    const found: string[] = [];

    for await (const event of openCode.import(sourceOf(session), {
      onDiagnostic: ({ code, message }) => found.push(`${code}: ${message}`),
    })) {
      expect(event.type).to.be.oneOf(['session', 'report']);
    }

    expect(found.join('\n')).to.match(/missing-messages: .*ses_51AdaStored.*whole storage folder/);
  });

  for (const [state, text] of [
    ['cut', '{"id":"ses_x","projectID":"prj","dir'],
    ['empty', ''],
    ['zeroed', '\0'.repeat(400)],
  ] as const) {
    it(`reads the messages of a session whose own file is ${state}, and says so`, async () => {
      const beside = {
        'session/prj/ses_x.json': text,
        'message/ses_x/msg_1.json': '{"id":"msg_1","sessionID":"ses_x","role":"user"}',
        'part/msg_1/prt_1.json': '{"type":"text","text":"A whole prompt."}',
      };
      const paths = Object.keys(beside).sort();

      const [found] = await sourcesOfPaths(paths, async () => undefined);
      const events = await collect(sourceOf(text, { name: 'session/prj/ses_x.json', beside }));

      expect(found).to.include({ path: 'session/prj/ses_x.json', root: '' });
      expect(JSON.stringify(updates(events))).to.include('A whole prompt.');
      expect(fidelityOf(events).notes?.map(({ code }) => code)).to.include('torn-session');
    });
  }

  it('keeps files that are no JSON, and reads the others', async () => {
    const events = await collect(
      sourceOf('{"id":"ses_x","title":"X","time":{"created":1}}', {
        beside: {
          'message/ses_x/msg_1.json': '{"id":"msg_1","role":"user"',
          'message/ses_x/msg_2.json': '{"id":"msg_2","role":"user"}',
          'part/msg_2/prt_1.json': '{"type":"text","text":"Half a',
          'part/msg_2/prt_2.json': '{"type":"text","text":"A whole prompt."}',
        },
      }),
    );

    expect(JSON.stringify(events)).to.include('{\\"id\\":\\"msg_1\\"');
    expect(JSON.stringify(events)).to.include('Half a');
    expect(JSON.stringify(events)).to.include('A whole prompt.');
    expect(fidelityOf(events)).to.include({ records: 3, unreadable: 1 });
  });
});

const corpus = corpusFolder();
describe('a sanitised storage folder of OpenCode', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  it('gives a turn for each prompt, the command with its exit code and the abort', async () => {
    const root = `${corpus}/opencode/sanitised/storage_v2`;

    const events = await collect(stored(root, 'session/proj_test/ses_s_stage0_large.json'));

    const kinds = updates(events).map(({ sessionUpdate }) => sessionUpdate);
    expect(kinds.filter((kind) => kind === '_reprise/turn')).to.have.length(2);
    expect(kinds).to.include('_reprise/interruption');
    expect(JSON.stringify(events)).to.include('No such file or directory');
    expect(fidelityOf(events)).to.include({ records: 5, understood: 5, kept: 0, unreadable: 0 });
  });
});

/** A file of a storage folder as a source that is given the whole folder. */
function stored(root: string, path: string): ImportSource {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1));
  const beside = Object.fromEntries(paths.map((name) => [name, readFileSync(`${root}/${name}`, 'utf8')]));
  return sourceOf(beside[path]!, { name: path, beside });
}

/** Copies of a value with one thing in it replaced, for each thing. */
function* withEach(value: unknown, by: unknown): Generator {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key];
    const put = (replaced: unknown): unknown =>
      Array.isArray(value)
        ? value.map((item: unknown, index) => (String(index) === key ? replaced : item))
        : { ...value, [key]: replaced };
    yield put(by);
    for (const inner of withEach(child, by)) yield put(inner);
  }
}

function updates(events: readonly SessionEvent[]): SourceUpdate[] {
  return events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
}

function reasons(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'transcript' && event.meta?.reason !== undefined ? [event.meta.reason] : [],
  );
}

async function collect(source: ImportSource): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of openCode.import(source)) events.push(event);
  return events;
}
