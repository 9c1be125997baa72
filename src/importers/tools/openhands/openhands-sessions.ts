import type { ImportOptions, SourceSession } from '../../importer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { eventFiles, readEvent, readState } from './conversation-files.ts';
import { formOf } from './conversation-records.ts';
import { firstPrompt } from './find-subagents.ts';

/** Characters of a prompt that stands for a title. */
const TITLE_LENGTH = 200;

/**
 * The conversation of a folder, for lists: its state knows neither times nor prompts, so its first events and the last
 * one are looked at. Of the other forms nothing is told.
 */
export async function openHandsSessions(
  source: ImportSource,
  { signal }: ImportOptions = {},
): Promise<readonly SourceSession[]> {
  if ((await formOf(source)) !== 'folder') return [];
  const { id = 'conversation', cwd, title } = await readState(source);
  signal?.throwIfAborted();
  const paths = await eventFiles(source);
  const [startedAt, endedAt] = [await timeOf(source, paths[0]), await timeOf(source, paths.at(-1))];
  const name = title ?? (await firstPrompt(source))?.replaceAll(/\s+/g, ' ').trim().slice(0, TITLE_LENGTH);
  return [
    {
      id,
      ...(name !== undefined && { title: name }),
      ...(startedAt !== undefined && { startedAt }),
      ...(endedAt !== undefined && { endedAt }),
      ...(cwd !== undefined && { project: cwd }),
    },
  ];
}

async function timeOf(source: ImportSource, path: string | undefined): Promise<number | undefined> {
  const event = path === undefined ? undefined : (await readEvent(source, path)).value;
  return parseIsoTime(event?.['timestamp']);
}
