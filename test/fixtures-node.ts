import { readFile } from 'node:fs/promises';

/** Bytes of a file of the project, by its path from the root. */
export async function readProjectFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`../${path}`, import.meta.url)));
}
