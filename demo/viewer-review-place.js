/** How a place where something was found is shown: what stands around it, and the value only when it is asked for. */
import { icon, make, makeButton } from './viewer-dom.js';

/** Most dots in place of a value. */
const MAX_DOTS = 20;
/** Dots in place of a value in a line among others. */
const FEW_DOTS = 8;
/** Values that are looked for around another one. */
const MAX_NEIGHBOURS = 500;

const ICON_OF = {
  prompt: 'person',
  answer: 'agent',
  thought: 'agent',
  call: 'terminal',
  output: 'terminal',
  change: 'edit',
  terminal: 'terminal',
  title: 'file',
  other: 'file',
};

/** Kinds of places that read as sentences; the others are of a terminal or a file. */
const PROSE = new Set(['prompt', 'answer', 'thought', 'title']);

/** Session time of a place as the player writes it: `9:14`. */
export function clock(time) {
  const seconds = Math.max(0, Math.floor(time / 1000));
  const two = (value) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/**
 * The place that is looked at.
 *
 * @param looks - `strings`; `items`, whose values are hidden here too; `isShown`, whether the value is;
 *   `seek(place)`, which shows it in the story
 */
export function placeInFull(item, place, { strings, items, isShown, seek }) {
  const head = make(
    'div',
    'place-head',
    icon(ICON_OF[place.kind] ?? 'file'),
    label(place, items, strings),
    makeButton('link', () => seek(place), strings.inStory(clock(place.time))),
  );
  const text = make(
    'pre',
    PROSE.has(place.kind) ? 'prose' : '',
    ...around(place.before, items, strings),
    isShown ? make('mark', 'value', item.value) : hidden(item.value, MAX_DOTS, strings),
    ...around(place.after, items, strings),
  );
  // What is longer than the window is scrolled by keys as well.
  text.tabIndex = 0;
  text.setAttribute('role', 'group');
  text.setAttribute('aria-label', strings.around);
  return make('div', 'place', head, text);
}

/** A place among others with the same value, in one line of it: a button that shows it in full. */
export function placeInShort(item, place, { strings, items, show }) {
  return makeButton(
    'other-place',
    show,
    icon(ICON_OF[place.kind] ?? 'file'),
    make(
      'span',
      'place-texts',
      label(place, items, strings),
      make(
        'code',
        '',
        ...around(lastLine(place.before), items, strings),
        hidden(item.value, FEW_DOTS, strings),
        ...around(firstLine(place.after), items, strings),
      ),
    ),
    make('span', 'time', clock(place.time)),
  );
}

/** The line of a place as it will read. */
export function placeMasked(place, placeholder, { strings, items }) {
  return make(
    'pre',
    PROSE.has(place.kind) ? 'prose' : '',
    ...around(lastLine(place.before), items, strings),
    make('b', 'placeholder', placeholder),
    ...around(firstLine(place.after), items, strings),
  );
}

/** What a place is called: the command, the path, the title; without one its kind. */
function label({ kind, label: name }, items, strings) {
  if (name !== '') return make('span', 'place-label', ...around(name, items, strings));
  return make('span', 'place-label of-kind', strings.placeKinds[kind] ?? strings.placeKinds.other);
}

/** Dots for a value, as many as it has characters up to a number, and how many that are. */
function hidden(value, most, strings) {
  const { length } = [...value];
  const dots = make('span', '', '•'.repeat(Math.min(length, most)), most > FEW_DOTS ? ` (${length})` : '');
  dots.setAttribute('aria-hidden', 'true');
  return make('mark', 'secret', dots, make('span', 'unseen', strings.hiddenValue(length)));
}

/** A text in which values that were found are hidden, as content of an element. */
export function around(text, items, strings) {
  const values = items.slice(0, MAX_NEIGHBOURS).map(({ value }) => value);
  const present = [...new Set(values)].filter((value) => value !== '' && text.includes(value));
  if (present.length === 0) return [text];
  const escaped = present
    .sort((a, b) => b.length - a.length)
    .map((value) => value.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`))
    .map((piece, index) => (index % 2 === 0 ? piece : hidden(piece, FEW_DOTS, strings)));
}

/** Fewest characters that a text has in common with the beginning of a value where it ends within it. */
const LEAST_PART = 4;

/** A text in which values that were found are hidden, as a text: for names and labels, which may be cut off. */
export function withoutValues(text, items) {
  const lines = items.slice(0, MAX_NEIGHBOURS).map(({ value }) => value.split('\n', 1)[0]);
  let hiding = text;
  for (const value of lines.filter((line) => line.length >= LEAST_PART).sort((a, b) => b.length - a.length)) {
    hiding = hiding.replaceAll(value, '•'.repeat(FEW_DOTS));
    for (let length = Math.min(value.length, hiding.length); length >= LEAST_PART; length -= 1)
      if (hiding.endsWith(value.slice(0, length))) hiding = hiding.slice(0, -length) + '•'.repeat(FEW_DOTS);
  }
  return hiding;
}

function lastLine(text) {
  return text.slice(text.lastIndexOf('\n') + 1).trimStart();
}

function firstLine(text) {
  return text.split('\n', 1)[0];
}
