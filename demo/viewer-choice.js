/** A list to choose a session from, by pointer or by keys. */
import { inOrder, KEYS, matching, piecesOf, toolsOf } from './viewer-order.js';

/** Rows that are in the page at a time; the filter finds the others. */
const MAX_ROWS = 500;

/** Rows that Page Up and Page Down go by. */
const PAGE = 10;

const element = (id) => document.getElementById(id);
const NEWEST_FIRST = { key: 'startedAt', isReversed: false };
let shown = { sessions: [] };
let order = NEWEST_FIRST;

element('filter').addEventListener('input', () => showRows());
element('tools').addEventListener('change', () => showRows());
element('order').addEventListener('change', ({ target }) => {
  const [key, direction] = target.value.split(' ');
  sortBy({ key, isReversed: direction === 'reversed' });
});
element('together').addEventListener('click', () => shown.open(shown.together));
element('choice').addEventListener('submit', (event) => {
  event.preventDefault();
  const [first] = offered();
  if (first) shown.open(first);
});
for (const button of element('list').querySelectorAll('th button')) {
  const { key } = button.parentElement.dataset;
  button.addEventListener('click', () =>
    sortBy({ key, isReversed: order.key === key ? !order.isReversed : false }),
  );
}
element('choice').addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLSelectElement) return;
  const stops = [element('filter'), ...element('rows').querySelectorAll('button')];
  const at = stops.indexOf(document.activeElement);
  const next = goal(event.key, at, stops.length - 1);
  if (next !== undefined) {
    event.preventDefault();
    stops[next].focus();
  } else if (event.key === 'Escape' && element('filter').value !== '') {
    event.preventDefault();
    clearFilter();
  } else if (at > 0 && event.key.length === 1 && event.key !== ' ') {
    // Who types in the list means the filter: the key goes on to it.
    element('filter').focus();
  }
});

/** The stop that a key leads to, of 0 (the filter) … `last`; `undefined` for other keys. */
function goal(key, at, last) {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
  // In the filter these two are about its text.
  const ends = at === 0 ? {} : { Home: Math.min(1, last), End: last };
  const next = ends[key] ?? (steps[key] === undefined ? undefined : at + steps[key]);
  return next === undefined ? undefined : Math.max(0, Math.min(next, last));
}

/**
 * Fills the list.
 *
 * @param choice - as `findSessions` gives it, with the page's `strings` and `open`, which opens one session
 */
export function showChoice(choice) {
  const { strings, sessions, name, tool, together } = choice;
  shown = choice;
  element('choice-title').textContent = strings.choice(sessions.length, name);
  element('choice-about').textContent = strings.which(tool);
  element('filter').value = '';
  element('together').hidden = together === undefined;
  element('together').textContent = strings.together(sessions.length);
  const tools = toolsOf(sessions);
  for (const field of ['tool', 'startedAt', 'turns', 'size']) {
    const isSaid =
      field === 'tool' ? tools.length > 1 : sessions.some((session) => session[field] !== undefined);
    element('list').classList.toggle(`without-${field}`, !isSaid);
  }
  element('tools').hidden = tools.length < 2;
  element('tools').replaceChildren(
    new Option(strings.allTools(tools.length), ''),
    ...tools.map(([each, count]) => new Option(strings.ofTool(each, count), each)),
  );
  element('order').replaceChildren(
    ...KEYS.filter(({ key }) => !element('list').classList.contains(`without-${key}`)).flatMap(({ key }) =>
      ['', 'reversed'].map(
        (direction) => new Option(strings.orders[key][direction ? 1 : 0], `${key} ${direction}`.trim()),
      ),
    ),
  );
  sortBy(NEWEST_FIRST);
}

function sortBy(wanted) {
  order = wanted;
  element('order').value = `${order.key}${order.isReversed ? ' reversed' : ''}`;
  for (const head of element('list').querySelectorAll('th')) {
    const { isAscending } = KEYS.find(({ key }) => key === head.dataset.key);
    if (head.dataset.key !== order.key) head.removeAttribute('aria-sort');
    else head.setAttribute('aria-sort', isAscending === order.isReversed ? 'descending' : 'ascending');
  }
  showRows();
}

