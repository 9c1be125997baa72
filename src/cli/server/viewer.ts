import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../errors.ts';
import { PACKAGE_ROOT } from '../package-root.ts';
import type { Mounts } from './mounted-files.ts';

/** The viewer page and what it loads, for a server. */
export function viewerMounts(): Mounts {
  return { '/': join(PACKAGE_ROOT, 'demo'), '/dist/bundle/': join(PACKAGE_ROOT, 'dist/bundle') };
}

/** @throws {CliError} `not-built` when the page is missing */
export async function requireViewer(): Promise<void> {
  for (const part of ['dist/bundle/reprise.js', 'demo/index.html']) {
    await access(join(PACKAGE_ROOT, part)).catch((cause: unknown) => {
      throw new CliError('not-built', `the viewer page is missing (${part}): run "npm run build" first`, {
        cause,
      });
    });
  }
}
