import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { DETECTION_SIZE, detectImporter, openSource } from '#src/importers/index.ts';
import { ttyrec } from '#src/importers/tools/ttyrec/importer.ts';
import type { ImportOptions, ImportSource } from '#src/importers/index.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf, testImporter } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { expectPackable, outputOf, screenOf, screenOfEvents } from '../../../helpers/recorded-screens.ts';
import { toolOf } from '../../../helpers/tools.ts';

const folder = projectPath('test/fixtures/importers/ttyrec');

testImporter(ttyrec, folder, { countRecords: (_, bytes) => framesOf(bytes, headerSizeOf(bytes)).length });

describe('a ttyrec', () => {
  it('shows all of its output, a character in two frames too', async () => {
    const events = await collect(sourceOf(fixture('resize-and-clock-back.ttyrec')));

    expect(outputOf(events)).to.include('Grüße — 日本 🌊\r\n');
    expect(outputOf(events)).to.equal(plainOutput(fixture('resize-and-clock-back.ttyrec')).toString());
  });

  it('resizes where the sequence for it ends, though it stands in two frames', async () => {
    const events = await collect(sourceOf(fixture('resize-and-clock-back.ttyrec')));

    const terminal = events.flatMap((event) => (event.type === 'terminal' ? [event] : []));
    const resize = terminal.findIndex(({ code }) => code === 'r');
    expect(terminal[resize]).to.include({ data: '100x30', time: 2100 });
    expect(terminal[resize - 1]?.data).to.equal(';100t');
    expect(terminal[resize + 1]?.data).to.equal('now wider\r\n');
  });

  it('goes on with a clock that was set back', async () => {
    const events = await collect(sourceOf(fixture('resize-and-clock-back.ttyrec')));

    const at = (text: string) =>
      events.find((event) => event.type === 'terminal' && event.data.includes(text));
    expect(at('set back')).to.include({ time: 2100 });
    expect(at('done')).to.include({ time: 3600 });
    expect(notes(events)).to.deep.equal(['time-goes-back']);
  });

  it('takes a clock that slipped for one frame for what it is', async () => {
    const events = await collect(sourceOf(recording([T, 'a'], [T + 10, 'b'], [T - 50, 'c'], [T + 11, 'd'])));

    expect(times(events)).to.deep.equal([0, 10_000, 10_000, 11_000]);
  });

  it('goes on with a recording behind it that counts from 0', async () => {
    const bytes = recording([T, 'a'], [T + 2, 'b'], [0, 'c'], [3, 'd']);
    const events = await collect(sourceOf(bytes));

    expect(detectImporter(bytes).tool.id).to.equal('ttyrec');
    expect(times(events)).to.deep.equal([0, 2000, 2000, 5000]);
    expect(outputOf(events)).to.equal('abcd');
  });

  it('begins with the first time that is one', async () => {
    const events = await collect(sourceOf(fixture('walls-in-code-page-437.ttyrec')));

    expect(events[0]).to.deep.equal({ type: 'session', startedAt: T * 1000 });
    expect(times(events)).to.deep.equal([0, 0, 1000, 2000, 2500]);
    expect(notes(events)).to.include('outlying-time');
  });

  it('reads what is no UTF-8 as code page 437 and leaves escape sequences alone', async () => {
    const events = await collect(sourceOf(fixture('walls-in-code-page-437.ttyrec')));

    expect(outputOf(events)).to.include('┌───┐\r\n│.@.│\r\n');
    expect(outputOf(events)).to.include('\x1b)0\x0elqk\x0f');
    expect(notes(events)).to.include('code-page-437');
  });

  it('stays UTF-8 with a little noise in it', async () => {
    const noisy = Buffer.concat([Buffer.from('│ ünïcödé │'), Buffer.from([0xff]), Buffer.from(' ok')]);
    const events = await collect(sourceOf(recording([T, noisy], [T + 1, 'x'], [T + 2, 'y'])));

    expect(outputOf(events)).to.equal('│ ünïcödé │\ufffd okxy');
    expect(notes(events)).to.deep.equal(['invalid-utf8']);
  });

  it('is as large as what was written to it needs, and no larger for a question about the size', async () => {
    const asking = recording(
      [T, '\x1b[999;999H\x1b[6n'],
      [T + 1, '\x1b[40;1Hstatus'],
      [T + 2, '\x1b[1;120Hx'],
    );
    const plain = recording([T, 'plain'], [T + 1, '\x1b[500;500H'], [T + 2, 'x']);

    expect(sizeOf(await collect(sourceOf(asking)))).to.deep.equal({ cols: 120, rows: 40 });
    expect(sizeOf(await collect(sourceOf(plain)))).to.deep.equal({ cols: 80, rows: 24 });
  });

  it('begins in the size that it announces first', async () => {
    const events = await collect(sourceOf(recording([T, '\x1b%G\x1b[8;33;90t'], [T + 1, '\x1b[40;1Hx'])));

    expect(sizeOf(events)).to.deep.equal({ cols: 90, rows: 33 });
  });

  it('leaves out what was typed, unless it is asked for [TRM-6]', async () => {
    const silent = await collect(sourceOf(fixture('channels.ttyrec')));
    const asked = await collect(sourceOf(fixture('channels.ttyrec')), { keepInput: true });

    expect(silent.filter((event) => event.type === 'terminal' && event.code === 'i')).to.deep.equal([]);
    expect(fidelityOf(silent).notes).to.deep.include({
      code: 'input-left-out',
      count: 2,
      message: 'what was typed may hold passwords and was left out',
    });
    expect(asked).to.deep.include({ type: 'terminal', track: 'main', time: 250, code: 'i', data: 'j' });
  });

  it('may end anywhere: what there is of the output is shown, and no byte twice', async () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.ttyrec'))) {
      const bytes = fixture(name);
      const whole = outputOf(await collect(sourceOf(bytes)));
      for (let end = 0; end <= bytes.length; end++) {
        const events = await collectOrRefuse(ttyrec, sourceOf(bytes.subarray(0, end)));
        expect(events === undefined).to.equal(end < 12);
        if (!events) continue;
        checkOrder(events);
        const output = outputOf(events).replace(/\ufffd$/, '');
        // Of fewer bytes nobody can tell whether they are UTF-8, or have channels.
        if (/^(?:resize|cut)/.test(name)) expect(whole.startsWith(output)).to.equal(true);
      }
    }
  });

  it('says when it ends within a frame', async () => {
    const events = await collect(sourceOf(fixture('cut-within-a-frame.ttyrec')));

    expect(outputOf(events)).to.include('línea three');
    expect(notes(events)).to.deep.equal(['incomplete-last-frame']);
  });

  it('hands out a large frame in parts', async () => {
    const events = await collect(sourceOf(recording([T, 'ä'.repeat(200_000)], [T + 1, 'end'])));

    const pieces = events.flatMap((event) => (event.type === 'terminal' ? [event.data.length] : []));
    expect(Math.max(...pieces)).to.be.at.most(65_536);
    expect(outputOf(events)).to.equal(`${'ä'.repeat(200_000)}end`);
    expect(fidelityOf(events).records).to.equal(2);
  });

  it('does not believe a length that is larger than the recording', async () => {
    const frame = recording([T, 'first'], [T + 1, 'second']);
    frame.writeUInt32LE(0xffff_fff0, 12 + 5 + 8);

    const events = await collect(sourceOf(frame));

    expect(outputOf(events)).to.equal('firstsecond');
    expect(notes(events)).to.deep.equal(['incomplete-last-frame']);
  });

  it('is recognised packed, with gzip or bzip2', async () => {
    const packed = [gzipSync(fixture('walls-in-code-page-437.ttyrec')), Buffer.from(BZIP2, 'base64')];
    for (const bytes of packed) {
      const { importer, source } = await openSource(sourceOf(bytes, { name: 'maze.ttyrec.packed' }));

      expect(importer.id).to.equal('ttyrec');
      expect(outputOf(await collect(source))).to.include('┌───┐');
    }
  });
});

