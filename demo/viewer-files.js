/** Files that were picked or dropped, by their paths: those in a folder begin with its name. */

/** Files that are taken of a folder. */
const MAX_FILES = 20_000;

/** Folders below a dropped one that are entered: tools nest their sessions four deep at most. */
const MAX_DEPTH = 8;

/** What a field for files, or the clipboard, has. */
export function filesOfList(list) {
  const files = new Map();
  for (const file of [...list].slice(0, MAX_FILES)) add(files, file.webkitRelativePath || file.name, file);
  return files;
}

/** What was dropped, the files in folders too. To be called while the event is handled: it is empty afterwards. */
export async function filesOfDrop({ items, files: list }) {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some(({ isDirectory }) => isDirectory)) return filesOfList(list);
  const files = new Map();
  let level = entries;
  for (let depth = 0; level.length > 0 && depth <= MAX_DEPTH; depth++) {
    const next = [];
    for (const entry of level) {
      if (files.size >= MAX_FILES) return files;
      if (entry.isDirectory) next.push(...(await entriesOf(entry)));
      else await fileOf(entry).then((file) => add(files, entry.fullPath.slice(1), file), skip);
    }
    level = next;
  }
  return files;
}

/** A second file of the same name is another file. */
function add(files, path, file) {
  let free = path;
  for (let number = 2; files.has(free); number++) free = `${path} (${number})`;
  files.set(free, file);
}

function fileOf(entry) {
  return new Promise((...done) => entry.file(...done));
}

/** What may not be read, or is gone meanwhile, is no reason to leave out the others. */
function skip() {
  return [];
}

/** What a folder holds; a browser tells it in pieces. */
async function entriesOf(folder) {
  const reader = folder.createReader();
  const entries = [];
  for (;;) {
    const piece = await new Promise((...done) => reader.readEntries(...done)).catch(skip);
    if (piece.length === 0 || entries.length > MAX_FILES) return entries;
    entries.push(...piece);
  }
}
