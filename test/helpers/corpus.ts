import { existsSync } from 'node:fs';
import { projectPath } from './project-path.ts';

/**
 * Folder of real logs and recordings that some tests read: `REPRISE_CORPUS`, else `../shared/corpus` beside
 * the project. It is other people's data and no part of the project.
 *
 * @returns the folder, or `undefined` (the test then skips itself and says so)
 */
export function corpusFolder(): string | undefined {
  return existing(process.env['REPRISE_CORPUS'], '../shared/corpus');
}

/** Folder of hostile inputs: `REPRISE_HOSTILE`, else `../shared/hostile`. */
export function hostileFolder(): string | undefined {
  return existing(process.env['REPRISE_HOSTILE'], '../shared/hostile');
}

/** Folder of published schemas of other formats: `REPRISE_REFERENCE`, else `../shared/reference`. */
export function referenceFolder(): string | undefined {
  return existing(process.env['REPRISE_REFERENCE'], '../shared/reference');
}

/** Why a test skips itself. */
export const NO_CORPUS = 'no corpus folder: set REPRISE_CORPUS to run this test';

function existing(named: string | undefined, beside: string): string | undefined {
  const folder = named ?? projectPath(beside);
  return existsSync(folder) ? folder : undefined;
}