describe('recognition of a ttyrec', () => {
  const others: Record<string, Uint8Array> = {
    zeros: new Uint8Array(4096),
    'large zeros': new Uint8Array(DETECTION_SIZE),
    ones: new Uint8Array(4096).fill(1),
    text: Buffer.from('Script started on Mon 01 Jun 2026\nhello\n'.repeat(50)),
    pcap: Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000'.padEnd(400, '0'), 'hex'),
    bitmap: Buffer.concat([Buffer.from('424d3600', 'hex'), Buffer.alloc(2000)]),
    sqlite: Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096)]),
    wave: Buffer.concat([
      Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0', 'latin1'),
      Buffer.alloc(4096),
    ]),
    tar: Buffer.concat([Buffer.from('notes.txt'), Buffer.alloc(5000)]),
    'utf-16': Buffer.from('\ufeffhello, this is a log of something', 'utf16le'),
    counters: new Uint8Array(Uint32Array.from({ length: 3000 }, (_, index) => index).buffer),
  };
  for (const [name, bytes] of Object.entries(others)) {
    it(`does not take ${name} for one`, () => {
      expect(toolOf('ttyrec').detect(bytes)).to.be.lessThan(0.3);
    });
  }

  it('takes no noise for one', () => {
    let seed = 20_260;
    const noise = Uint8Array.from({ length: 200_000 }, () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed >>> 24;
    });
    for (let start = 0; start < 2000; start++) {
      expect(toolOf('ttyrec').detect(noise.subarray(start)), `noise from ${start}`).to.be.lessThan(0.3);
    }
  });

  it('is sure of a head that ends within a frame', () => {
    const frames = recording(...Array.from({ length: 40 }, (_, i): Frame => [T + i, 'x'.repeat(10_000)]));

    expect(frames.length).to.be.greaterThan(DETECTION_SIZE);
    expect(toolOf('ttyrec').detect(frames.subarray(0, DETECTION_SIZE))).to.be.greaterThan(0.9);
  });

  it('forgives damage behind many frames', async () => {
    const frames = recording(...Array.from({ length: 6 }, (_, i): Frame => [T + i, 'still here\r\n']));
    const damaged = Buffer.concat([frames, Buffer.alloc(100, 0xee)]);

    expect(detectImporter(damaged).tool.id).to.equal('ttyrec');
    const events = await collect(sourceOf(damaged));
    expect(outputOf(events)).to.equal('still here\r\n'.repeat(6));
    expect(notes(events)).to.deep.equal(['unreadable-frame']);
  });
});