function showRows() {
  const { strings, sessions } = shown;
  const found = offered();
  const visible = Math.min(found.length, MAX_ROWS);
  element('rows').replaceChildren(...(visible === 0 ? [nothing()] : found.slice(0, MAX_ROWS).map(row)));
  element('count').textContent =
    found.length > MAX_ROWS
      ? strings.someShown(visible, found.length)
      : strings.allShown(visible, sessions.length);
  element('open').disabled = visible === 0;
  element('open').textContent = strings.openFirst(found[0]?.title ?? '');
}

/** What the list shows, in its order. */
function offered() {
  const { strings, sessions } = shown;
  const asked = { text: element('filter').value, tool: element('tools').value, dateOf: strings.date };
  return inOrder(matching(sessions, asked), order);
}

function row(session) {
  const { strings, open } = shown;
  const { title, tool, project, startedAt, turns, size } = session;
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...marked(title));
  button.title = title;
  button.addEventListener('click', () => open(session));
  const time = startedAt === undefined ? undefined : timeOf(startedAt);
  const said = turns === undefined ? undefined : strings.turns(turns, session.isLeast === true);
  const line = document.createElement('tr');
  line.append(
    cell(
      'title',
      button,
      ...about(session),
      brief([tool, time?.textContent, said && strings.turnsLong(said)]),
    ),
    cell('tool', ...marked(tool ?? '')),
    cell('startedAt', time ?? ''),
    cell('turns', said ?? ''),
    cell('size', size === undefined ? '' : strings.bytes(size)),
  );
  if (project !== undefined) line.title = project;
  return line;
}

/** What else is known of a session: its folder, who worked along, and what is odd. */
function about({ project, branch, subagents = 0, isDoubtful }) {
  const { strings } = shown;
  const parts = [
    project === undefined ? undefined : marked(branch === undefined ? project : `${project} (${branch})`),
    subagents > 0 ? [strings.subagents(subagents)] : undefined,
    isDoubtful ? [doubt(strings.noPrompt)] : undefined,
  ].filter(Boolean);
  if (parts.length === 0) return [];
  const line = document.createElement('small');
  line.append(...parts.flatMap((part, index) => (index === 0 ? part : [' · ', ...part])));
  return [line];
}

/** What columns say, in a line for where there is no room for columns. */
function brief(parts) {
  const line = document.createElement('small');
  line.className = 'brief';
  line.textContent = parts.filter(Boolean).join(' · ');
  return line;
}

function doubt(text) {
  const made = document.createElement('span');
  made.className = 'doubtful';
  made.textContent = text;
  return made;
}

function timeOf(startedAt) {
  const { strings } = shown;
  const made = document.createElement('time');
  made.dateTime = new Date(startedAt).toISOString();
  made.append(...marked(strings.date(startedAt)));
  made.title = strings.moment(startedAt);
  return made;
}

/** A text in which what was looked for is marked. */
function marked(text) {
  return piecesOf(text, element('filter').value).map((piece) => {
    if (!piece.isFound) return piece.text;
    const made = document.createElement('mark');
    made.textContent = piece.text;
    return made;
  });
}

/** In place of rows, where nothing was found. */
function nothing() {
  const { strings } = shown;
  const said = document.createElement('p');
  said.textContent = strings.nothing(element('filter').value.trim());
  const all = document.createElement('button');
  all.type = 'button';
  all.className = 'button';
  all.textContent = strings.showAll;
  all.addEventListener('click', clearFilter);
  const made = cell('nothing', said, all);
  made.colSpan = element('list').querySelectorAll('th').length;
  const line = document.createElement('tr');
  line.append(made);
  return line;
}

function clearFilter() {
  element('filter').value = '';
  element('tools').value = '';
  showRows();
  element('filter').focus();
}

function cell(name, ...content) {
  const made = document.createElement('td');
  made.className = name;
  made.append(...content);
  return made;
}
