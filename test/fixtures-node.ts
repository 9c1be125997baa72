import { readFile } from 'node:fs/promises';
import { projectUrl } from './helpers/project-path.ts';

/** Bytes of a file of the project, by its path from the root. */
export async function readProjectFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(projectUrl(path)));
}
