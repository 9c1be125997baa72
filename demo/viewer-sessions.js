/**
 * Which sessions files hold, and how each of them becomes an archive. Loaded when files are opened, with the parts of
 * the bundle that read logs; what packs them is loaded when one is opened.
 */
import {
  archivesInZip,
  chainLogs,
  doubtIn,
  glanceAt,
  GLANCE_HEAD,
  GLANCE_TAIL,
  importJoined,
  isRepriseArchive,
  JoinedSource,
  openSource,
  PickedFile,
  PickedFolder,
  sourcesOfPaths,
  storeOfFile,
} from '../dist/bundle/reprise-importers.js';

/** Files of a folder that are offered as sessions: each of them is looked into. */
const MAX_SOURCES = 2000;

/**
 * The sessions of files: of one that holds several each of them; of several files those that do not belong together.
 *
 * @param files - path → file
 * @param onProgress - told how many files of a folder were looked at, and of how many
 * @returns `sessions`, each with what is known of it and `open()`; `name` of what holds them; `together()`, which
 *   opens all as one, where that may be meant
 */
export async function findSessions(files, strings, onProgress = () => undefined) {
  const isFolder = [...files.keys()].some((path) => path.includes('/'));
  if (isFolder) return sessionsOfFolder(files, strings, onProgress);
  const inputs = await openInputs([...files.values()]);
  const [only] = inputs;
  const name = files.size === 1 ? [...files.keys()][0] : strings.files(files.size);
  if (inputs.length === 1) return { name, ...(await sessionsOfInput(only)) };
  const parts = await partsOf(inputs);
  if (parts.length === 1) return { name, sessions: [await sessionOf(inputs)] };
  const sessions = await inTurn(parts, (part) => sessionOf(part));
  const logs = inputs.filter(({ opened }) => opened);
  if (logs.length < inputs.length) return { name, sessions };
  return { name, sessions, together: await sessionOf(inputs) };
}

/** Why something cannot be opened, in the words of the page where it has some. */
export function reasonOf(error, strings) {
  const kind = error.kind && strings.kinds[error.kind];
  return kind || strings.reasons[error.code] || error.message;
}

/** Opens files, without those that others read as parts of themselves. */
async function openInputs(files) {
  const inputs = [];
  const names = files.map(({ name }) => name);
  // What stands beside a database is read with it, whichever was picked first.
  const companions = new Set(names.filter((name) => names.includes(storeOfFile(name))));
  for (const file of files) {
    if (companions.has(file.name)) continue;
    const zipped = await zippedArchives(file);
    inputs.push(...zipped);
    if (zipped.length > 0) continue;
    const input = await openInput(file, new PickedFile(file, files));
    for (const name of input.opened?.companions ?? []) companions.add(name);
    inputs.push(input);
  }
  return inputs.filter(({ file }) => !companions.has(file.name));
}

/** A file as an archive, or as the log of a tool. */
async function openInput(file, source) {
  if (await isArchive(file)) return { file };
  try {
    return { file, opened: await openSource(source) };
  } catch (error) {
    throw Object.assign(error, { kind: kindOf(file) });
  }
}

/** An encrypted archive, or a ZIP that is no account export; whether it can be played, the player says. */
async function isArchive(file) {
  const head = await file.slice(0, 38).text();
  // An encrypted one begins with a byte that is no text.
  if (!head.startsWith('PK') && !head.startsWith('\ufffdREPR')) return false;
  return head.endsWith('mimetype') || isRepriseArchive(new PickedFile(file));
}

/** The archives that a ZIP holds which is none itself, as bug trackers give attachments back. */
async function zippedArchives(file) {
  if (!(await file.slice(0, 2).text()).startsWith('PK') || (await isArchive(file))) return [];
  return (await archivesInZip(new PickedFile(file))).map(({ name, read }) => ({
    file: { name },
    load: async () => new File([await read()], name),
  }));
}

/** What a file that is no session is instead. */
function kindOf({ type }) {
  const [kind] = type.split('/');
  if (['image', 'video', 'audio'].includes(kind)) return kind;
  return type === 'application/pdf' ? 'document' : undefined;
}

/**
 * The inputs by what belongs together: logs that go on with each other, and a single such session with the recordings
 * that were given along with it. Anything else is a question.
 */
async function partsOf(inputs) {
  const isRecording = ({ opened }) => opened?.tool.recordsTerminal === true;
  const archives = inputs.filter(({ opened }) => !opened).map((input) => [input]);
  const logs = (await chainsOf(inputs.filter((input) => input.opened && !isRecording(input)))).flatMap(
    ({ members, unrelated }) => [
      members.filter((member) => !unrelated.includes(member)),
      ...unrelated.map((member) => [member]),
    ],
  );
  const recordings = inputs.filter(isRecording);
  if (archives.length === 0 && logs.length === 1) return [[...logs[0], ...recordings]];
  return [...archives, ...logs, ...recordings.map((recording) => [recording])];
}

/** Logs of one tool that go on with each other; the others alone. */
async function chainsOf(inputs) {
  const groups = Map.groupBy(inputs, ({ opened }) => opened.tool);
  const chains = await inTurn([...groups.values()], async (group) => {
    if (group.length === 1) return [{ members: group, source: group[0].opened.source, unrelated: [] }];
    const sources = group.map(({ opened }) => opened.source);
    return (await chainLogs(group[0].opened.importer, sources)).map(({ members, source, unrelated }) => ({
      members: members.map((member) => group[member]),
      unrelated: unrelated.map((member) => group[member]),
      source,
    }));
  });
  return chains.flat();
}

