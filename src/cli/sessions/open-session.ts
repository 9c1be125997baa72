import { basename } from 'node:path';
import { openSource, tools } from '../../importers/index.ts';
import { archiveName, ImportFile, type InputSession } from '../../node/index.ts';
import { nameOf, type FoundSession } from './found-session.ts';

/**
 * Opens a session for as long as `use` takes.
 *
 * @throws {FileError | ImportError} as opening a file and recognising it; what `use` throws
 */
export async function withFoundSession<T>(
  found: FoundSession,
  signal: AbortSignal,
  use: (session: InputSession) => Promise<T>,
): Promise<T> {
  const { path, root, session, revision } = found;
  const file = await ImportFile.open(path, root === undefined ? {} : { root });
  try {
    // What the place of a log says of its tool goes over what its content may be taken for.
    const opened = await openSource(file, { signal, tool: tools.find(({ id }) => id === found.tool) });
    const input = { name: path, file, opened, isOfFolder: true, close: () => file.close() };
    return await use({
      inputs: [input],
      name: nameForArchive(found, nameOf(found)),
      ...(session !== undefined && {
        session: { id: session, ...(revision !== undefined && { revision }) },
      }),
    });
  } finally {
    await file.close();
  }
}

/** File name of an archive for a session, without extension; by its file's time where its records have none. */
export function nameForArchive(
  { tool, path, startedAt, modifiedAt }: FoundSession,
  title = basename(path).replace(/^\.|\.[^.]*$/g, ''),
): string {
  return archiveName({ tool, startedAt: startedAt ?? modifiedAt, title });
}
