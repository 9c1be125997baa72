import { describe, expect, it } from '#test';
import { glanceAt, tools, GLANCE_HEAD, GLANCE_LIMIT, GLANCE_TAIL } from '#src/importers/index.ts';
import { copilotCliGlance } from '#src/importers/tools/copilot-cli/copilot-cli-glance.ts';
import { kimiCodeGlance } from '#src/importers/tools/kimi-code/kimi-code-glance.ts';
import type { Glance, SessionGlance, Tool } from '#src/importers/index.ts';
import { toolOf } from '../helpers/tools.ts';

describe('glanceAt', () => {
  it('tells title, first prompt, folder, times and turns of a small log', async () => {
    const log = lines(
      { type: 'mode', mode: 'default', sessionId: 's1' },
      prompt('Why does the token refresh fail?', '08:00'),
      answer('It starts too late.', '08:05'),
      toolResult('3 tests failed', '08:06'),
      prompt('Fix it.', '08:10'),
      answer('Done.', '08:12'),
      { type: 'ai-title', aiTitle: 'Fix the token refresh', sessionId: 's1' },
    );

    const { glance } = await look(toolOf('claude-code'), log);

    expect(glance).to.deep.equal({
      title: 'Fix the token refresh',
      prompt: 'Why does the token refresh fail?',
      startedAt: Date.UTC(2026, 0, 5, 8, 0),
      endedAt: Date.UTC(2026, 0, 5, 8, 12),
      project: '/home/ada/shop',
      branch: 'main',
      sessionId: 's1',
      turns: 2,
      isWhole: true,
      isPart: false,
    });
  });

  it('reads records that were written without a line end, or over one that was torn', async () => {
    const [first, second] = [prompt('Why?', '08:00'), prompt('Fix it.', '08:10')].map((line) =>
      JSON.stringify(line),
    );
    const log = `{"type":"user","mess${first!}${second!}\n${JSON.stringify(answer('Done.', '08:12'))}${second!.slice(0, 60)}`;

    const { glance } = await look(toolOf('claude-code'), log);

    expect(glance).to.include({ prompt: 'Why?', turns: 2, endedAt: Date.UTC(2026, 0, 5, 8, 12) });
  });

  it('prefers the title that a person gave to one that was made up later', async () => {
    const { glance } = await look(
      toolOf('claude-code'),
      lines(
        prompt('Look at this', '08:00'),
        { type: 'custom-title', customTitle: 'The big one', sessionId: 's1' },
        { type: 'ai-title', aiTitle: 'Look at something', sessionId: 's1' },
      ),
    );

    expect(glance.title).to.equal('The big one');
  });

  it('counts no results, commands of the program or subagents as turns', async () => {
    const { glance } = await look(
      toolOf('claude-code'),
      lines(
        prompt('<command-name>/clear</command-name>', '08:00'),
        { ...prompt('Search the tests', '08:01'), isSidechain: true },
        toolResult('"type":"user"', '08:02'),
        prompt('<system-reminder>be brief</system-reminder>Rename it', '08:03'),
      ),
    );

    expect([glance.turns, glance.prompt]).to.deep.equal([1, 'Rename it']);
  });

  it('reads the beginning and the end of a large log, and says that there may be more turns', async () => {
    const middle = Array.from({ length: 2000 }, (_, minute) =>
      prompt(`Step ${minute}: ${'go on '.repeat(20)}`, `${10 + (minute % 10)}:00`),
    );
    const log = lines(prompt('Begin', '08:00'), ...middle, answer('The end.', '23:59'));

    const { glance, bytesRead } = await look(toolOf('claude-code'), log);

    expect(glance.prompt).to.equal('Begin');
    expect(glance.endedAt).to.equal(Date.UTC(2026, 0, 5, 23, 59));
    expect(glance.isWhole).to.equal(false);
    expect(glance.turns).to.be.greaterThan(100).and.lessThan(2001);
    expect(bytesRead).to.equal(GLANCE_HEAD + GLANCE_TAIL);
  });

  it('reads further, within bounds, where long records stand before the first prompt', async () => {
    const long = (size: number) => answer('x'.repeat(size), '08:00');
    const late = lines(long(200_000), prompt('Here I am', '08:01'), long(400_000));
    const tooLate = lines(
      long(900_000),
      prompt('Never seen', '08:01'),
      long(900_000),
      prompt('Last', '09:00'),
    );

    const found = await look(toolOf('claude-code'), late);
    const missed = await look(toolOf('claude-code'), tooLate);

    expect(found.glance.prompt).to.equal('Here I am');
    expect(missed.glance.prompt, 'a later prompt is not taken for the first').to.equal(undefined);
    expect(missed.bytesRead).to.be.at.most(GLANCE_HEAD + GLANCE_LIMIT + GLANCE_TAIL);
  });

  it('counts nothing twice where beginning and end meet', async () => {
    const log = lines(
      answer('x'.repeat(GLANCE_LIMIT - 10_000), '08:00'),
      ...Array.from({ length: 100 }, () => prompt('again', '08:01')),
    );

    const { glance } = await look(toolOf('claude-code'), log);

    expect(glance.turns).to.be.within(50, 100);
  });

  it('knows JSON lines of a tool that writes documents too, and what stands elsewhere', async () => {
    const head = { sessionId: 'g1', projectHash: 'f00', startTime: '2026-01-05T08:00:00.000Z', kind: 'main' };
    const message = {
      id: '1',
      type: 'user',
      timestamp: '2026-01-05T08:01:00.000Z',
      content: 'Sort the list',
    };
    const document = { ...head, lastUpdated: '2026-01-05T09:00:00.000Z', messages: [message] };
    const stored = {
      id: 'ses_1',
      projectID: 'p',
      directory: '/home/ada/shop',
      title: 'Sort',
      time: { created: 1.7e12, updated: 1.8e12 },
    };

    const [asLines, asDocument, elsewhere] = await Promise.all([
      look(toolOf('gemini-cli'), lines(head, message)),
      look(toolOf('gemini-cli'), JSON.stringify(document, undefined, 2)),
      look(toolOf('opencode'), JSON.stringify(stored)),
    ]);

    for (const { glance } of [asLines, asDocument])
      expect([glance.prompt, glance.turns, glance.sessionId]).to.deep.equal(['Sort the list', 1, 'g1']);
    expect(asDocument.glance.endedAt).to.equal(Date.UTC(2026, 0, 5, 9));
    expect(elsewhere.glance).to.deep.include({
      title: 'Sort',
      startedAt: 1.7e12,
      endedAt: 1.8e12,
      sessionId: 'ses_1',
    });
    expect(elsewhere.glance).to.not.have.property('turns');
  });

  it('takes of Codex the events of the interface, and knows subagents', async () => {
    const meta = (source: unknown, id: string) => ({
      timestamp: '2026-01-05T08:00:00.000Z',
      type: 'session_meta',
      payload: { id, cwd: '/home/ada/shop', git: { branch: 'main' }, source },
    });
    const event = (message: string) => ({ type: 'event_msg', payload: { type: 'user_message', message } });
    const item = {
      type: 'response_item',
      payload: { type: 'message', role: 'user', content: [{ text: 'Sort it' }] },
    };

    const main = await look(
      toolOf('codex-cli'),
      lines(meta('cli', 'a'), item, event('Sort it'), event('<turn_aborted>x</turn_aborted>')),
    );
    const part = await look(
      toolOf('codex-cli'),
      lines(meta({ subagent: {} }, 'b'), meta('cli', 'a'), event('Sort it')),
    );

    expect(main.glance).to.deep.include({
      prompt: 'Sort it',
      turns: 1,
      branch: 'main',
      sessionId: 'a',
      isPart: false,
    });
    expect(part.glance).to.deep.include({ sessionId: 'b', isPart: true });
  });

  it('takes of Copilot CLI and of Kimi what a person wrote', async () => {
    const copilot = await look(
      { glance: copilotCliGlance },
      lines(
        {
          type: 'session.start',
          data: { sessionId: 'c1', context: { cwd: '/home/ada/shop', branch: 'main' } },
        },
        { type: 'user.message', data: { content: 'Sort it', transformedContent: 'around it' } },
        { type: 'user.message', agentId: 'x', data: { content: 'of an agent' } },
      ),
    );
    const kimi = await look(
      { glance: kimiCodeGlance },
      lines(
        { type: 'metadata', created_at: 1.78e12 },
        {
          type: 'turn.prompt',
          time: 1.78e12,
          input: [{ type: 'text', text: 'Sort it' }],
          origin: { kind: 'user' },
        },
        { type: 'turn.prompt', time: 1.78e12, input: 'remember', origin: { kind: 'system' } },
        { timestamp: 1.78e9, message: { type: 'TurnBegin', payload: { user_input: 'Again' } } },
      ),
    );

    expect(copilot.glance).to.deep.include({
      prompt: 'Sort it',
      turns: 1,
      project: '/home/ada/shop',
      sessionId: 'c1',
    });
    expect(kimi.glance).to.deep.include({ prompt: 'Sort it', turns: 2, startedAt: 1.78e12 });
    expect(
      kimiCodeGlance.record({ custom_title: 'Mine', title: 'made', workDir: '/home/ada/shop' }),
    ).to.deep.include({
      title: 'Mine',
      project: '/home/ada/shop',
    });
  });

  it('cuts a long prompt and puts it on one line', async () => {
    const { glance } = await look(
      toolOf('claude-code'),
      lines(prompt(`first\n\n${'word '.repeat(10_000)}`, '08:00')),
    );

    expect(glance.prompt).to.match(/^first word word .*…$/);
    expect(glance.prompt).to.have.length(200);
  });

  it('takes the prompt of Cursor out of what stands around it', async () => {
    const message = (role: string, text: string) => ({
      role,
      message: { content: [{ type: 'text', text }] },
    });
    const { glance } = await look(
      toolOf('cursor'),
      lines(
        message('user', '<attached_files>a.ts</attached_files>\n<user_query>\nAdd a test\n</user_query>'),
        message('assistant', 'Done'),
      ),
    );

    expect([glance.prompt, glance.turns, glance.startedAt]).to.deep.equal(['Add a test', 1, undefined]);
  });

  it('reads the items and the other members of a document that is cut', async () => {
    const document: Glance = {
      members: ['messages'],
      record: ({ ask, name }) => ({
        ...(typeof ask === 'string' && { prompt: ask }),
        ...(typeof name === 'string' && { title: name }),
      }),
    };
    const text = JSON.stringify({
      name: 'A document',
      messages: Array.from({ length: 20_000 }, (_, index) => ({ ask: `question ${index}` })),
    });

    const { glance } = await look({ glance: document }, text);

    expect([glance.title, glance.prompt, glance.isWhole]).to.deep.equal(['A document', 'question 0', false]);
    expect(glance.turns).to.be.greaterThan(100).and.lessThan(20_000);
  });

  it('throws at nothing that a log can hold', async () => {
    const values = [null, 1, '', 'x', [], {}, [null], { content: null }, { content: [null, 1, { text: 5 }] }];
    for (const tool of tools) {
      if (!tool.glance) continue;
      const records = [
        'type',
        'role',
        'message',
        'timestamp',
        'attachment',
        'origin',
        'cwd',
        ...FIELDS,
      ].flatMap((key) =>
        values.map((value) => ({ type: 'user', role: 'user', message: { content: 'x' }, [key]: value })),
      );
      const { glance } = await look(tool, `\ufeff\0${lines(...records)}{"type":"user","mess`);
      expect(glance.isWhole).to.equal(true);
    }
  });
});

