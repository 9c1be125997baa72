import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { DETECTION_SIZE, detectImporter } from '#src/importers/index.ts';
import { scriptRecording } from '#src/importers/tools/script/importer.ts';
import type { ImportOptions, ImportSource } from '#src/importers/index.ts';
import type { SessionEvent } from '#src/format/index.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf, testImporter } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { expectPackable, outputOf, screenOf, screenOfEvents } from '../../../helpers/recorded-screens.ts';
import { toolOf } from '../../../helpers/tools.ts';

const folder = projectPath('test/fixtures/importers/script');

/** Records: the lines of a typescript, its blank end among them; the stamps of a stream. */
testImporter(scriptRecording, folder, {
  countRecords: (text, bytes) =>
    text.startsWith('Script') ? text.trimEnd().split('\n').length - 1 : stampsIn(bytes),
});

describe('a recording of script', () => {
  const recordings = {
    classic: ['aufnahme.log', 'zeiten.txt'],
    advanced: ['greet.typescript', 'greet.timing', 'greet.stdin'],
  };
  for (const [name, files] of Object.entries(recordings)) {
    for (const file of files) {
      it(`gives the golden events of ${name} whichever file is given first: ${file}`, async () => {
        const events = await collect(fileSource(join(folder, name, file)));
        const golden = join(folder, name, `${name}.events.json`);
        if (process.env['UPDATE_GOLDEN'] !== undefined || !existsSync(golden)) {
          writeFileSync(golden, `[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]\n`);
        }

        checkOrder(events);
        expect(events).to.deep.equal(JSON.parse(readFileSync(golden, 'utf8')));
      });

      it(`names the other files of ${name} beside ${file}`, async () => {
        const others = await scriptRecording.companions?.(fileSource(join(folder, name, file)));

        expect([...(others ?? []), file].sort()).to.deep.equal([...files].sort());
      });
    }
  }

  it('shows neither the first nor the last line, and a character in two chunks whole', async () => {
    const events = await collect(fileSource(join(folder, 'classic/aufnahme.log')));

    expect(outputOf(events)).to.equal('$ ls\r\nGrüße.txt  日本.txt\r\n$ \x1b[1mexit\x1b[m\r\n');
    expect(events[0]).to.include({ startedAt: Date.UTC(2026, 5, 1, 9, 30) });
    expect(events.flatMap((event) => (event.type === 'terminal' ? [event.time] : []))).to.deep.equal([
      500, 1750, 1800, 1810, 3810,
    ]);
  });

  it('follows resizes and ends with the exit code', async () => {
    const events = await collect(fileSource(join(folder, 'advanced/greet.timing')));

    const special = events.flatMap((event) =>
      event.type === 'terminal' && event.code !== 'o' ? [event] : [],
    );
    expect(special.map(({ code, data, time }) => [code, data, time])).to.deep.equal([
      ['r', '110x35', 3553],
      ['x', '3', 5905],
    ]);
  });

  it('leaves keystrokes out and counts them, unless they are asked for [TRM-6]', async () => {
    const path = join(folder, 'advanced/greet.typescript');
    const silent = await collect(fileSource(path));
    const asked = await collect(fileSource(path), { keepInput: true });

    expect(silent.some((event) => event.type === 'terminal' && event.code === 'i')).to.equal(false);
    expect(fidelityOf(silent).notes).to.have.length(1);
    expect(fidelityOf(silent).notes![0]).to.include({ code: 'input-left-out', count: 3 });
    const typed = asked.flatMap((event) =>
      event.type === 'terminal' && event.code === 'i' ? [event.data] : [],
    );
    expect(typed).to.deep.equal(['n', 'ode greet.js\r', 'exit 3\r']);
  });

  it('takes keystrokes and output from one log, if they were written into one', async () => {
    const timing = [
      'H 0.000000 START_TIME 2026-06-01 09:30:00+02:00',
      'H 0.000000 OUTPUT_LOG both.log',
      'H 0.000000 INPUT_LOG both.log',
      'O 0.1 2',
      'I 0.1 6',
      'O 0.1 7',
    ];
    const log =
      'Script started on 2026-06-01 09:30:00+02:00\n$ hunterwelcome\nScript done on 2026-06-01 09:30:01+02:00\n';
    const source = sourceOf(log, {
      name: 'both.log',
      beside: { 'both.log': log, times: `${timing.join('\n')}\n` },
    });

    expect(outputOf(await collect(source))).to.equal('$ welcome');
  });

  it('does not mistake the timing of another recording for its own', async () => {
    const log = readFileSync(join(folder, 'classic/aufnahme.log'), 'utf8');
    const beside = { 'other.timing': '0.1 4\n0.2 5\n0.1 3\n0.1 2\n' };
    const events = await collect(sourceOf(log, { name: 'aufnahme.log', beside }));

    expect(fidelityOf(events).notes).to.deep.include({
      code: 'no-times',
      count: 1,
      message: 'there is no timing file: the output is shown line by line',
    });
  });

  describe('that holds several sessions (`script -a`)', () => {
    const first = 'Script started on 2026-06-01 10:00:00+00:00 [TERM="xterm" COLUMNS="80" LINES="24"]\n';
    const second = 'Script started on 2026-06-01 11:00:00+00:00 [TERM="xterm" COLUMNS="100" LINES="30"]\n';
    const done = (code: number) =>
      `\nScript done on 2026-06-01 10:00:05+00:00 [COMMAND_EXIT_CODE="${code}"]\n`;
    const log = `${first}$ grüße\r\neins\r\n${done(0)}${second}$ zwei\r\nends${done(3)}`;
    const timing = '0.1 11\n0.5 6\n1.5 8\n0.25 4\n';
    const play = (text: string, times?: string) =>
      collect(
        sourceOf(text, { name: 'a.log', beside: { 'a.log': text, ...(times && { 'times.txt': times }) } }),
      );
    const told = (events: readonly SessionEvent[]) =>
      events.flatMap((event) =>
        event.type === 'terminal'
          ? [[event.time, event.code, event.data]]
          : event.type === 'chapter'
            ? [[event.time, 'chapter', event.title]]
            : [],
      );

    it('plays each with its own times, size and exit code, and shows no line of `script`', async () => {
      const events = await play(log, timing);

      expect(told(events)).to.deep.equal([
        [100, 'o', '$ grüße\r\n'],
        [600, 'o', 'eins\r\n'],
        [600, 'x', '0'],
        [3_600_000, 'chapter', 'Session 2'],
        [3_600_000, 'r', '100x30'],
        [3_600_000, 'o', '\x1bc'],
        [3_601_500, 'o', '$ zwei\r\n'],
        [3_601_750, 'o', 'ends'],
        [3_601_750, 'x', '3'],
      ]);
      expect(fidelityOf(events).notes?.map(({ code }) => code)).to.deep.equal(['several-recordings']);
    });

    it('finds the timing by what it counts, whatever the files are called', async () => {
      const events = await collect(sourceOf(timing, { name: 'zeiten', beside: { zeiten: timing, x: log } }));

      expect(outputOf(events)).to.include('zwei');
      expect(fidelityOf(events).notes).to.have.length(1);
    });

    it('plays each line by line where there is no timing', async () => {
      const events = told(await play(log));

      expect(events).to.deep.equal([
        [0, 'o', '$ grüße\r\n'],
        [150, 'o', 'eins\r\n'],
        [300, 'x', '0'],
        [300, 'chapter', 'Session 2'],
        [300, 'r', '100x30'],
        [300, 'o', '\x1bc'],
        [300, 'o', '$ zwei\r\n'],
        [450, 'o', 'ends'],
        [600, 'x', '3'],
      ]);
    });

    it('takes a session whose end was killed, in the middle of a line', async () => {
      const killed = `${first}$ vi${second}$ zwei\r\n${done(0)}`;

      expect(outputOf(await play(killed))).to.equal('$ vi\x1bc$ zwei\r\n');
    });

    it('shows a typescript that was printed on the terminal as what it is: output', async () => {
      const shown = log.slice(first.length, log.indexOf('$ zwei')).replaceAll('\n', '\r\n');
      const events = await play(`${first}$ cat a.log\r\n${shown}${done(0)}`);

      expect(outputOf(events)).to.equal(`$ cat a.log\r\n${shown}`);
    });

    it('finds each wherever the chunks of the file end', async () => {
      const whole = told(await play(log, timing));
      for (let size = 1; size < 40; size += 1) {
        const source = sourceOf(log, { name: 'a.log', beside: { 'times.txt': timing }, chunkSize: size });
        expect(told(await collect(source))).to.deep.equal(whole);
      }
    });
  });

  it('refuses a timing without its typescript, and says so', async () => {
    const failure = await collect(sourceOf('0.1 4\n0.2 5\n0.1 3\n', { name: 'timing' })).catch(
      (error: unknown) => error,
    );

    expect(failure).to.have.property('code', 'unsupported-source');
    expect(String(failure)).to.include('typescript');
  });

  it('shows what there is when the typescript or the timing ends too early', async () => {
    const log = readFileSync(join(folder, 'advanced/greet.typescript'), 'utf8');
    const timing = readFileSync(join(folder, 'advanced/greet.timing'), 'utf8');
    const whole = outputOf(await collect(fileSource(join(folder, 'advanced/greet.typescript'))));
    for (let end = log.indexOf('\n') + 1; end <= log.length; end++) {
      const cut = log.slice(0, end);
      const beside = { 'greet.typescript': cut, 'greet.timing': timing };
      const events = await collect(sourceOf(cut, { name: 'greet.typescript', beside }));
      checkOrder(events);
      expect(outputOf(events).startsWith(cut.slice(log.indexOf('\n') + 1).slice(0, whole.length))).to.equal(
        true,
      );
    }
    for (let end = 0; end <= timing.length; end++) {
      const beside = { 'greet.typescript': log, 'greet.timing': timing.slice(0, end) };
      const events = await collect(sourceOf(log, { name: 'greet.typescript', beside }));
      checkOrder(events);
      expect(outputOf(events)).to.equal(whole);
    }
  });

  it('survives a timing of anything', async () => {
    const log = readFileSync(join(folder, 'advanced/greet.typescript'), 'utf8');
    const lines = [
      'O 999999999999 2',
      'O 0.1 999999999999999',
      'S 0.1 SIGWINCH',
      'S 0.1 OTHER',
      'X 0.1 1',
      'H 0 __proto__ x',
      'H 0 COLUMNS zero',
      'I 0.1 3',
      'O 0.1',
      '',
    ];
    const beside = { 'greet.timing': lines.join('\n') };
    const events = await collectOrRefuse(
      scriptRecording,
      sourceOf(log, { name: 'greet.typescript', beside }),
    );

    checkOrder(events!);
    expect(outputOf(events!)).to.include('Hello, ada!');
  });

  it('is shown line by line without a timing', async () => {
    const events = await collect(fileSource(join(folder, 'without-timing.typescript')));

    const lines = events.flatMap((event) =>
      event.type === 'terminal' ? [`${event.time} ${event.data}`] : [],
    );
    expect(lines.slice(0, 2)).to.deep.equal(['0 $ make\r\n', '150 cc -o greet greet.c\r\n']);
    expect(events[0]).to.include({ startedAt: Date.UTC(2026, 5, 1, 9, 30) });
  });

  it('is read as a stream of BSD, cut anywhere', async () => {
    const bytes = readFileSync(join(folder, 'stream-of-bsd.script'));
    const whole = outputOf(await collect(sourceOf(bytes)));
    expect(whole).to.equal('% date\r\nMo 1 Jun – 09:30\r\n');
    for (let end = 24; end < bytes.length; end++) {
      const events = await collect(sourceOf(bytes.subarray(0, end)));
      checkOrder(events);
      const output = outputOf(events).replace(/\ufffd$/, '');
      expect(whole.startsWith(output)).to.equal(true);
    }
  });
});

