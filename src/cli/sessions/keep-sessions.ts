import { FileError, makeFolder, systemReason } from '../../node/files.ts';
import type { PackSessionOptions } from '../../node/index.ts';
import type { CommandContext } from '../command-context.ts';
import { sentenceOf } from '../error-sentence.ts';
import type { Output } from '../output.ts';
import { sweepFolder } from '../sweep-folder.ts';
import type { ArchiveShelf, ShelvedArchive } from './archive-shelf.ts';
import type { FoundSession } from './found-session.ts';
import { KeepLock } from './keep-lock.ts';
import { currentArchive } from './current-archive.ts';
import { foresee, keepSession, resultOf, type KeepResult } from './keep-session.ts';
import { packMany, type Pack } from './pack-many.ts';

/** How sessions are archived. */
export interface KeepSessionsOptions {
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  /** What is masked; as `PackSessionOptions.masking`. */
  readonly masking?: PackSessionOptions['masking'];
  /** Told of each session as soon as it is done. */
  readonly onResult?: (result: KeepResult) => void;
}

/**
 * Archives sessions; several are packed at once, and get their places in their order. One that fails does not keep the others
 * from it.
 *
 * @throws when it is interrupted
 */
export async function keepSessions(
  sessions: readonly FoundSession[],
  shelf: ArchiveShelf,
  { dryRun = false, masking, onResult }: KeepSessionsOptions,
  context: CommandContext,
): Promise<readonly KeepResult[]> {
  const { signal } = context;
  const current = await currentArchives(sessions, shelf);
  const fresh = sessions.filter((session) => !current.has(session));
  const outcomes = new Map<FoundSession, KeepResult>();
  for (const [session, archive] of current) outcomes.set(session, resultOf(session, 'unchanged', archive));
  for (const result of outcomes.values()) onResult?.(result);
  let turn: Promise<unknown> = Promise.resolve();
  const work = async (session: FoundSession, pack: Pack): Promise<KeepResult> => {
    signal.throwIfAborted();
    if (dryRun) return foresee(session, shelf);
    const packMasked: Pack = (opened, sink) => pack(opened, sink, { masking });
    const kept = keepSession(session, shelf, { signal, pack: packMasked, turn });
    turn = Promise.allSettled([turn, kept]);
    return kept;
  };
  const packing = packMany({ items: fresh, sizeOf: ({ size }) => size, work }, context);
  for await (const { item: session, outcome } of packing) {
    const result = resultIn(outcome, session, signal);
    outcomes.set(session, result);
    onResult?.(result);
  }
  return sessions.flatMap((session) => outcomes.get(session) ?? []);
}

/** Any fault of one session, foreseen or not, is told and leaves the others alone. */
function resultIn(
  outcome: PromiseSettledResult<KeepResult>,
  session: FoundSession,
  signal: AbortSignal,
): KeepResult {
  if (outcome.status === 'fulfilled') return outcome.value;
  if (signal.aborted) throw outcome.reason;
  return { session, state: 'failed', remark: sentenceOf(outcome.reason) };
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
export async function makeArchivesFolder(folder: string, output?: Output): Promise<void> {
  await makeFolder(folder, { mode: 0o700 }).catch((cause: unknown) => {
    throw new FileError('output-unwritable', `cannot make ${folder}: ${systemReason(cause)}`, { cause });
  });
  await sweepFolder(folder, output);
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