const FIELDS = [
  'payload',
  'data',
  'info',
  'time',
  'content',
  'input',
  'parts',
  'kind',
  '$set',
  'summary',
  'agents',
];

async function look(
  { glance }: Pick<Tool, 'glance'>,
  log: string,
): Promise<{ glance: SessionGlance; bytesRead: number }> {
  const bytes = new TextEncoder().encode(log);
  const head = bytes.subarray(0, bytes.length <= GLANCE_HEAD + GLANCE_TAIL ? bytes.length : GLANCE_HEAD);
  let bytesRead = head.length;
  const source = {
    size: bytes.length,
    read: async (offset: number, length: number) => {
      const piece = bytes.subarray(offset, offset + length);
      bytesRead += piece.length;
      return piece;
    },
  };
  return { glance: await glanceAt(glance!, source, head), bytesRead };
}

function lines(...records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function record(type: string, time: string, content: unknown) {
  return {
    type,
    uuid: `${type}-${time}`,
    sessionId: 's1',
    cwd: '/home/ada/shop',
    gitBranch: 'main',
    timestamp: `2026-01-05T${time}:00.000Z`,
    message: { role: type, content },
  };
}

const prompt = (text: string, time: string) => record('user', time, text);
const answer = (text: string, time: string) => record('assistant', time, [{ type: 'text', text }]);
const toolResult = (content: string, time: string) =>
  record('user', time, [{ type: 'tool_result', tool_use_id: 'c1', content }]);
