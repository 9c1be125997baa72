import { join, resolve } from 'node:path';
import type { SearchEnvironment } from './search-environment.ts';

/**
 * The folder that archives are kept in, absolute: the one that is named, else that of `REPRISE_DIR`, else `reprise` in
 * the home folder.
 */
export function archivesFolder(named: string | undefined, { env, home }: SearchEnvironment): string {
  const folder = named ?? env['REPRISE_DIR'];
  return folder === undefined || folder === '' ? join(home, 'reprise') : resolve(folder);
}
