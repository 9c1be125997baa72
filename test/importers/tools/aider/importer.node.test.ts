import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { AIDER_LEFT_OUT, aider } from '#src/importers/tools/aider/importer.ts';
import type { ImportOptions, ImportSource } from '#src/importers/index.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf } from '../../../helpers/import-suite.ts';
import { scanRecords } from '../../../helpers/leaf-scanner.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { FinalFiles, PlainReading } from '../../../helpers/session-counts.ts';
import { testTool, textsOf } from '../../../helpers/tool-suite.ts';
import { toolOf } from '../../../helpers/tools.ts';

testTool({
  importer: aider,
  leftOut: AIDER_LEFT_OUT,
  corpus: ['aider/pocketflow.aider.chat.history.md'],
  records: plainBlocks,
  read: readPlainly,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/aider/${name}`);

describe('a history of Aider', () => {
  it('makes a turn of each prompt, of all its lines, and none of a command', async () => {
    const events = await collect(fileSource(fixture('search-and-replace.md')));

    const prompts = turnsOf(events);
    expect(prompts).to.deep.equal([
      'Let greet take a name\n\n- keep the default\n#### is no heading here\nthanks',
      'Now rename it to salute in all the files',
      'Explain the failure',
    ]);
    const command = updates(events, 'user_message_chunk').find(({ meta }) => meta?.origin === 'command');
    expect(JSON.stringify(command)).to.include('/add src/greet.js');
  });

  it('leaves quotations and headings of the model in its message', async () => {
    const events = await collect(fileSource(fixture('search-and-replace.md')));

    const [reply] = updates(events, 'agent_message_chunk').map(({ update }) => JSON.stringify(update));
    expect(reply).to.include('> A quotation of the model').and.to.include('#### Steps of the plan');
    expect(reply).to.include('#### Expected').and.to.include('> Hello, ada');
  });

  it('changes files only where the program says that it applied an edit', async () => {
    const events = await collect(fileSource(fixture('search-and-replace.md')));

    const changes = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(changes.map(({ op, path }) => `${op} ${path}`)).to.deep.equal([
      'modify src/greet.js',
      'create test/greet.test.md',
    ]);
    expect(changes[0]?.edits?.[0]?.newText).to.include('Hello, ${name}');
    expect(changes[1]?.after).to.equal(
      "# Greeting\n\n#### Expected   \n> Hello, ada\n\n```js\ngreet('ada');\n```\n",
    );
    expect(JSON.stringify(events)).to.include('export function salute(');
  });

  it('says nothing twice: no record carries a text beside its events', async () => {
    for (const name of ['search-and-replace.md', 'architect-and-diff.md']) {
      expect(JSON.stringify(await collect(fileSource(fixture(name))))).to.not.include('"extra"');
    }
  });

  it('shows commits, errors, questions, interruptions and tokens as what they are', async () => {
    const events = await collect(fileSource(fixture('search-and-replace.md')));

    expect(notice(events, '_reprise/commit')).to.deep.equal(['Commit 1a2b3c4 feat: let greet take a name']);
    expect(notice(events, '_reprise/error')).to.deep.equal([
      'The LLM did not conform to the edit format.',
      '# 1 SEARCH/REPLACE block failed to match!',
    ]);
    expect(notice(events, '_reprise/interruption')).to.deep.equal([
      '^C again to exit',
      '^C KeyboardInterrupt',
    ]);
    expect(notice(events, '_reprise/permission')[0]).to.equal('Create new file? (Y)es/(N)o [Yes]: y');
    const [reply] = updates(events, 'agent_message_chunk');
    expect(reply?.meta).to.deep.include({
      model: 'maker/large-1',
      usage: { inputTokens: 2100, outputTokens: 310 },
    });
    const cost = updates(events, 'usage_update').map(({ update }) => 'cost' in update && update.cost);
    expect(cost[0]).to.deep.equal({ amount: 0.0084, currency: 'USD' });
  });

  it('reads on in a message of the program until its last line ends', async () => {
    const message =
      '> For the best results, install it:\n\npip install it\n\nSee the page of it.  \n> Install it? (Y)es/(N)o [Yes]: n  \n';
    const text = `# aider chat started at 2026-06-01 10:00:00\n\n> Aider v0.86.1  \n\n${message}\n#### go on  \n\nI do.\n`;
    const events = await collect(sourceOf(text));

    expect(notice(events, '_reprise/system').at(-1)).to.equal(
      'For the best results, install it:\n\npip install it\n\nSee the page of it.',
    );
    expect(updates(events, 'agent_message_chunk')).to.have.length(1);
  });

  it('makes one turn of a question behind a command, which is written twice', async () => {
    const text =
      '# aider chat started at 2026-06-01 10:00:00\n\n#### /ask why?  \n\n#### why?  \n\nBecause.\n';

    expect(turnsOf(await collect(sourceOf(text)))).to.deep.equal(['why?']);
  });

  it('ends a fence that an interrupted model left open', async () => {
    const events = await collect(fileSource(fixture('search-and-replace.md')));

    const last = updates(events, 'agent_message_chunk').at(-1)!.update;
    expect('content' in last && last.content).to.deep.equal({
      type: 'text',
      text: "The failure comes from here:\n\n```js\nsalute('ada')",
    });
  });

  it('takes the plan that an architect hands to the editor for no prompt', async () => {
    const events = await collect(fileSource(fixture('architect-and-diff.md')));

    expect(turnsOf(events)).to.deep.equal(['How should a farewell look?', 'Shorten it']);
    const modes = updates(events, 'current_mode_update').map(
      ({ update }) => 'currentModeId' in update && update.currentModeId,
    );
    expect(modes).to.deep.equal(['architect', 'code']);
  });

  it('tells thoughts from answers, whole files from diffs, and slashes from backslashes', async () => {
    const events = await collect(fileSource(fixture('architect-and-diff.md')));

    const thought = updates(events, 'agent_thought_chunk').map(({ update }) => JSON.stringify(update));
    expect(thought).to.have.length(1);
    expect(thought[0]).to.include('The file is new');
    const models = updates(events, 'agent_message_chunk').map(({ meta }) => meta?.model);
    expect(models).to.deep.equal(['maker/large-1', 'maker/small-1', 'maker/large-1']);
    const [created, changed] = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(created).to.include({ op: 'create', path: 'src/farewell.js' });
    expect(created?.after).to.include('  // ``` is no fence in here\n\n  return');
    expect(changed?.edits).to.deep.equal([
      {
        oldText: '  // ``` is no fence in here\n\n  return `Good bye, ${name}`;\n',
        newText: '  return `Bye, ${name}`;\n',
      },
    ]);
    expect(notice(events, '_reprise/error')[0]).to.include('\nsecond line of the same error');
  });

  it('lists its sessions and imports the one that is asked for', async () => {
    const source = fileSource(fixture('several-sessions/.aider.chat.history.md'));
    const sessions = await aider.sessions!(source);

    expect(sessions).to.deep.equal([
      { id: '1', startedAt: Date.UTC(2026, 5, 3, 9, 0), revision: '88' },
      { id: '2', startedAt: Date.UTC(2026, 5, 3, 9, 5), title: 'Write a note', turns: 1, revision: '368' },
      { id: '3', startedAt: Date.UTC(2026, 5, 3, 9, 30), title: 'Write a note', turns: 1, revision: '84' },
    ]);
    expect(turnsOf(await collect(source))).to.deep.equal([]);
    expect(JSON.stringify(await collect(source, { session: '2' }))).to.include('hello ada');
    expect(JSON.stringify(await collect(source, { session: '3' }))).to.include('Which one shall it be?');
    const unknown = await collect(source, { session: '4' }).catch((error: unknown) => error);
    expect(unknown).to.have.property('code', 'unknown-session');
  });

  it('takes the times of prompts from the history of the input line, and calls them approximate', async () => {
    const source = fileSource(fixture('several-sessions/.aider.chat.history.md'));

    const second = updates(await collect(source, { session: '2' }), 'user_message_chunk')[0];
    const third = updates(await collect(source, { session: '3' }), 'user_message_chunk')[0];

    expect(second).to.include({ time: 90_123 });
    expect(third).to.include({ time: 70_500 });
    expect(second?.meta).to.include({ approximate: true });
  });

  it('survives being cut at every byte, and never loses a prompt before the cut', async () => {
    const bytes = new Uint8Array(readFileSync(fixture('search-and-replace.md')));
    const text = new TextDecoder().decode(bytes);
    const second = text.indexOf('Now rename it') + 60;
    for (let end = 0; end <= bytes.length; end++) {
      const events = await collectOrRefuse(aider, sourceOf(bytes.subarray(0, end)));
      if (!events) continue;
      checkOrder(events);
      if (end > second) expect(turnsOf(events).length).to.be.at.least(2);
    }
  });

  it('reads what an editor or Windows did to the blanks and ends of its lines', async () => {
    const text = readFileSync(fixture('architect-and-diff.md'), 'utf8');
    const whole = turnsOf(await collect(sourceOf(text)));

    expect(turnsOf(await collect(sourceOf(text.replaceAll('\n', '\r\n'))))).to.deep.equal(whole);
    expect(turnsOf(await collect(sourceOf(text.replaceAll(/ +$/gm, ''))))).to.deep.equal(whole);
  });

  it('is recognised by its first line, or by one that begins a session later', () => {
    const detect = (text: string): number => toolOf('aider').detect(new TextEncoder().encode(text));

    expect(detect('\n# aider chat started at 2026-06-01 10:00:00\n')).to.be.greaterThan(0.9);
    expect(detect('rest of a session\n\n# aider chat started at 2026-06-01 10:00:00\n')).to.be.greaterThan(
      0.5,
    );
    expect(detect('# aider chat started\n')).to.equal(0);
    expect(detect('{"text":"\\n\\n# aider chat started at 2026-06-01 10:00:00"}\n')).to.equal(0);
  });
});

