import type { MaskedResult } from '../encode/index.ts';
import { ImportError } from '../importers/index.ts';
import { FileError } from './file-error.ts';
import { FileSink, type FileSinkOptions } from './file-sink.ts';
import { inputSessions, type InputSession } from './input-session.ts';
import { withInputs, type OpenInputsOptions } from './inputs.ts';
import { packSession, type PackSessionOptions } from './pack-session.ts';

/** How files are opened, packed and written. */
export interface PackFileOptions extends PackSessionOptions, OpenInputsOptions, FileSinkOptions {
  /** Id of the session to pack, for inputs that hold several: an account export, a folder. */
  readonly session?: string | undefined;
}

/**
 * Packs the log of a session into an archive: `packFile('session.jsonl', 'fix.reprise')`.
 *
 * @param input - a log, a recording, an account export, a folder of them; or several files of one session, which are
 *   merged onto one clock
 * @param output - path of the archive: it is complete under that name, or not there
 * @returns manifest, size and digest of the archive, what was masked, and what was found on the way
 * @throws {FileError} what is wrong with a path; `input-several-sessions` when the input holds several and none is chosen
 * @throws {ImportError} `unknown-source`, `ambiguous-source` when nothing tells whose log it is; `unknown-session`; as
 *   `Importer.import`
 */
export function packFile(
  input: string | readonly string[],
  output: string,
  options: PackFileOptions = {},
): Promise<MaskedResult> {
  const paths = typeof input === 'string' ? [input] : input;
  return withInputs(paths, options, async (inputs) => {
    const { signal, session: wanted } = options;
    const sessions = await inputSessions(inputs, signal ? { signal } : {});
    const session = wanted === undefined ? onlyOne(sessions) : withId(sessions, wanted);
    return FileSink.use(output, options, (sink) => packSession(session, sink, options));
  });
}

function onlyOne(sessions: readonly InputSession[]): InputSession {
  const [only] = sessions;
  if (only && sessions.length === 1) return only;
  const ids = sessions.slice(0, MAX_TOLD).map(({ session, name }) => session?.id ?? name);
  const count = sessions.length.toLocaleString('en');
  const more = sessions.length > MAX_TOLD ? ' …' : '';
  throw new FileError(
    'input-several-sessions',
    `there are ${count} sessions; choose one by its id: ${ids.join(', ')}${more}`,
  );
}

/** Ids that a message lists. */
const MAX_TOLD = 10;

function withId(sessions: readonly InputSession[], id: string): InputSession {
  const found = sessions.find(({ session, name }) => (session?.id ?? name) === id);
  if (!found) throw new ImportError('unknown-session', `there is no session "${id}"`);
  return found;
}
