import { fileURLToPath } from 'node:url';

/** Folder of the package: two levels up from `src/cli` as from `dist/cli`. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../..', import.meta.url));