const corpus = corpusFolder();
describe('real ttyrecs', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  const recordings = join(corpus ?? '', 'ttyrec');
  for (const name of corpus === undefined ? [] : readdirSync(recordings)) {
    it(`shows at the end what the output of ${name} shows`, async () => {
      const bytes = readFileSync(join(recordings, name));
      const events = await collect(sourceOf(bytes, { name }));

      checkOrder(events);
      expect(detectImporter(bytes.subarray(0, DETECTION_SIZE)).tool.id).to.equal('ttyrec');
      const output = plainOutput(bytes);
      const isUtf8 = !output.toString().includes('\ufffd');
      if (isUtf8) expect(outputOf(events)).to.equal(output.toString());
      expect(await screenOfEvents(events)).to.deep.equal(
        await screenOf(sizeOf(events), isUtf8 ? output : outputOf(events)),
      );
      expect(fidelityOf(events).records).to.equal(framesOf(bytes, 12).length);
      await expectPackable(() => ttyrec.import(sourceOf(bytes, { name })));
    });
  }
});

// ------------------------------------------------------------------------------------------------ help

/** `walls-in-code-page-437.ttyrec`, packed. */
const BZIP2 =
  'QlpoOTFBWSZTWXf8O5sAAAH/3kTTgAzAIXgYYFBACC58PQBwACAAKADEAAAwIAB0GqeUEyMQ00yYaI0aaPUzyo0GppTJgAAAAAACs0RzBP+ukgFyMYHIAJ7HWA856JB/A7hNEBrfBa/CtGVx1WswvBC4jwdn6pohxrTPFGRy7X5nB60ybW1XZQEakKLxNVmvf5MA6CAfiIa6m5l/F3JFOFCQd/w7mw==';

/** 2026-09-21, in seconds. */
const T = 1_790_000_000;

type Frame = readonly [seconds: number, data: string | Uint8Array];

function recording(...frames: readonly Frame[]): Buffer<ArrayBuffer> {
  return Buffer.concat(
    frames.map(([seconds, data]) => {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      const header = Buffer.alloc(12);
      header.writeUInt32LE(Math.floor(seconds), 0);
      header.writeUInt32LE(Math.round((seconds % 1) * 1e6), 4);
      header.writeUInt32LE(bytes.length, 8);
      return Buffer.concat([header, bytes]);
    }),
  );
}

/** Where each frame's payload lies: read from the description of the format, without the importer. */
function framesOf(bytes: Uint8Array, headerSize: number): { channel: number; data: Buffer }[] {
  const buffer = Buffer.from(bytes);
  const frames: { channel: number; data: Buffer }[] = [];
  for (let offset = 0; offset + headerSize <= buffer.length;) {
    const start = offset + headerSize;
    const length = buffer.readUInt32LE(offset + 8);
    const channel = headerSize === 13 ? buffer[offset + 12]! : 0;
    frames.push({ channel, data: buffer.subarray(start, start + length) });
    offset = start + length;
  }
  return frames;
}

function plainOutput(bytes: Uint8Array): Buffer {
  return Buffer.concat(framesOf(bytes, 12).map(({ data }) => data));
}

function headerSizeOf(bytes: Uint8Array): number {
  return Buffer.from(bytes).equals(fixture('channels.ttyrec')) ? 13 : 12;
}

function fixture(name: string): Buffer<ArrayBuffer> {
  return readFileSync(join(folder, name));
}

async function collect(source: ImportSource, options: ImportOptions = {}): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of ttyrec.import(source, options)) events.push(event);
  return events;
}

function times(events: readonly SessionEvent[]): number[] {
  return events.flatMap((event) => (event.type === 'terminal' ? [event.time] : []));
}

function notes(events: readonly SessionEvent[]): string[] {
  return (fidelityOf(events).notes ?? []).map(({ code }) => code);
}

function sizeOf(events: readonly SessionEvent[]): { cols: number; rows: number } {
  const track = events.find((event) => event.type === 'track');
  if (track?.type !== 'track' || !track.header) throw new Error('no terminal');
  return { cols: track.header.term.cols, rows: track.header.term.rows };
}
