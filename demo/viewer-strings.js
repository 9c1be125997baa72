/**
 * What the viewer page says. English stands in the page and here; `viewer-german.js` is the same in German, loaded
 * where the browser prefers that. The player follows the `lang` of the page.
 */
const english = {
  session: 'Session',
  noAddress: (address) =>
    `“${address}” is no address of an archive: use one of this site, or one that begins with https://`,
  from: (name, host) => `${name} from ${host}`,
  fromComputer: (names) => `${names}, from your computer`,
  oneAtATime: 'Open one archive at a time, or several logs and recordings of one session.',
  failed: (names, reason) => `${names} cannot be opened: ${reason}`,
  packing: (names) => `Packing ${names.join(' and ')}…`,
};

/** The sentences of the page's language; puts the page into it. */
export async function translate() {
  if (!navigator.language.startsWith('de')) return english;
  const { german, page } = await import('./viewer-german.js');
  document.documentElement.lang = 'de';
  for (const element of document.querySelectorAll('[data-text]'))
    element.replaceChildren(...withCode(page[element.dataset.text]));
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', page[element.dataset.label]);
  return german;
}

/** Text with code between backticks, as nodes. */
function withCode(text) {
  return text.split('`').map((part, index) => {
    if (index % 2 === 0) return part;
    const code = document.createElement('code');
    code.textContent = part;
    return code;
  });
}
