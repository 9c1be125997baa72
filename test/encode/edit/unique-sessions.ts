/** Random sessions in which every event says something that nothing else says. */
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

/** What only one thing that happened says. */
export interface Said {
  readonly word: string;
  readonly time: number;
  /** Number of its turn, from 1. */
  readonly turn: number;
  /** File that it is a line of. */
  readonly file?: string;
  /** Terminal that it was written to. */
  readonly terminal?: string;
}

/** A session, and what is said where. */
export interface UniqueSession {
  readonly events: readonly SessionEvent[];
  readonly said: readonly Said[];
  readonly turns: number;
  readonly duration: number;
}

type Kind =
  | 'message'
  | 'thought'
  | 'long'
  | 'command'
  | 'edit'
  | 'rewrite'
  | 'read'
  | 'plan'
  | 'notice'
  | 'shell'
  | 'screen'
  | 'chapter'
  | 'agent';
const KINDS: readonly Kind[] = [
  'message',
  'thought',
  'long',
  'command',
  'edit',
  'edit',
  'rewrite',
  'read',
  'plan',
  'notice',
  'shell',
  'screen',
  'chapter',
  'agent',
];
const FILES = ['/w/src/a.txt', '/w/secret/b.txt'];
const STEP = 1000;

const turnsOf = fc.array(
  fc.array(fc.record({ kind: fc.constantFrom(...KINDS), file: fc.constantFrom(...FILES) }), { maxLength: 7 }),
  { minLength: 1, maxLength: 6 },
);

/** Sessions of some turns, an event a second. */
export const uniqueSessions: fc.Arbitrary<UniqueSession> = turnsOf.map(build);

function build(turns: readonly (readonly { kind: Kind; file: string }[])[]): UniqueSession {
  const events: SessionEvent[] = [
    session({ title: 'Unique', workspace: { root: '/w' } }),
    terminalTrack('shell', { synthesised: true }),
    terminalTrack('screen'),
  ];
  const said: Said[] = [];
  const texts = new Map<string, readonly string[]>();
  let number = 0;
  let time = 0;
  let turnNumber = 0;
  const say = (more: Partial<Said> = {}): string => {
    number += 1;
    const word = `word${String(number).padStart(5, '0')}`;
    said.push({ word, time, turn: turnNumber, ...more });
    return word;
  };
  const setFile = (path: string, lines: readonly string[]): { before?: string; after: string } => {
    const before = texts.get(path);
    texts.set(path, lines);
    return { ...(before && { before: before.join('\n') }), after: lines.join('\n') };
  };
  const happen = (kind: Kind, file: string): readonly SessionEvent[] => {
    const id = `call ${time}`;
    switch (kind) {
      case 'message':
        return [message(time, `It says ${say()} here`, `m${time}`)];
      case 'thought':
        return [
          update(time, { sessionUpdate: 'agent_thought_chunk', content: { type: 'text', text: say() } }),
        ];
      case 'long':
        return [message(time, `${'a long text '.repeat(3000)}${say()}`, `m${time}`)];
      case 'command':
        return [
          {
            ...toolCall(time, id, `run ${say()}`),
            update: { ...toolCall(time, id, `run ${say()}`).update, rawInput: { argument: say() } },
          } as SessionEvent,
          toolResult(time, id, [{ type: 'content', content: { type: 'text', text: `out ${say()}` } }]),
        ];
      case 'edit': {
        const old = texts.get(file) ?? ['first', 'last'];
        const place = number % (old.length + 1);
        const texted = setFile(file, [...old.slice(0, place), `line ${say({ file })}`, ...old.slice(place)]);
        return edit(time, id, file, texted);
      }
      case 'rewrite':
        return edit(time, id, file, setFile(file, [`all ${say({ file })}`, '}', 'end']));
      case 'read': {
        const text = (texts.get(file) ?? []).join('\n');
        const content: SourceToolContent = { type: '_reprise/read', path: file, text, startLine: 1 };
        return [toolCall(time, id, `read ${say()}`), toolResult(time, id, text === '' ? [] : [content])];
      }
      case 'plan':
        return [update(time, { sessionUpdate: 'plan', entries: [{ content: say(), status: 'pending' }] })];
      case 'notice':
        return [
          update(time, { sessionUpdate: '_reprise/error', text: `failed ${say()}`, data: { more: say() } }),
        ];
      case 'shell':
        return [
          toolCall(time, id, `shell ${say()}`),
          { type: 'terminal', track: 'shell', time, code: 'c', data: id },
          output(time, `$ ${say({ terminal: 'shell' })}\r\n`, 'shell'),
          toolResult(time, id, [
            {
              type: 'terminal',
              terminalId: 'shell',
              _meta: { reprise: { start: time, end: time, excerpt: `excerpt ${say()}` } },
            },
          ]),
        ];
      case 'screen': {
        const row = (number % 20) + 1;
        const word = say({ terminal: 'screen' });
        return [output(time, number % 3 === 0 ? `\x1b[${row};1H${word}` : `${word}\r\n`, 'screen')];
      }
      case 'chapter':
        return [{ type: 'chapter', time, title: `Chapter ${say()}` }];
      case 'agent':
        return [
          toolCall(time, id, `agent ${say()}`),
          { type: 'track', kind: 'transcript', id: `agent-${time}`, parent: 'main', spawnedBy: id },
          update(time, {
            sessionUpdate: '_reprise/subagent',
            track: `agent-${time}`,
            toolCallId: id,
            title: say(),
          }),
          { ...message(time, `agent says ${say()}`, `am${time}`), track: `agent-${time}` },
          toolResult(time, id, []),
        ];
    }
  };
  for (const things of turns) {
    turnNumber += 1;
    events.push(turn(time, `turn ${turnNumber}`), prompt(time, `Please do ${say()} now`, `p${turnNumber}`));
    time += STEP;
    for (const { kind, file } of things) {
      events.push(...happen(kind, file));
      time += STEP;
    }
  }
  events.push(report());
  return { events, said, turns: turns.length, duration: time - STEP };
}

function edit(
  time: number,
  id: string,
  path: string,
  { before, after }: { before?: string; after: string },
): readonly SessionEvent[] {
  const told = before === undefined ? { op: 'create' as const, after } : { before, after };
  return [
    {
      ...toolCall(time, id, 'edit a file'),
      update: { ...toolCall(time, id, 'edit a file').update, kind: 'edit' },
    } as SessionEvent,
    change(time, path, { ...told, toolCallId: id }),
    toolResult(time, id, [{ type: '_reprise/change', sourceId: `change-${time}` }]),
  ];
}
