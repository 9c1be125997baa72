/** Random sessions as importers tell them, with everything that the encoder turns into something else. */
import fc from 'fast-check';
import type { SessionEvent, SourceToolContent } from '#src/format/index.ts';
import {
  change,
  message,
  output,
  prompt,
  report,
  session,
  terminalTrack,
  toolCall,
  toolResult,
  turn,
  update,
} from '../builders.ts';

/** Over 32 KiB, so stored outside the track; one of them is no UTF-8. */
const LONG = ['long text ', 'Umlaut ü ', 'half a pair \ud800 '].map((text) => text.repeat(6000));
const PNG = btoa(`\x89PNG\r\n\x1a\n${'pixel'.repeat(20)}`);
const PNG_LARGE = btoa(`\x89PNG\r\n\x1a\n${'pixel'.repeat(9000)}`);

const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...LONG));
const files = fc.constantFrom('src/a.ts', '/etc/hosts', '/w/deep/b.md');
const fileTexts = fc
  .array(fc.constantFrom('one', 'two', 'drei', '  four', '', 'x'.repeat(9000)), { maxLength: 12 })
  .map((lines) => lines.join('\n'));
const screenData = fc.constantFrom(
  'plain\r\n',
  '\x1b[31mred\x1b[m 漢字 ',
  '\x1b[?1049h\x1b[2;3H',
  '\x1b[?1049l',
  '\x1b]2;title\x07',
  'é'.repeat(20_000),
);

/** What one thing that happens yields, at a time and under a number that nothing else has. */
type Happening = (time: number, n: number) => readonly SessionEvent[];

const said: fc.Arbitrary<Happening> = fc
  .record({ text: texts, kind: fc.nat(5) })
  .map(({ text, kind }): Happening => (time, n) => {
    switch (kind) {
      case 0:
        return [turn(time, `turn ${n}`), prompt(time, text, `p${n}`)];
      case 1:
        return [message(time, text, `m${n >> 1}`)];
      case 2:
        return [update(time, { sessionUpdate: '_reprise/error', text }, { meta: { record: n } })];
      case 3:
        return [update(time, { sessionUpdate: 'plan', entries: [{ content: text, status: 'pending' }] })];
      case 4:
        return [
          update(
            time,
            { sessionUpdate: 'usage_update', used: n, cost: { amount: n / 8, currency: 'USD' } },
            { meta: { model: 'm-1', usage: { inputTokens: n } } },
          ),
        ];
      default:
        return [
          update(time, { sessionUpdate: 'agent_thought_chunk', content: { type: 'text', text } }),
          { type: 'chapter', time, title: `chapter ${n}` },
        ];
    }
  });

const held: fc.Arbitrary<Happening> = fc
  .record({ text: texts, kind: fc.nat(5) })
  .map(({ text, kind }): Happening => (time, n) => {
    const data = [PNG, PNG_LARGE, 'no base64!'][n % 3]!;
    switch (kind) {
      case 0:
        return [
          update(time, {
            sessionUpdate: 'user_message_chunk',
            content: { type: 'image', mimeType: 'image/png', data },
          }),
        ];
      case 1:
        return [
          update(time, {
            sessionUpdate: 'user_message_chunk',
            content: {
              type: 'resource_link',
              uri: `data:text/csv;base64,${btoa(`a,b,${n}`)}`,
              name: 'a.csv',
            },
          }),
        ];
      case 2:
        return [
          update(time, {
            sessionUpdate: '_reprise/unknown',
            recordType: 'odd',
            value: { n, text, deep: [text, { data }] },
          }),
        ];
      case 3:
        return [update(time, { sessionUpdate: '_reprise/unknown', value: text })];
      case 4:
        return [
          update(time, {
            sessionUpdate: 'agent_message_chunk',
            content: { type: '_reprise/other', value: { kind: 'video', text } },
          }),
        ];
      default:
        return [update(time, { sessionUpdate: '_reprise/hook', text, data: { hook: n, stdout: text } })];
    }
  });

