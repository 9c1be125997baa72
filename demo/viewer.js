/**
 * The viewer page: plays the archive that `?src=` names, or what is picked, pasted or dropped. It shows one of its
 * views at a time: the start, a choice of sessions, that it is busy, a review, or the player.
 */
import { showChoice } from './viewer-choice.js';
import { filesOfDrop, filesOfList } from './viewer-files.js';
import { Reviewing } from './viewer-reviewing.js';
import { translate } from './viewer-strings.js';

const VIEWS = ['start', 'choice', 'busy', 'review', 'stage'];
const element = (id) => document.getElementById(id);
const player = element('player');

/** The choice that the session that plays was made from. */
let choice;
/** What was last shown to stay: where a failure leads back to. */
let settled;
/** The archive that can be saved. */
let offered;
/** Counts what was asked to be opened: what is asked last is what opens. */
let asked = 0;

element('unstarted').remove();
const parameters = new URLSearchParams(location.search);
const src = parameters.get('src');
// The player shows by itself that it loads: nothing else comes before it, not even for a moment.
if (src !== null) show('stage');
const strings = await translate();
const reviewing = new Reviewing({ strings, player, show, busy, fail: failFor, play });
if (src === null) show('start');
else openAddress(withKey(src));
if (src !== null && parameters.has('review')) reviewing.openServed(parameters.get('review'));

for (const id of ['pick', 'pick-folder', 'pick-another', 'pick-other']) {
  element(id).addEventListener('change', ({ target }) => {
    const files = filesOfList(target.files);
    // The same file again is a change too.
    target.value = '';
    openFiles(files);
  });
}
// The complete link, put into the address bar of the page that asks for its key.
addEventListener('hashchange', () => {
  if (src !== null && player.error && withKey(src) !== src) openAddress(withKey(src));
});
addEventListener('paste', (event) => {
  if (event.target instanceof HTMLInputElement) return;
  const { files } = event.clipboardData;
  const text = event.clipboardData.getData('text').trim();
  if (files.length > 0) openFiles(filesOfList(files));
  else if (/^https?:\/\/\S+$/.test(text)) openAddress(text);
  else if (text !== '') openFiles(filesOfList([new File([text], strings.pasted)]));
});
// Served by `reprise open` the page may ask that server only.
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  if (effectiveDirective === 'connect-src') fail(strings.elsewhere, strings.openFile);
});
addEventListener('dragover', (event) => {
  event.preventDefault();
  element('drop').hidden = !event.dataTransfer.types.includes('Files');
});
addEventListener('dragleave', ({ relatedTarget }) => {
  if (relatedTarget === null) element('drop').hidden = true;
});
addEventListener('drop', async (event) => {
  event.preventDefault();
  element('drop').hidden = true;
  openFiles(await filesOfDrop(event.dataTransfer));
});
// The page is there for its player: a key that nothing else has is the player's.
addEventListener('keydown', (event) => {
  if (event.target !== document.body || element('stage').hidden) return;
  if (!player.dispatchEvent(new KeyboardEvent('keydown', event))) event.preventDefault();
});
player.addEventListener('loadedmetadata', nameTab);
element('save-page').addEventListener('click', savePage);
element('back').addEventListener('click', () => show('choice'));
element('dismiss-doubt').addEventListener('click', () => {
  element('doubt').hidden = true;
  player.focus({ preventScroll: true });
});
element('dismiss').addEventListener('click', () => {
  element('failure').hidden = true;
  // A player that was never given anything is no place to go back to.
  const back = settled === 'choice' || player.currentSrc ? settled : 'start';
  show(back);
  if (back === 'start') element('pick').focus();
});

/** An address with the key that the page's own has behind its #: there it stays, as no request contains it. */
function withKey(address) {
  const key = new URLSearchParams(location.hash.slice(1)).get('k');
  return key === null ? address : `${address.split('#')[0]}#k=${key}`;
}

function openAddress(address) {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : undefined;
  if (url?.protocol !== 'https:' && url?.origin !== location.origin) {
    return fail(strings.noAddress(address), strings.whichAddress);
  }
  asked += 1;
  choice = undefined;
  offerNothing();
  player.source = undefined;
  player.src = url.href;
  reviewing.ofAddress(url);
  show('stage');
}