describe('recognition of a recording of script', () => {
  const detect = (text: string): number => toolOf('script').detect(new TextEncoder().encode(text));

  it('knows a typescript in any language', () => {
    for (const line of [
      'Script started on Tue 09 Jul 2013 10:54:24 AM CEST\n',
      'Script wurde gestartet: Tue 09 Jul 2013 10:54:24 AM CEST\n',
      'Skript gestartet am 2026-06-01 09:30:00+02:00 [TERM="xterm" TTY="/dev/pts/0" COLUMNS="80" LINES="24"]\n',
      'スクリプトは 2026-06-01 09:30:00+09:00 に開始しました [COMMAND="sh" TERM="xterm"]\n',
      'Script démarré sur lun. 01 juin 2026 09:30:00 CEST\n',
    ]) {
      expect(detect(`${line}$ ls\r\n`), line).to.be.greaterThan(0.5);
    }
  });

  it('takes no other text for one', () => {
    for (const text of [
      'Scripting is fun\n',
      '0.5 apples\n',
      'Hello 10:30 [A="b"]\n',
      '12\n13\n14\n',
      '# notes\n',
      '1.5 2.5\n2.5 3.5\n',
    ]) {
      expect(detect(text), text).to.be.lessThan(0.3);
    }
  });
});

const corpus = corpusFolder();
describe('real recordings of script', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  const recordings = join(corpus ?? '', 'script');
  for (const name of corpus === undefined
    ? []
    : readdirSync(recordings).filter((file) => /script$/.test(file))) {
    it(`shows at the end what ${name} shows`, async () => {
      const path = join(recordings, name);
      const bytes = readFileSync(path);
      const raw = bytes.subarray(bytes.indexOf('\n') + 1, bytes.lastIndexOf('\nScript '));
      const events = await collect(fileSource(path));

      checkOrder(events);
      expect(detectImporter(bytes.subarray(0, DETECTION_SIZE)).tool.id).to.equal('script');
      expect(outputOf(events)).to.equal(raw.toString());
      const track = events.find((event) => event.type === 'track');
      const { cols, rows } =
        track?.type === 'track' && track.header ? track.header.term : { cols: 0, rows: 0 };
      const steps = stepsOf(raw, readFileSync(path.replace(/[^.]+$/, 'timing'), 'utf8'));
      expect(await screenOfEvents(events)).to.deep.equal(await screenOf({ cols, rows }, ...steps));
      await expectPackable(() => scriptRecording.import(fileSource(path)));
    });
  }
});

async function collect(source: ImportSource, options: ImportOptions = {}): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of scriptRecording.import(source, options)) events.push(event);
  return events;
}

/** Records of a stream of BSD, by its description. */
function stampsIn(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes);
  let count = 0;
  for (let offset = 0; offset < buffer.length; count++) offset += 24 + Number(buffer.readBigUInt64LE(offset));
  return count;
}

/** A typescript cut where its timing says that the terminal was resized, read by the description alone. */
function stepsOf(raw: Buffer, timing: string): (Uint8Array | { cols: number; rows: number })[] {
  const steps: (Uint8Array | { cols: number; rows: number })[] = [];
  let start = 0;
  let end = 0;
  for (const line of timing.split('\n')) {
    const resize = /^S \S+ SIGWINCH ROWS=(\d+) COLS=(\d+)/.exec(line);
    if (!resize) end += Number(/^(?:O )?[\d.]+ (\d+)$/.exec(line)?.[1] ?? 0);
    else {
      steps.push(raw.subarray(start, end), { rows: Number(resize[1]), cols: Number(resize[2]) });
      start = end;
    }
  }
  return [...steps, raw.subarray(start)];
}
