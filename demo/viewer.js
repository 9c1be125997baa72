/**
 * The viewer page: plays the archive that `?src=` names, or files that are picked, pasted or dropped. Logs and
 * recordings are packed here, with parts of the bundle that are loaded only then.
 */
import { translate } from './viewer-strings.js';

document.getElementById('unscripted').remove();
const strings = await translate();
const [player, welcome, status, origin, pick, save, drop] = [
  'player',
  'welcome',
  'status',
  'origin',
  'pick',
  'save',
  'drop',
].map((id) => document.getElementById(id));

const src = new URLSearchParams(location.search).get('src');
if (src !== null) openAddress(src);

pick.addEventListener('change', () => openFiles(pick.files));
addEventListener('paste', ({ clipboardData }) => openFiles(clipboardData.files));
addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.hidden = !event.dataTransfer.types.includes('Files');
});
addEventListener('dragleave', ({ relatedTarget }) => {
  if (relatedTarget === null) drop.hidden = true;
});
addEventListener('drop', (event) => {
  event.preventDefault();
  drop.hidden = true;
  openFiles(event.dataTransfer.files);
});
// The page is there for its player: a key that nothing else has is the player's.
addEventListener('keydown', (event) => {
  if (event.target !== document.body || player.hidden) return;
  if (!player.dispatchEvent(new KeyboardEvent('keydown', event))) event.preventDefault();
});
player.addEventListener('loadedmetadata', () => {
  document.title = `${player.session.manifest?.title ?? strings.session} · Reprise`;
});

function openAddress(address) {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : undefined;
  if (url?.protocol !== 'https:' && url?.origin !== location.origin) {
    return fail(strings.noAddress(address));
  }
  show(
    url.origin === location.origin ? fileName(url.pathname) : strings.from(fileName(url.pathname), url.host),
  );
  player.src = url.href;
}

async function openFiles(list) {
  const files = [...list];
  if (files.length === 0) return;
  const names = files.map(({ name }) => name).join(' + ');
  try {
    const archives = await Promise.all(files.map(isArchive));
    if (archives.includes(true) && files.length > 1) {
      return fail(strings.oneAtATime);
    }
    const archive = archives[0] ? files[0] : await pack(files);
    history.replaceState(null, '', location.pathname);
    show(strings.fromComputer(names));
    offer(archives[0] ? undefined : archive, files[0].name);
    player.source = archive;
  } catch (error) {
    fail(strings.failed(names, error.message));
  }
}

/** A ZIP that is no account export; whether it is an archive that can be played, the player says. */
async function isArchive(file) {
  const head = await file.slice(0, 38).text();
  if (!head.startsWith('PK')) return false;
  if (head.endsWith('mimetype')) return true;
  const { isRepriseArchive, PickedFile } = await import('../dist/bundle/reprise-importers.js');
  return isRepriseArchive(new PickedFile(file));
}

/** Packs logs and recordings of one session into an archive. */
async function pack(files) {
  say(strings.packing(files.map(({ name }) => name)));
  const [{ createPakoDeflater, encodeSession }, { openSource, PickedFile }] = await Promise.all([
    import('../dist/bundle/reprise-encode.js'),
    import('../dist/bundle/reprise-importers.js'),
  ]);
  const sources = [];
  const companions = [];
  for (const file of files) {
    if (companions.includes(file.name)) continue;
    const opened = await openSource(new PickedFile(file, files));
    companions.push(...opened.companions);
    sources.push(opened);
  }
  const parts = [];
  await encodeSession(sources, {
    deflater: await createPakoDeflater(),
    sink: { write: (bytes) => void parts.push(bytes.slice()) },
    generator: { name: 'reprise-viewer', version: '0.1.0' },
    title: undefined,
  });
  return new Blob(parts, { type: 'application/vnd.reprise+zip' });
}

function show(text) {
  origin.textContent = text;
  welcome.hidden = status.hidden = save.hidden = true;
  player.hidden = false;
}

function say(text, failed = false) {
  status.textContent = text;
  status.classList.toggle('failed', failed);
  status.hidden = false;
  welcome.hidden = player.hidden = true;
}

function fail(text) {
  say(text, true);
  welcome.hidden = false;
  status.classList.add('failed');
}

/** Lets the viewer keep an archive that was packed here. */
function offer(archive, name) {
  if (save.href) URL.revokeObjectURL(save.href);
  save.hidden = archive === undefined;
  if (archive === undefined) return;
  save.href = URL.createObjectURL(archive);
  save.download = `${name.replace(/\.[^.]+$/, '')}.reprise`;
}

function fileName(path) {
  return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
}
