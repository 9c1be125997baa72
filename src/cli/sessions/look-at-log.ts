import {
  detectImporter,
  DETECTION_SIZE,
  glanceAt,
  GLANCE_HEAD,
  GLANCE_TAIL,
  ImportError,
  isSqlite,
  openSource,
  unpackHead,
  type Glance,
  type RecordGlance,
  type SessionGlance,
  type Tool,
  tools,
} from '../../importers/index.ts';
import { FileError, openRegularFile, readFully } from '../../node/files.ts';
import { ImportFile } from '../../node/index.ts';

/** What a log is, and what it says of its session without being read. */
export interface LookedAt {
  readonly tool: Tool;
  readonly size: number;
  readonly modifiedAt: number;
  /** It is a database, which may hold no session. */
  readonly isStore?: true;
  /** Absent for tools that nobody taught to glance. */
  readonly glance?: SessionGlance;
}

/** What is expected of a file. */
export interface LookOptions {
  /** Id of the tool that the place of the file speaks for; what it holds decides. */
  readonly expected: string;
  /** A file beside it that the tool keeps facts of the session in, absolute. */
  readonly facts?: string | undefined;
  /** Told of bytes that were read. */
  readonly onRead: (bytes: number) => void;
}

/** Bytes of a file of facts. */
const MAX_FACTS_SIZE = 256 * 1024;

/** Confidence at which the tool that a folder belongs to is believed without asking the others. */
const SURE = 0.8;

/**
 * Looks at a file: at all of it when it is small, else at its beginning and its end.
 *
 * @returns `undefined` for what is of no known tool
 * @throws {FileError} as `openRegularFile`; system errors of reading
 */
export async function lookAtLog(path: string, options: LookOptions): Promise<LookedAt | undefined> {
  const { expected, facts, onRead } = options;
  return withFile(path, onRead, async (file) => {
    const { size: fileSize, modifiedAt } = file;
    const packedHead = await headOf(file);
    const unpacked = await withoutPacking(file, packedHead);
    const { size, read } = unpacked ?? file;
    const head = unpacked ? await headOf(unpacked) : packedHead;
    if (isSqlite(head)) {
      const store = await recogniseStore(path, expected);
      return store && { tool: store, size: fileSize, modifiedAt, isStore: true };
    }
    const tool =
      recognise(head, expected) ??
      (size > head.length ? recognise(await read(0, DETECTION_SIZE), expected) : undefined);
    if (!tool) return undefined;
    if (!tool.glance) return { tool, size: fileSize, modifiedAt };
    const glance = await glanceAt(tool.glance, { size, read }, head);
    const said = facts === undefined ? undefined : await readFacts(facts, tool.glance, onRead);
    return { tool, size: fileSize, modifiedAt, glance: said ? withFacts(glance, said) : glance };
  });
}

interface OpenFile {
  readonly size: number;
  readonly modifiedAt: number;
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
}

/** Bytes of a packed log that are unpacked for a look at it; of a larger one the end is not seen. */
const MAX_UNPACKED = 8 * 2 ** 20;

/** Packed bytes that are read at a time. */
const PACKED_CHUNK = 64 * 1024;

type Bytes = Pick<OpenFile, 'size' | 'read'>;

/** All of a small log, else its beginning. */
function headOf({ size, read }: Bytes): Promise<Uint8Array> {
  return read(0, size <= GLANCE_HEAD + GLANCE_TAIL ? size : GLANCE_HEAD);
}

/** A packed file as if it were not, as far as it is looked at; `undefined` for one that is not packed. */
async function withoutPacking(file: OpenFile, head: Uint8Array): Promise<Bytes | undefined> {
  const chunks = async function* (): AsyncGenerator<Uint8Array, void> {
    for (let at = 0; at < file.size; at += PACKED_CHUNK) yield await file.read(at, PACKED_CHUNK);
  };
  const unpacked = await unpackHead(head, chunks, MAX_UNPACKED);
  if (!unpacked) return undefined;
  const { bytes, isWhole } = unpacked;
  return {
    size: isWhole ? bytes.length : bytes.length + 1,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

async function withFile<T>(
  path: string,
  onRead: LookOptions['onRead'],
  use: (file: OpenFile) => Promise<T>,
): Promise<T> {
  const { handle, size, modifiedAt } = await openRegularFile(path);
  try {
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      const filled = await readFully(handle, bytes, offset);
      onRead(filled);
      return bytes.subarray(0, filled);
    };
    return await use({ size, modifiedAt, read });
  } finally {
    await handle.close();
  }
}

/** The facts, if there is a file of them that can be read. */
async function readFacts(
  path: string,
  glance: Glance,
  onRead: LookOptions['onRead'],
): Promise<RecordGlance | undefined> {
  try {
    const text = await withFile(path, onRead, async ({ read }) =>
      new TextDecoder().decode(await read(0, MAX_FACTS_SIZE)),
    );
    if (glance.facts) return glance.facts(text);
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? glance.record(value as Record<string, unknown>)
      : undefined;
  } catch (error) {
    if (error instanceof FileError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What the tool says of a session as a whole goes over what its records say; turns are counted in the log only. */
function withFacts(glance: SessionGlance, facts: RecordGlance): SessionGlance {
  // A file beside several logs is about one of them.
  const isOfAnother =
    facts.sessionId !== undefined && glance.sessionId !== undefined && facts.sessionId !== glance.sessionId;
  if (isOfAnother) return glance;
  const title = facts.title ?? glance.title ?? facts.generatedTitle;
  const { project = glance.project, branch = glance.branch, sessionId = glance.sessionId } = facts;
  // Records of a log tell more exactly when, where they have times.
  const startedAt = glance.startedAt ?? facts.time;
  const ends = [glance.endedAt, facts.endTime].filter((time) => time !== undefined);
  const endedAt = ends.length > 0 ? Math.max(...ends) : facts.time;
  return {
    ...glance,
    ...(title !== undefined && { title }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
    ...(branch !== undefined && { branch }),
    ...(sessionId !== undefined && { sessionId }),
    isPart: glance.isPart || facts.isPart === true,
  };
}

/** A database is known by its tables, which may stand in the file beside it. */
async function recogniseStore(path: string, expected: string): Promise<Tool | undefined> {
  const file = await ImportFile.open(path);
  try {
    // Of programs that were made of each other and have the same tables, the place decides.
    const likely = tools.filter(({ id }) => id === expected);
    for (const candidates of [likely, tools]) {
      const opened = await openSource(file, { candidates }).catch(passOver);
      if (opened && opened.confidence >= SURE) return opened.tool;
    }
    return undefined;
  } finally {
    await file.close();
  }
}

/** What nobody knows is no error in a search; a damaged database is. */
function passOver(error: unknown): undefined {
  const isUnknown = error instanceof ImportError && /^(?:unknown|ambiguous)-source$/.test(error.code);
  if (!isUnknown) throw error;
}

/** Asks the tool that is expected first: with it being sure, which is the rule, the others need not read along. */
function recognise(head: Uint8Array, expected: string): Tool | undefined {
  const likely = tools.find(({ id }) => id === expected);
  if (likely && likely.detect(head) >= SURE) return likely;
  try {
    return detectImporter(head).tool;
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}
