/** The findings of a review as a list: what is to decide, what is masked, what is kept, what a person has added. */
import { icon, make, makeButton } from './viewer-dom.js';
import { clock } from './viewer-review-place.js';

/** Rows of a group that are in the page; the types filter the others. */
const MAX_ROWS = 500;

const GROUPS = [
  { outcome: 'open', icon: 'key' },
  { outcome: 'mask', icon: 'check' },
  { outcome: 'keep', icon: 'eye' },
  { outcome: 'cut', icon: 'cut' },
];

/** Findings in the order of the list, those of one type only where one is asked for. */
export function inListOrder(items, decisions, type) {
  const shown = items.filter((item) => type === '' || item.type === type);
  return GROUPS.flatMap(({ outcome }) =>
    shown.filter((item) => decisions.outcome(item) === outcome).slice(0, MAX_ROWS),
  );
}

/**
 * The groups of the list.
 *
 * @param looks - `items` in the order of the list, all `decisions`, `current`, `strings`; `choose(item)` shows one and
 *   `remove(text)` takes back what was added
 */
export function listGroups({ items, decisions, current, strings, choose, remove }) {
  const groups = GROUPS.map((group) => {
    const members = items.filter((item) => decisions.outcome(item) === group.outcome);
    const rows = members.map((item) => row(item, group, { decisions, current, strings, choose }));
    return { name: strings.groups[group.outcome](members.length), rows };
  });
  const texts = decisions.texts.map((text) => textRow(text, strings, remove));
  return [...groups, { name: strings.groups.own(texts.length), rows: texts }]
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => make('section', '', make('h3', '', name), make('ul', '', ...rows)));
}

function row(item, group, { decisions, current, strings, choose }) {
  const isOpen = group.outcome === 'open';
  const [first] = item.places;
  const where = first === undefined ? '' : strings.whereAndWhen(first.kind, clock(first.time));
  const places = strings.places(item.count);
  const about =
    group.outcome === 'mask'
      ? make('code', '', decisions.placeholder(item))
      : make('small', '', isOpen ? [where, places].filter(Boolean).join(' · ') : where);
  const button = makeButton(
    'finding',
    () => choose(item),
    icon(group.icon),
    make('span', 'finding-name', strings.typeName(item.type)),
    about,
    make('span', 'finding-end', isOpen ? strings.maskQuestion : places),
  );
  button.dataset.item = item.id;
  // One stop for Tab: arrow keys go on from there.
  button.tabIndex = item === current ? 0 : -1;
  if (item === current) button.setAttribute('aria-current', 'true');
  return make('li', '', button);
}

function textRow(text, strings, remove) {
  const button = makeButton('icon-button', () => remove(text), '×');
  button.setAttribute('aria-label', strings.removeText(text));
  const line = make(
    'div',
    'finding',
    icon('own'),
    make('span', 'finding-name', text),
    make('small', '', strings.everywhere),
    button,
  );
  return make('li', '', line);
}
