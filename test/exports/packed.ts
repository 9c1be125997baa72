import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packFile } from '#src/node/index.ts';
import { projectPath } from '../helpers/project-path.ts';

/** The archive that a log of the fixtures is packed into. */
export function packedFixture(path: string): Promise<Uint8Array> {
  return packed(projectPath(`test/fixtures/importers/${path}`));
}

/** The archive that a text is packed into, as a file of this name. */
export async function packedText(text: string, name: string): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, name), text);
    return packed(join(folder, name));
  });
}

/** The archive that a log is packed into. */
export async function packed(path: string): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    await packFile(path, join(folder, 'x.reprise'), { masking: false });
    return readFileSync(join(folder, 'x.reprise'));
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-export-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
