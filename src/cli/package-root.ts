import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the package: two levels up from `src/cli` as from `dist/cli`. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Version of the package that this file belongs to. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
