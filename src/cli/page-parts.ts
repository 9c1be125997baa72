import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageParts } from '../exports/index.ts';
import { CliError } from './errors.ts';
import { PACKAGE_ROOT } from './package-root.ts';

/** @throws {CliError} `not-built` when the parts are missing */
export async function readPageParts(): Promise<PageParts> {
  const part = 'dist/bundle/reprise-page.json';
  const text = await readFile(join(PACKAGE_ROOT, part), 'utf8').catch((cause: unknown) => {
    throw new CliError(
      'not-built',
      `the parts of the page are missing (${part}): run "npm run build" first`,
      {
        cause,
      },
    );
  });
  // It was built with this program.
  return JSON.parse(text) as PageParts;
}