/** The sessions that one input holds. */
async function sessionsOfInput(input) {
  const held = (await input.opened?.importer.sessions?.(input.opened.source)) ?? [];
  if (held.length < 2) return { sessions: [await sessionOf([input])] };
  const tool = input.opened.tool.label;
  return {
    tool,
    sessions: newestFirst(held).map(({ id, title, startedAt, turns, project, subagents }) => ({
      title: title ?? id,
      startedAt,
      turns,
      project,
      subagents,
      open: () => pack([input], title ?? id, id),
    })),
  };
}

/** Inputs that are one session. */
async function sessionOf(inputs) {
  const [{ file, opened, load }] = inputs;
  const name = stemOf(file.name);
  if (load) return { title: file.name, open: async () => ({ archive: await load() }) };
  const size = inputs.reduce((sum, input) => sum + input.file.size, 0);
  if (!opened) return { title: file.name, size, open: async () => ({ archive: file }) };
  const glance = (await glanceOf(opened)) ?? {};
  return {
    title: glance.title ?? glance.prompt ?? file.name,
    tool: opened.tool.label,
    startedAt: glance.startedAt,
    turns: glance.turns,
    isLeast: !glance.isWhole,
    project: glance.project,
    branch: glance.branch,
    isDoubtful: glance.isDoubtful === true,
    // What a subagent is folded by.
    id: glance.sessionId,
    parent: glance.parent,
    size,
    open: () => pack(inputs, name),
  };
}

async function glanceOf({ tool, source }) {
  if (!tool.glance || !source.read) return undefined;
  const { size } = source;
  const head = await source.read(0, size <= GLANCE_HEAD + GLANCE_TAIL ? size : GLANCE_HEAD);
  return glanceAt(tool.glance, source, head);
}

/** Logs of a folder are sessions of their own; those that hold several are asked for theirs. */
async function sessionsOfFolder(files, strings, onProgress) {
  const folder = new PickedFolder(files);
  let looked = 0;
  const toolOf = async (path) => {
    onProgress((looked += 1), files.size);
    try {
      // A database is read with what stands beside it.
      const root = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      return (await openInput(files.get(path), folder.source(path, root))).opened?.tool;
    } catch {
      return undefined;
    }
  };
  const archives = await inTurn([...files.values()], async (file) =>
    (await isArchive(file)) ? [{ file }] : zippedArchives(file),
  );
  const found = await sourcesOfPaths(folder.paths, toolOf);
  const name = folder.paths[0].split('/')[0];
  const count = found.length + archives.flat().length;
  if (count === 0) throw new Error(strings.emptyFolder);
  if (count > MAX_SOURCES) throw new Error(strings.largeFolder(MAX_SOURCES));
  const logs = await inTurn(found, async ({ path, root, tool }) => {
    const opened = await openSource(folder.source(path, root), { tool });
    return { file: files.get(path), opened };
  });
  const lists = await inTurn([...archives.flat(), ...logs], async (input) => {
    const { tool, sessions } = await sessionsOfInput(input);
    return sessions.map((session) => ({ tool, ...session }));
  });
  return { name, sessions: newestFirst(withSubagents(lists.flat())) };
}

/** Puts the logs of subagents into the sessions that started them; those whose session is not there stay. */
function withSubagents(sessions) {
  const keyOf = (tool, id) => JSON.stringify([tool, id]);
  const byKey = new Map(
    sessions.filter(({ id }) => id).map((session) => [keyOf(session.tool, session.id), session]),
  );
  return sessions.filter((session) => {
    const parent = session.parent && byKey.get(keyOf(session.tool, session.parent));
    if (!parent || parent === session) return true;
    parent.subagents = (parent.subagents ?? 0) + 1;
    return false;
  });
}

/** Packs logs and recordings of one session into an archive, its secrets masked. */
async function pack(inputs, name, session) {
  const { encodeMasked } = await import('../dist/bundle/reprise-encode.js');
  const { packedDraft } = await import('./viewer-masking.js');
  const isRecording = ({ opened }) => opened.tool.recordsTerminal === true;
  const chains = await chainsOf(inputs.filter((input) => !isRecording(input)));
  const options = session === undefined ? {} : { session };
  const sources = [
    ...chains.map(({ members: [{ opened }], source }) => ({
      events: () =>
        source instanceof JoinedSource
          ? importJoined(opened.importer, source, options)
          : opened.events(options),
    })),
    ...inputs.filter(isRecording).map(({ opened }) => opened),
  ];
  const draft = await packedDraft(
    (given) => encodeMasked(sources, { ...given, fallbackTitle: name }),
    `${fileNameOf(name)}.reprise`,
  );
  // Which tool's log it was taken for, where that seems to be wrong.
  const log = inputs.find((input) => !isRecording(input));
  const doubt = doubtIn(draft.manifest.fidelity) === undefined ? undefined : log?.opened.tool.label;
  return { archive: draft.archive, draft, doubt };
}

/** Those without a time stand last, in their order. */
function newestFirst(sessions) {
  return [...sessions].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
}

/** One after the other: hundreds of files at once would be in memory together. */
async function inTurn(list, task) {
  const results = [];
  for (const item of list) results.push(await task(item));
  return results;
}

/** A name without its extension, and without that of what packed it. */
function stemOf(name) {
  return name.replace(/(?<=.)\.(?:gz|bz2|zst|xz)$/i, '').replace(/(?<=.)\.[^.]+$/, '');
}

/** A title as the name of a file. */
function fileNameOf(title) {
  return (
    title
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'session'
  );
}
