/** A list to choose a session from, by pointer or by keys. */

/** Rows that are in the page at a time; the filter finds the others. */
const MAX_ROWS = 500;

const element = (id) => document.getElementById(id);
let shown = { sessions: [] };

element('filter').addEventListener('input', () => showRows());
element('together').addEventListener('click', () => shown.open(shown.together));
element('choice').addEventListener('submit', (event) => {
  event.preventDefault();
  const [first] = matching();
  if (first) shown.open(first);
});
element('choice').addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const stops = [element('filter'), ...element('rows').querySelectorAll('button')];
  stops[Math.max(0, Math.min(stops.indexOf(document.activeElement) + step, stops.length - 1))].focus();
});

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
  for (const field of ['startedAt', 'turns', 'size']) {
    element('list').classList.toggle(
      `without-${field}`,
      sessions.every((session) => session[field] === undefined),
    );
  }
  showRows();
}

function showRows() {
  const { strings, sessions } = shown;
  const found = matching();
  element('rows').replaceChildren(...found.slice(0, MAX_ROWS).map(row));
  const visible = Math.min(found.length, MAX_ROWS);
  element('count').textContent =
    found.length > MAX_ROWS
      ? strings.someShown(visible, found.length)
      : strings.allShown(visible, sessions.length);
  element('open').disabled = visible === 0;
  element('open').textContent = strings.openFirst(found[0]?.title ?? '');
}

function matching() {
  const words = element('filter').value.toLowerCase().split(/\s+/);
  return shown.sessions.filter(({ title, tool = '' }) => {
    const text = `${title} ${tool}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function row(session) {
  const { strings, tool: common } = shown;
  const open = document.createElement('button');
  open.type = 'button';
  open.textContent = session.title;
  open.addEventListener('click', () => shown.open(session));
  const title = cell(open, 'title');
  if (session.tool && session.tool !== common) {
    const tool = document.createElement('small');
    tool.textContent = session.tool;
    title.append(tool);
  }
  const line = document.createElement('tr');
  line.append(
    title,
    cell(session.startedAt === undefined ? '' : strings.date(session.startedAt), 'startedAt'),
    cell(session.turns === undefined ? '' : strings.number(session.turns), 'turns'),
    cell(session.size === undefined ? '' : strings.bytes(session.size), 'size'),
  );
  return line;
}

function cell(content, name) {
  const made = document.createElement('td');
  made.className = name;
  made.append(content);
  return made;
}
