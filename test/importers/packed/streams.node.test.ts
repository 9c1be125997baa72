import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '#test';
import { unxz } from '#src/importers/packed/unxz.ts';
import { unzstd } from '#src/importers/packed/unzstd.ts';
import type { Unpacker } from '#src/importers/packed/unpacking.ts';

/** Commands that pack, with settings that differ in how their streams are made. */
const COMMANDS: readonly (readonly [Unpacker, string, ...string[]])[] = [
  [unzstd, 'zstd', '-1'],
  [unzstd, 'zstd', '--ultra', '-22'],
  [unzstd, 'zstd', '--fast=5', '--no-check'],
  [unxz, 'xz', '-0'],
  [unxz, 'xz', '-9e'],
  [unxz, 'xz', '--check=crc32'],
  [unxz, 'xz', '--lzma2=lc=1,lp=3,pb=0'],
  [unxz, 'xz', '--block-size=30000'],
];

const line = '{"timestamp":"2026-10-01T08:00:00.000Z","type":"event_msg","payload":{"type":"token_count"}}\n';
const CONTENTS: Readonly<Record<string, Buffer>> = {
  'one byte': Buffer.from('x'),
  'three bytes': Buffer.from('xyz'),
  'noise larger than a chunk': randomBytes(200_000),
  'one byte again and again': Buffer.alloc(300_000, 7),
  'a log': Buffer.from(Array.from({ length: 5000 }, (_, at) => line.replace('08:00', String(at))).join('')),
};

describe('what the packers of this computer write', () => {
  for (const [unpacker, command, ...options] of COMMANDS) {
    const hasCommand = spawnSync(command, ['--version']).status === 0;
    it(
      `${command} ${options.join(' ')}`,
      { skip: !hasCommand && `${command} is not installed` },
      async () => {
        for (const [name, content] of Object.entries(CONTENTS)) {
          const packed = spawnSync(command, [...options, '-c'], {
            input: content,
            maxBuffer: 2 ** 26,
          }).stdout;
          const pieces: Uint8Array[] = [];
          const unpacking = unpacker(chunksOf(packed));
          for (;;) {
            const { done, value } = await unpacking.next();
            if (done) {
              expect(value, name).to.equal(undefined);
              break;
            }
            pieces.push(value);
          }
          expect(Buffer.concat(pieces).equals(content), name).to.equal(true);
        }
      },
    );
  }
});

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += 4093) yield bytes.subarray(at, at + 4093);
}
