import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { projectUrl } from '../helpers/project-path.ts';

const read = (path: string): string => readFileSync(projectUrl(path), 'utf8');

describe('docs/errors.md', () => {
  for (const [heading, file, union] of [
    ['Packing: diagnostics', 'src/encode/findings.ts', 'EncodeFindingCode'],
    ['Masking: `MaskingError`', 'src/encode/masking/masking-error.ts', 'MaskingErrorCode'],
    ['Editing: `EditError`', 'src/encode/edit/edit-error.ts', 'EditErrorCode'],
    ['Files in Node: `FileError`', 'src/node/file-error.ts', 'FileErrorCode'],
    ['Pictures: `PictureError`', 'src/exports/picture/picture-error.ts', 'PictureErrorCode'],
    ['Command line: `CliError`', 'src/cli/errors.ts', 'CliErrorCode'],
  ] as const) {
    it(`lists each ${union}`, () => {
      const section = read('docs/errors.md')
        .split(/^## /m)
        .find((text) => text.startsWith(heading));
      const listed = [...(section ?? '').matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code);

      const [, body = ''] = new RegExp(`export type ${union} =([^;]*);`).exec(read(file)) ?? [];
      const codes = [...body.matchAll(/'([a-z-]+)'/g)].map(([, code]) => code);
      expect(codes).to.not.be.empty;
      expect(listed.sort()).to.deep.equal(codes.sort());
    });
  }
});