const called: fc.Arbitrary<Happening> = fc
  .record({ path: files, text: fileTexts, other: fileTexts, title: texts, kind: fc.nat(7) })
  .map(({ path, text, other, title, kind }): Happening => (time, n) => {
    const id = `toolu_${n}`;
    const end = time + 1;
    const refers: SourceToolContent = { type: '_reprise/change', sourceId: `change-${n}` };
    const made = (more: Parameters<typeof change>[2]): readonly SessionEvent[] => [
      toolCall(time, id, title),
      change(end, path, { sourceId: `change-${n}`, toolCallId: id, ...more }),
      toolResult(end, id, [refers]),
    ];
    switch (kind) {
      case 0:
        return made({ op: 'create', after: text });
      case 1:
        return made({ before: text, after: other });
      case 2:
        return made({
          edits: [
            { oldText: 'one', newText: 'eins' },
            { oldText: '“two”', newText: 'zwei' },
          ],
        });
      case 3:
        return made({ op: 'delete' });
      case 4:
        return made({ op: 'rename', from: 'src/a.ts' });
      case 5:
        return made({ op: 'observe', after: text });
      case 6: {
        const read = {
          type: '_reprise/read',
          path,
          text,
          startLine: 1,
          totalLines: text.split('\n').length,
        } as const;
        const [first = ''] = text.split('\n');
        return [
          toolCall(time, id),
          toolResult(end, id, [read, { type: '_reprise/read', path, text: first, startLine: 1 }]),
        ];
      }
      default: {
        const _meta = { reprise: { start: time, end, exitCode: 1, excerpt: 'plain' } };
        return [
          update(time, {
            sessionUpdate: 'tool_call',
            toolCallId: id,
            title,
            kind: 'execute',
            rawInput: { n, title },
          }),
          output(time, '$ run\r\n', 'shell'),
          output(end, 'plain\r\n', 'shell'),
          toolResult(end, id, [{ type: 'terminal', terminalId: 'shell', _meta }]),
        ];
      }
    }
  });

const recorded: fc.Arbitrary<Happening> = fc
  .record({ data: screenData, code: fc.constantFrom('o', 'o', 'm', 'i') })
  .map(({ data, code }): Happening => (time) => [{ ...output(time, data, 'pty-1'), code }]);

const child: fc.Arbitrary<Happening> = texts.map((text): Happening => (time, n) => [
  toolCall(time, `agent_${n}`),
  {
    type: 'track',
    kind: 'transcript',
    id: `Child ${n}`,
    parent: 'main',
    spawnedBy: `agent_${n}`,
    title: 'Helper',
  },
  update(time, { sessionUpdate: '_reprise/subagent', track: `Child ${n}`, toolCallId: `agent_${n}` }),
  update(
    time + 1,
    { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text } },
    { track: `Child ${n}` },
  ),
]);

const theme = { fg: '#ffffff', bg: '#000000', palette: Array.from({ length: 8 }, () => '#123456').join(':') };

/** The events of one session; what does not belong together happens at different times. */
export const sourceSessions: fc.Arbitrary<readonly SessionEvent[]> = fc
  .record({
    startedAt: fc.option(fc.integer({ min: 0, max: 2e12 }), { nil: undefined }),
    happenings: fc.array(
      fc.tuple(fc.constantFrom(2, 40, 3000, 700_000), fc.oneof(said, held, called, called, recorded, child)),
      { maxLength: 25 },
    ),
  })
  .map(({ startedAt, happenings }) => {
    let time = 0;
    const events = happenings.flatMap(([pause, happening], n) => happening((time += pause), n));
    return [
      session({
        workspace: { root: '/w', git: { branch: 'main' } },
        agent: { name: 'test', models: ['m-1'] },
        ...(startedAt !== undefined && { startedAt }),
      }),
      terminalTrack('pty-1', { header: { term: { cols: 60, rows: 12, theme }, title: 'pty' } }),
      terminalTrack('shell', { synthesised: true }),
      ...events,
      report({ records: 3, understood: 2, kept: 1 }),
    ];
  });