const corpus = corpusFolder();
describe(
  'real histories of Aider with several sessions',
  { skip: corpus === undefined ? NO_CORPUS : false },
  () => {
    for (const [name, count] of [
      ['JobSpeak', 5],
      ['zen', 4],
    ] as const) {
      it(`finds every text of each session of ${name}`, async () => {
        const path = `${corpus}/aider/${name}.aider.chat.history.md`;
        const sessions = await aider.sessions!(fileSource(path));
        expect(sessions).to.have.length(count);
        const events: SessionEvent[] = [];
        for (const { id } of sessions) {
          const imported = await collect(fileSource(path), { session: id });
          checkOrder(imported);
          expect(fidelityOf(imported).kept).to.equal(0);
          events.push(...imported);
        }

        const coverage = scanRecords(plainBlocks(readFileSync(path, 'utf8')), textsOf(events), []);
        console.log(`aider ${name}: ${coverage.found} of ${coverage.leaves} texts found`);
        expect(coverage.missing).to.deep.equal([]);
      });
    }
  },
);

// --------------------------------------------------------------------- a reading by the description alone

interface PlainBlock {
  readonly kind: string;
  readonly lines: string[];
}

/** Blocks of a history: lines with one mark that follow each other, or what stands between. */
function plainBlocks(source: string): PlainBlock[] {
  const blocks: PlainBlock[] = [];
  let fence = '';
  let open: PlainBlock | undefined;
  let before = '';
  for (const line of source.split(/\r?\n/)) {
    const isCertain = /^> (Tokens: |Applied edit|\^C)/.test(line);
    const isStart = line.startsWith('# aider chat started at ');
    if (isCertain || isStart) fence = '';
    const mark = fence === '' ? /^(####|>)/.exec(line)?.[1] : undefined;
    const mayEndReply = line.endsWith('  ') && (before.trim() === '' || isCertain);
    const isUnfinished = open?.kind === 'tool' && !before.endsWith('  ');
    let kind = 'reply';
    if (isStart) kind = 'start';
    else if (mark !== undefined && (open?.kind !== 'reply' || mayEndReply))
      kind = mark === '>' ? 'tool' : 'prompt';
    else if (isUnfinished || (open?.kind === 'tool' && line.trim() !== '')) kind = 'tool';
    else if (line.trim() === '' && open?.kind !== 'reply') kind = 'blank';
    if (kind === 'blank') open = undefined;
    else if (open?.kind === kind && kind !== 'start') open.lines.push(line);
    else blocks.push((open = { kind, lines: [line] }));
    if (kind === 'reply') fence = fenceAfter(line, fence);
    before = line;
  }
  return blocks.map(({ kind, lines }) => ({ kind, lines: lines.map((line) => withoutMarks(kind, line)) }));
}

function withoutMarks(kind: string, line: string): string {
  if (kind === 'reply') return line;
  return line.replace({ prompt: /^#### ?/, tool: /^> ?/, start: /^# / }[kind]!, '').trim();
}

/** The fence that is open behind a line. */
function fenceAfter(line: string, fence: string): string {
  const mark = /^(`{3,}|<\/?source>)/.exec(line)?.[1] ?? '';
  if (fence === '') return mark.startsWith('</') ? '' : mark;
  const closing = fence.replace('<', '</');
  return line.trim().startsWith(closing) && /^(`+|<\/source>)$/.test(line.trim()) ? '' : fence;
}

/** Turns, edits and the files at the end of a history of one session whose model wrote files whole. */
function readPlainly(source: string): PlainReading {
  const counts = { turns: 0, toolCalls: 0, changes: 0 };
  const files: Record<string, string> = {};
  let reply = '';
  const squeeze = (lines: readonly string[]): string => lines.join('\n').replaceAll(/\s+/g, ' ').trim();
  for (const { kind, lines } of plainBlocks(source)) {
    if (kind === 'reply') reply = lines.join('\n');
    if (kind === 'prompt' && !lines[0]!.startsWith('/') && squeeze(lines) !== squeeze([reply]))
      counts.turns += 1;
    if (kind !== 'tool') continue;
    for (const line of lines) {
      const path = /^Applied edit to (.+)$/.exec(line)?.[1]?.replaceAll('\\', '/');
      if (path === undefined) continue;
      counts.toolCalls += 1;
      const text = wholeFile(reply, path);
      if (text === undefined) continue;
      counts.changes += 1;
      files[path] = text;
    }
  }
  return { ...counts, files: files satisfies FinalFiles };
}

function wholeFile(reply: string, path: string): string | undefined {
  const lines = reply.split('\n');
  const start = lines.findIndex(
    (line, index) => line.replaceAll('\\', '/') === path && /^(<source>|```)/.test(lines[index + 1] ?? ''),
  );
  if (start === -1) return undefined;
  const end = lines.findIndex((line, index) => index > start + 1 && /^(<\/source>|```)$/.test(line));
  return lines
    .slice(start + 2, end)
    .map((line) => `${line}\n`)
    .join('');
}

// ------------------------------------------------------------------------------------------------- help

async function collect(source: ImportSource, options: ImportOptions = {}): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of aider.import(source, options)) events.push(event);
  return events;
}

function updates(events: readonly SessionEvent[], kind: string) {
  return events.flatMap((event) =>
    event.type === 'transcript' && event.update.sessionUpdate === kind ? [event] : [],
  );
}

function notice(events: readonly SessionEvent[], kind: string): string[] {
  return updates(events, kind).flatMap(({ update }) => ('text' in update ? [update.text ?? ''] : []));
}

/** The prompts that turns begin with. */
function turnsOf(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event, index) => {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== '_reprise/turn') return [];
    const next = events[index + 1];
    const update = next?.type === 'transcript' ? next.update : undefined;
    return update && 'content' in update && update.content && 'text' in update.content
      ? [update.content.text]
      : [];
  });
}
