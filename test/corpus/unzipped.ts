import { spawnSync } from 'node:child_process';
import { stringsOf } from '../helpers/leaf-scanner.ts';

/** Why a test that needs Info-ZIP's `unzip` skips itself. */
export const NO_UNZIP = 'no unzip on this machine';

export function hasUnzip(): boolean {
  return spawnSync('unzip', ['-v']).status === 0;
}

/** Status of `unzip -t`, and what it said. */
export function testZip(archive: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('unzip', ['-t', archive], { maxBuffer: 2 ** 30 });
  return { status, output: `${stdout.toString()}${stderr.toString()}` };
}

export function entryNames(archive: string): string[] {
  return spawnSync('unzip', ['-Z1', archive], { maxBuffer: 2 ** 30 })
    .stdout.toString()
    .split('\n')
    .filter(Boolean);
}

export function entryBytes(archive: string, path: string): Buffer {
  const { status, stdout } = spawnSync('unzip', ['-p', archive, path], { maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`unzip -p ${path} ended with ${String(status)}`);
  return stdout;
}

/** Every text that `unzip` and a JSON parser get out of an archive; media as base64, as logs hold it. */
export function* textsOf(archive: string): Generator<string> {
  for (const path of entryNames(archive)) {
    const bytes = entryBytes(archive, path);
    if (/\.(?:txt|patch)$/.test(path)) yield bytes.toString();
    else if (path.endsWith('.json')) yield* stringsOf(JSON.parse(bytes.toString()));
    else if (path.endsWith('.ndjson')) {
      for (const line of linesOf(bytes)) yield* stringsOf(JSON.parse(line));
    } else if (path.endsWith('.cast')) {
      yield castEvents(bytes)
        .map(([, , data]) => data)
        .join('');
    } else yield bytes.toString('base64');
  }
}

export type CastEvent = readonly [interval: number, code: string, data: string];

/** Events of an asciicast v3, read as its specification says: a header, then arrays; `#` begins a comment. */
export function castEvents(bytes: Buffer): CastEvent[] {
  return linesOf(bytes)
    .slice(1)
    .filter((line) => !line.startsWith('#'))
    .map((line) => JSON.parse(line) as CastEvent);
}

export function linesOf(bytes: Buffer): string[] {
  return bytes.toString().split('\n').filter(Boolean);
}
