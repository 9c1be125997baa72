import { mkdir } from 'node:fs/promises';
import { FileError, systemReason } from '../../node/files.ts';
import type { CommandContext } from '../command-context.ts';
import { sentenceOf } from '../error-sentence.ts';
import type { ArchiveShelf, ShelvedArchive } from './archive-shelf.ts';
import type { FoundSession } from './found-session.ts';
import { KeepLock } from './keep-lock.ts';
import { currentArchive } from './current-archive.ts';
import { foresee, keepSession, resultOf, type KeepResult } from './keep-session.ts';

/** How sessions are archived. */
export interface KeepSessionsOptions {
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  /** Told of each session as soon as it is done. */
  readonly onResult?: (result: KeepResult) => void;
}

/**
 * Archives sessions in their order, one after another; one that fails does not keep the others from it.
 *
 * @throws when it is interrupted
 */
export async function keepSessions(
  sessions: readonly FoundSession[],
  shelf: ArchiveShelf,
  { dryRun = false, onResult }: KeepSessionsOptions,
  context: CommandContext,
): Promise<readonly KeepResult[]> {
  const results: KeepResult[] = [];
  const current = await currentArchives(sessions, shelf);
  for (const [index, session] of sessions.entries()) {
    context.signal.throwIfAborted();
    context.output.progress(`keeping: ${index + 1} of ${sessions.length}`);
    const archive = current.get(session);
    let result: KeepResult;
    try {
      if (archive) result = resultOf(session, 'unchanged', archive);
      else result = dryRun ? foresee(session, shelf) : await keepSession(session, shelf, context);
    } catch (error) {
      if (context.signal.aborted) throw error;
      // Any fault of one session, foreseen or not, is told and leaves the others alone.
      result = { session, state: 'failed', remark: sentenceOf(error) };
    }
    results.push(result);
    onResult?.(result);
  }
  return results;
}

/** Archives that hold sessions as they are; they are of these sessions, and of no others that may look like them. */
async function currentArchives(
  sessions: readonly FoundSession[],
  shelf: ArchiveShelf,
): Promise<ReadonlyMap<FoundSession, ShelvedArchive>> {
  const current = new Map<FoundSession, ShelvedArchive>();
  for (const session of sessions) {
    const archive = await currentArchive(session, shelf);
    if (!archive) continue;
    shelf.assign(archive, session);
    current.set(session, archive);
  }
  return current;
}

/**
 * Makes the folder of archives where there is none. Sessions hold what nobody else should read.
 *
 * @throws {FileError} `output-unwritable`
 */
export async function makeArchivesFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new FileError('output-unwritable', `cannot make ${folder}: ${systemReason(cause)}`, { cause });
  });
}

/**
 * Does the work in a folder that is there, unless somebody else is at it.
 *
 * @returns words about who is at it
 * @throws {FileError} `output-unwritable`; what `work` throws
 */
export async function withKeepLock(folder: string, work: () => Promise<void>): Promise<string | undefined> {
  const lock = await KeepLock.take(folder);
  if (typeof lock === 'string') return lock;
  try {
    await work();
  } finally {
    await lock.release();
  }
  return undefined;
}
