import { fileURLToPath } from 'node:url';

/** Tests run compiled, from `dist/test`: what they read lies beside the sources. */
const ROOT = new URL('../../../', import.meta.url);

/** URL of a file or folder of the project, by its path from the root, `/`-separated. `''` is the root itself. */
export function projectUrl(path: string): URL {
  return new URL(path, ROOT);
}

/** The same as a path of this system. */
export function projectPath(path: string): string {
  return fileURLToPath(projectUrl(path));
}
