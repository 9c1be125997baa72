/** Whose rows are whose in a terminal made from tool calls, from the log to what a player shows. */
import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { encodeSession, createPakoDeflater, readSession } from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import type { SessionSource } from '#src/format/index.ts';
import { SessionWriter } from '#src/importers/records/session-writer.ts';
import { Player } from '#src/player/index.ts';
import type { TerminalScreen } from '#src/state/index.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const SHELL = 'terminal/shell.cast';

/** A command as a log tells of it: when it was called, how long it ran, how many lines it printed. */
interface Command {
  readonly gap: number;
  readonly duration: number;
  readonly lines: number;
  /** Its result is not in the log. */
  readonly isLost: boolean;
}

const commands = fc.array(
  fc.record({
    gap: fc.constantFrom(0, 0, 0, 1, 40, 3000),
    duration: fc.constantFrom(0, 0, 1, 500, 9000),
    lines: fc.oneof({ weight: 5, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.constant(4000) }),
    isLost: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { minLength: 2, maxLength: 30 },
);

/** Every row that a command shows begins with this. */
const tagOf = (number: number): string => `[${number}]`;
const padded = 'x'.repeat(60);

/** The session of a log with these commands: many at once, many in one millisecond, some not of the agent. */
function sourceOf(given: readonly Command[]): SessionSource {
  let time = 0;
  const moments = given.flatMap(({ gap, duration, isLost }, number) => {
    time += gap;
    const call = { at: time, number, isEnd: false };
    return isLost ? [call] : [call, { at: time + duration, number, isEnd: true }];
  });
  moments.sort((a, b) => a.at - b.at || a.number - b.number || Number(a.isEnd) - Number(b.isEnd));
  const writer = new SessionWriter();
  for (const { number, isEnd } of moments) {
    if (isEnd) writer.survey.result(`vendor-call-${number}`);
    else writer.survey.call(`vendor-call-${number}`, true);
  }
  writer.begin({ time: 0, track: 'main', fallbackId: 'p', approximate: false });
  writer.prompt('Run them all.');
  for (const { at, number, isEnd } of moments) {
    writer.begin({ time: at, track: 'main', fallbackId: `r${number}`, approximate: false });
    const id = `vendor-call-${number}`;
    // The prompt of a terminal stands before the command, so the command is what follows it.
    const command = `${tagOf(number)} run`;
    if (!isEnd) {
      const description = { title: command, kind: 'execute', locations: [] } as const;
      writer.call({ id, name: 'Bash', description, command: { command } });
      continue;
    }
    const text = Array.from({ length: given[number]!.lines }, (_, i) => `${tagOf(number)} ${i} ${padded}`);
    writer.result(id, { text: text.join('\n') });
    if (number % 7 === 0) writer.showCommand({ command: '[] mine' }, { text: '[] of nobody' }, '');
  }
  const events = writer.drain();
  return {
    async *events() {
      yield { type: 'session' };
      yield* events;
    },
  };
}

async function packed(source: SessionSource): Promise<Uint8Array<ArrayBuffer>> {
  const sink = new BytesSink();
  const deflater = await createPakoDeflater();
  await encodeSession([source], { deflater, sink, generator: { name: 'test', version: '1' } });
  return sink.bytes();
}

/** Tag of a command → id of its call in the archive; the times at which something happened. */
async function callsOf(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ ids: Map<string, string>; times: number[] }> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  const ids = new Map<string, string>();
  const times = new Set<number>();
  for (const index of reader.segments('transcript/main.ndjson').keys()) {
    for (const event of (await reader.readSegment<'transcript'>('transcript/main.ndjson', index)).events) {
      times.add(event.t);
      if (event.sessionUpdate === 'tool_call') ids.set(event.title.split(' ')[0]!, event.toolCallId);
    }
  }
  return { ids, times: [...times] };
}

async function open(bytes: Uint8Array<ArrayBuffer>): Promise<{ player: Player; scheduler: FakeScheduler }> {
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler });
  player.show(SHELL);
  await player.load(new BytesSource(bytes));
  return { player, scheduler };
}

function screenOf(player: Player): TerminalScreen {
  return player.store.state.terminals.get('shell')!.screen!;
}

function textOf(screen: TerminalScreen, y: number): string {
  const text = screen.row(y).map((run) => run.text);
  return text.join('').replace(/^\$ /, '');
}

/** By tag, the rows that show it: what a person would mark. */
function rowsByText(screen: TerminalScreen, from: number): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (let y = from; y < screen.rows; y += 1) {
    const [, tag] = /^(\[\d+\])/.exec(textOf(screen, y)) ?? [];
    if (tag !== undefined) rows.set(tag, [...(rows.get(tag) ?? []), y]);
  }
  return rows;
}

/** By tag, the rows that the terminal says are the call's. */
function rowsByCall(
  screen: TerminalScreen,
  ids: ReadonlyMap<string, string>,
  from: number,
): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [tag, id] of ids) {
    const own = screen
      .rowsOf(id)!
      .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
      .filter((y) => y >= from);
    if (own.length > 0) rows.set(tag, own);
  }
  return rows;
}

const sorted = (rows: Map<string, number[]>): [string, number[]][] =>
  [...rows].sort(([a], [b]) => a.localeCompare(b));

describe('the rows of every call', () => {
  it('are exactly those that it printed, after every seek, also within a millisecond: [TRM-9]', async () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(commands, shares, fc.boolean(), async (given, targets, isRewritten) => {
        const first = await packed(sourceOf(given));
        const bytes = isRewritten
          ? await packed(readSession(await ArchiveReader.open(new BytesSource(first))))
          : first;
        expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
        const { ids, times } = await callsOf(bytes);
        const { player } = await open(bytes);
        const check = (): void => {
          const screen = screenOf(player);
          // Before the first command nothing is named, and nothing is there.
          if (screen.lines.every((line) => line === '')) return;
          // What is above the screen is what was played since: it has its owners too, from the keyframe's screen on.
          expect(sorted(rowsByCall(screen, ids, 0 - screen.held))).to.deep.equal(
            sorted(rowsByText(screen, 0 - screen.held)),
          );
        };
        for (const share of targets) {
          await player.seekPosition(share * player.store.state.duration);
          check();
          await player.seek(times[Math.floor(share * (times.length - 1))]!);
          check();
        }
        player.close();
      }),
      { numRuns: 20 },
    );
  });

  it('are after a seek what they are when it was played there', async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.integer({ min: 20, max: 4000 }), async (given, frame) => {
        const bytes = await packed(sourceOf(given));
        const { ids } = await callsOf(bytes);
        const [played, sought] = [await open(bytes), await open(bytes)];
        played.player.setClock('wall');
        played.player.setRate(8);
        played.player.play();
        for (let i = 0; i < 8; i += 1) {
          played.scheduler.frame(frame);
          await idle(played.player);
          await sought.player.seek(played.player.store.state.time);
          const screens = [screenOf(played.player), screenOf(sought.player)];
          if (screens[0]!.lines.every((line) => line === '')) continue;
          const [there, here] = screens.map((screen) => sorted(rowsByCall(screen, ids, 0)));
          expect(here).to.deep.equal(there);
        }
        for (const { player } of [played, sought]) player.close();
      }),
      { numRuns: 10 },
    );
  });
});

/** Waits until nothing is under way. */
async function idle(player: Player): Promise<void> {
  while (player.store.state.waiting || player.store.state.seeking) {
    await new Promise<void>((resolve) => {
      const stop = player.store.subscribe(() => {
        stop();
        resolve();
      });
    });
  }
}
