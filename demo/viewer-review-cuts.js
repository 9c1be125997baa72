/** What can be left out of the archive: turns, stretches of time, files and pictures, each with the way back. */
import { icon, make, makeButton } from './viewer-dom.js';
import { parseClock, SpanStrip } from './viewer-span-strip.js';
import { clock, withoutValues } from './viewer-review-place.js';
import { element, state, tell } from './viewer-review-state.js';

/** Rows of a kind that are in the page. */
const MAX_ROWS = 500;

let changed;
const strip = new SpanStrip(element('cut-strip'), ({ start, end }) => {
  element('cut-from').value = clock(start);
  // A drag to the end means the end, which has no whole second.
  element('cut-to').value = end >= state.shown.cuts.outline.duration ? '' : clock(end);
});

element('cut-time').addEventListener('submit', (event) => {
  event.preventDefault();
  addSpan();
});

/** @param act - what is done once something is left out, or is not any more */
export function onCutsChanged(act) {
  changed = act;
}

/** Shows all that can be left out. */
export function renderCuts() {
  const { cuts, words } = state.shown;
  const { turns, files, pictures, duration } = cuts.outline;
  element('cuts-open-count').textContent = cuts.isEmpty ? '' : words.leftOut(cuts.counts);
  if (!state.isCutting) return;
  const focused = keyOf(document.activeElement);
  element('cuts-summary').textContent = cuts.isEmpty ? words.nothingLeftOut : words.leftOut(cuts.counts);
  element('cut-time').hidden = duration === 0;
  strip.show({
    duration,
    turns,
    cuts: [...turns.filter(({ number }) => cuts.has('turns', number)), ...cuts.spans],
  });
  element('cut-groups').replaceChildren(
    ...group(words.cutGroups.pictures(pictures.length), pictures.map(pictureRow)),
    ...group(words.cutGroups.times(cuts.spans.length), cuts.spans.map(spanRow)),
    ...group(words.cutGroups.turns(turns.length), turns.map(turnRow)),
    ...group(words.cutGroups.files(files.length), files.map(fileRow)),
  );
  if (focused !== undefined)
    [...element('cut-groups').querySelectorAll('button')]
      .find((button) => keyOf(button) === focused)
      ?.focus();
}

function keyOf({ dataset }) {
  return dataset?.cutKey;
}

function group(name, rows) {
  if (rows.length === 0) return [];
  return [make('section', '', make('h3', '', name), make('ul', '', ...rows.slice(0, MAX_ROWS)))];
}

function addSpan() {
  const { cuts, words } = state.shown;
  const { duration } = cuts.outline;
  const [from, to] = ['cut-from', 'cut-to'].map((id) => element(id).value.trim());
  const span = { start: from === '' ? 0 : parseClock(from), end: to === '' ? duration : parseClock(to) };
  const isRead = span.start !== undefined && span.end !== undefined;
  const outcome = isRead ? cuts.addSpan(span) : 'unread';
  tell('cut-said', outcome === 'added' ? '' : words.noSpan[outcome](clock(duration)));
  if (outcome !== 'added') return;
  for (const id of ['cut-from', 'cut-to']) element(id).value = '';
  changed();
}

/** @param about - `icon`, `name`, `detail` (one or several), `isCut`, `within` (it goes with something else), `key`, `toggle()`, `more` buttons */
function row({ icon: drawing, name: whole, detail, isCut, within = false, key, toggle, more = [] }) {
  const { words, review } = state.shown;
  const isGone = isCut || within;
  const name = withoutValues(whole, review.items);
  const title = make(isGone ? 's' : 'span', 'finding-name', name);
  title.title = name;
  const about = [detail, within && !isCut ? words.goesWith : ''].flat().filter(Boolean);
  const small = make('small', '', withoutValues(about.join(' · '), review.items));
  small.title = small.textContent;
  const act = makeButton('button cut-button', toggle, isCut ? words.undo : words.leaveOut);
  act.dataset.cutKey = key;
  act.setAttribute('aria-label', (isCut ? words.undoOf : words.leaveOutOf)(name));
  const buttons = make('span', 'cut-buttons', ...more, ...(within && !isCut ? [] : [act]));
  return make('li', isGone ? 'cut-row gone' : 'cut-row', icon(drawing), title, small, buttons);
}

function turnRow({ number, title, start, end }) {
  const { cuts, words } = state.shown;
  return row({
    icon: 'person',
    name: words.turnNamed(number, title),
    detail: words.stretch(clock(start), clock(end)),
    isCut: cuts.has('turns', number),
    key: `turns ${number}`,
    toggle: () => toggle('turns', number),
  });
}

function fileRow({ path, changes }) {
  const { cuts, words } = state.shown;
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return row({
    ...{ icon: 'file', name: path.slice(at + 1), detail: [path.slice(0, at), words.changes(changes)] },
    isCut: cuts.has('files', path),
    key: `files ${path}`,
    toggle: () => toggle('files', path),
  });
}

function spanRow(span) {
  const { cuts, words } = state.shown;
  const remove = () => {
    cuts.removeSpan(span);
    changed();
    element('cut-from').focus();
  };
  const name = words.stretch(clock(span.start), clock(span.end));
  return row({ icon: 'clock', name, detail: '', isCut: true, key: `time ${span.start}`, toggle: remove });
}

function pictureRow(picture, index) {
  const { cuts, words, seek } = state.shown;
  const { path, kind, time } = picture;
  const name = words.pictureNamed(kind, index + 1);
  const look = makeButton('link', () => seek(picture), words.lookAt);
  look.setAttribute('aria-label', words.lookAtOf(name));
  const seen = makeButton('button', () => toggleSeen(path), words.seen);
  seen.dataset.cutKey = `seen ${path}`;
  seen.setAttribute('aria-pressed', String(cuts.isSeen(path)));
  seen.setAttribute('aria-label', words.seenOf(name));
  const isCut = cuts.has('pictures', path);
  return row({
    ...{ icon: 'picture', name, detail: words.notSearched(clock(time), cuts.isSeen(path)) },
    ...{ isCut, within: cuts.covers(picture), key: `pictures ${path}` },
    toggle: () => toggle('pictures', path),
    more: isCut ? [] : [look, seen],
  });
}

function toggle(kind, name) {
  state.shown.cuts.toggle(kind, name);
  changed();
}

function toggleSeen(path) {
  state.shown.cuts.toggleSeen(path);
  changed();
}