/** Opens what was given: the only session of it, or the one that is chosen. */
async function openFiles(files) {
  if (files.size === 0) return;
  const request = (asked += 1);
  const names = strings.names([...folderOr(files)]);
  busy(strings.looking(names));
  try {
    const { findSessions } = await import('./viewer-sessions.js');
    const found = await findSessions(files, strings, (done, all) => {
      if (request === asked) showProgress(done, all);
    });
    if (request !== asked) return;
    choice = undefined;
    if (found.sessions.length === 1) return await openSession(found.sessions[0]);
    choice = found;
    showChoice({ ...found, strings, open: openSession });
    show('choice');
  } catch (error) {
    if (request === asked) await failFor(names, error);
  }
}

/** What files are called together: those of a folder by its name. */
function folderOr(files) {
  const tops = new Set([...files.keys()].map((path) => path.split('/')[0]));
  return tops.size === 1 ? tops : files.keys();
}

/** How far a folder was looked into. */
function showProgress(done, all) {
  element('progress').hidden = false;
  element('progress-bar').max = all;
  element('progress-bar').value = done;
  element('progress-text').textContent = strings.lookedAt(done, all);
}

/** Packs a session if it is none of an archive yet, and plays it. */
async function openSession(session) {
  const request = (asked += 1);
  busy(strings.packing(session.title));
  try {
    const { archive, draft, doubt } = await session.open();
    if (request !== asked) return;
    history.replaceState(null, '', location.pathname);
    offerNothing();
    element('back').hidden = choice === undefined;
    if (draft) reviewing.ofPacked(draft);
    else reviewing.ofFile(archive);
    if (doubt) warn(strings.doubtful(doubt));
    play(archive, { isMadeHere: draft !== undefined });
    show('stage');
  } catch (error) {
    if (request === asked) await failFor(session.title, error);
  }
}

/** Says what is being done in place of anything else. */
function busy(status) {
  element('status').textContent = status;
  element('progress').hidden = true;
  show('busy');
}

/** Plays an archive; one that was made here can be saved. */
function play(archive, { isMadeHere }) {
  if (isMadeHere) offer(archive);
  player.source = archive;
}

/** Shows a view, and the others not; who listens or types is taken to it. */
function show(view) {
  for (const id of VIEWS) element(id).hidden = id !== view;
  if (view === 'choice' || view === 'stage') settled = view;
  element('bar').hidden = view === 'stage' || view === 'review';
  element('bar-open').hidden = view !== 'choice';
  if (view !== 'stage') player.pause?.();
  nameTab();
  if (view === 'choice') element('filter').focus();
  if (view === 'stage') focusPlayer();
}

/** Tells the tab, and who hears the page, what is open. */
function nameTab() {
  const title = element('stage').hidden ? undefined : player.session?.manifest?.title;
  document.title = title ? `${title} · Reprise` : 'Reprise';
  element('session-title').textContent = title || 'Reprise';
}

/** Its keys work at once: nobody has to find something in it to click first. */
async function focusPlayer() {
  await customElements.whenDefined('reprise-player');
  await player.updateComplete;
  // Nobody came to it by keys: a ring around the whole window would say nothing.
  if (!element('stage').hidden && !player.matches(':focus-within'))
    player.focus({ preventScroll: true, focusVisible: false });
}

async function failFor(name, error) {
  const { reasonOf } = await import('./viewer-sessions.js');
  fail(strings.failed(name), reasonOf(error, strings));
}

/** Says what went wrong, in its own place above what can be done instead. */
function fail(title, reason) {
  element('failure-title').textContent = title;
  element('failure-reason').textContent = reason;
  element('failure').hidden = false;
  show('start');
  scrollTo(0, 0);
}

/** Says above the player that what it shows may be misunderstood. */
function warn(reason) {
  element('doubt-reason').textContent = reason;
  element('doubt').hidden = false;
}

/** Lets the viewer keep an archive that was packed here. */
function offer(archive) {
  const save = element('save');
  if (save.href) URL.revokeObjectURL(save.href);
  save.href = URL.createObjectURL(archive);
  save.download = archive.name;
  save.hidden = false;
  offered = archive;
  element('save-page').hidden = false;
}

/** Saves what plays as a page that plays it by itself; one that was not masked is not made to be shared. */
async function savePage() {
  const button = element('save-page');
  button.disabled = true;
  try {
    const { pageOf } = await import('./viewer-page.js');
    const page = await pageOf(offered);
    if (page) download(page);
    else warn(strings.pageUnmasked);
  } catch (error) {
    warn(strings.pageFailed(error.message));
  } finally {
    button.disabled = false;
  }
}

function download(file) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function offerNothing() {
  const save = element('save');
  if (save.href) URL.revokeObjectURL(save.href);
  save.hidden = true;
  offered = undefined;
  element('save-page').hidden = true;
  reviewing.end();
  element('back').hidden = true;
  element('failure').hidden = true;
  element('doubt').hidden = true;
}
