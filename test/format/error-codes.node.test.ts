import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { projectUrl } from '../helpers/project-path.ts';

const root = projectUrl('');
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Members of a union of string literals, from its source. */
function unionOf(source: string, name: string): string[] {
  const code = source.replace(/\/\*\*[^]*?\*\/|\/\/.*$/gm, '');
  const [, body = ''] = new RegExp(`export type ${name} =([^;]*);`).exec(code) ?? [];
  return [...body.matchAll(/'([a-z0-9-]+)'/g)].map((match) => match[1]!).sort();
}

/** Codes in the first column of the tables under a heading. */
function documented(heading: string): string[] {
  const section =
    read('docs/errors.md')
      .split(/^## /m)
      .find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([a-z0-9-]+)`/gm)].map((match) => match[1]!).sort();
}

describe('docs/errors.md', () => {
  for (const [heading, file, union] of [
    ['Format: `ArchiveError`', 'src/format/errors.ts', 'ArchiveErrorCode'],
    ['Format: diagnostics of reading', 'src/format/findings.ts', 'ArchiveFindingCode'],
    ['Format: findings of validation', 'src/format/findings.ts', 'ValidationCode'],
    ['Format: findings of recovery', 'src/format/findings.ts', 'RecoveryCode'],
    ['Reading: `ReadingError`', 'src/reading/reading-error.ts', 'ReadingErrorCode'],
    ['Player: `PlaybackError`', 'src/player/playback-error.ts', 'PlaybackErrorCode'],
  ] as const) {
    it(`lists each ${union}`, () => {
      const codes = unionOf(read(file), union);

      expect(codes).to.not.be.empty;
      expect(documented(heading)).to.deep.equal(codes);
    });
  }
});
