/**
 * The page for frames: plays the archive that `?src=` names. Parameters of the address are attributes of the player,
 * `origin` says which page may drive it by messages, the fragment leads to a moment and holds the key of an encrypted
 * archive. It stores nothing, and needs no more of a sandbox than scripts.
 */
import { servePlayer } from '../dist/bundle/reprise-embed.js';

/** Attributes of the player that an address may set. */
const ATTRIBUTES = [
  'autoplay',
  'clock',
  'controls',
  'lang',
  'linked',
  'loop',
  'pace',
  'preload',
  'start',
  'theme',
  'view',
];

/** Where the player has one column, CSS px. */
const NARROW = 900;

const element = (id) => document.getElementById(id);
const player = element('player');
const parameters = new URLSearchParams(location.search);
const isGerman = (parameters.get('lang') ?? navigator.language).startsWith('de');

element('unstarted').remove();
document.documentElement.lang = isGerman ? 'de' : 'en';
document.documentElement.classList.toggle('plain', parameters.get('frame') === 'none');
// A ground of the frame that is not the one of the page around it cannot be seen through.
const theme = parameters.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme;
for (const name of ATTRIBUTES) if (parameters.has(name)) player.setAttribute(name, parameters.get(name));

// Before the archive is asked for: a page that listens from the start misses nothing.
const frame = servePlayer(player, window, originsOf(parameters));
player.addEventListener('loadedmetadata', nameTab);
player.addEventListener('loadedmetadata', tellHeight);
player.addEventListener('error', tellHeight);
new ResizeObserver(() => requestAnimationFrame(tellHeight)).observe(document.documentElement);
// The complete link, put into the address bar of the page that asks for its key.
addEventListener('hashchange', () => {
  if (player.error) open();
});
open();

function open() {
  const address = parameters.get('src') ?? '';
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : undefined;
  // In a sandboxed frame the page itself has no origin, and its address still has one.
  if (address === '' || (url?.protocol !== 'https:' && url?.origin !== new URL(location.href).origin)) {
    element('failure').textContent = isGerman
      ? 'Die Adresse dieser Seite nennt kein Archiv: ?src= muss eines dieser Website nennen oder mit https:// beginnen.'
      : 'The address of this page names no archive: ?src= must name one of this site, or begin with https://.';
    element('failure').hidden = false;
    return;
  }
  const key = new URLSearchParams(location.hash.slice(1)).get('k');
  if (key !== null) url.hash = `k=${key}`;
  player.hidden = false;
  player.src = url.href;
}

/** Who may drive the player, where the address says it: origins as browsers write them; `null` for pages without one. */
function originsOf(given) {
  if (!given.has('origin')) return undefined;
  return given.getAll('origin').filter((origin) => {
    if (origin === 'null') return true;
    return URL.canParse(origin) && new URL(origin).origin === origin;
  });
}

function nameTab() {
  const title = player.session.manifest?.title;
  document.title = title ? `${title} · Reprise` : 'Reprise';
}

/** Tells the page around the frame how high that should be: a conversation is read, a recording has its proportions. */
function tellHeight() {
  const { manifest } = player.session;
  const width = document.documentElement.clientWidth;
  if (width === 0) return;
  if (player.error) frame.resize(320);
  else if (!manifest) return;
  else if (manifest.tracks.every(({ kind }) => kind === 'terminal')) frame.resize(width * 0.62 + 60);
  else frame.resize(width < NARROW ? 640 : 704);
}
