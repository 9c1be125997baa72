/** What was opened before: kept in this browser, and only by who has asked for that. */

/** Files that are kept, and bytes of them all. */
const MAX_FILES = 20;
const MAX_BYTES = 500e6;

const element = (id) => document.getElementById(id);

/** The list on the start page, and its switch. */
export class Recent {
  #strings;
  #open;
  /** The database, once somebody keeps something; `undefined` where the browser has none for this page. */
  #store;
  /** Id of what plays, where that is kept. */
  #current;

  /** @param parts - `strings` of the page; `open`, which opens a file */
  constructor({ strings, open }) {
    this.#strings = strings;
    this.#open = open;
    this.#store = openStore().catch(() => undefined);
    element('recent-kept').addEventListener('change', ({ target }) => this.#switch(target.checked));
    element('recent-clear').addEventListener('click', () => this.#clear());
    this.#show();
  }

  /** Keeps an archive, if that was asked for. */
  async keep(archive) {
    this.#current = undefined;
    const store = await this.#store;
    if (!store || !(await store.get('settings', 'isKept')) || archive.size > MAX_BYTES) return;
    try {
      const isEncrypted = (await archive.slice(0, 5).text()) === '\ufffdREPR';
      const content = await archive.arrayBuffer();
      const known = (await store.all()).find(
        ({ name, size }) => name === archive.name && size === archive.size,
      );
      if (known) await store.remove(known.id);
      const kept = { name: archive.name, size: archive.size, isEncrypted, openedAt: Date.now(), content };
      this.#current = await store.add(kept);
      await this.#makeRoom(store);
    } catch {
      // There is no room, or the browser keeps nothing: the session plays all the same.
    }
    this.#show();
  }

  /** Names what plays by its title; of what is encrypted nothing is written down. */
  async name(title) {
    const [store, id] = [await this.#store, this.#current];
    const kept = id === undefined ? undefined : await store.get('files', id);
    if (!kept || kept.isEncrypted || !title) return;
    await store.put({ ...kept, title: title.slice(0, 300) });
    this.#show();
  }

  async #switch(isKept) {
    const store = await this.#store;
    await store.set('isKept', isKept);
    // Who does not want it kept any more wants it gone.
    if (!isKept) await store.clear();
    this.#show();
  }

  async #clear() {
    await (await this.#store).clear();
    await this.#show();
    element('recent-kept').focus();
  }

  /** Forgets the oldest, as many as must be. */
  async #makeRoom(store) {
    let bytes = 0;
    for (const [index, { id, size }] of newestFirst(await store.all()).entries()) {
      bytes += size;
      if (index >= MAX_FILES || bytes > MAX_BYTES) await store.remove(id);
    }
  }

  async #show() {
    const store = await this.#store;
    if (!store) return;
    const files = newestFirst(await store.all());
    element('recent-kept').checked = (await store.get('settings', 'isKept')) === true;
    element('recent-clear').hidden = files.length === 0;
    element('recent-list').replaceChildren(...files.map((file) => this.#row(store, file)));
    element('recent').hidden = false;
  }

  #row(store, { id, name, title, size, openedAt, content }) {
    const open = document.createElement('button');
    open.type = 'button';
    open.className = 'link';
    open.textContent = title ?? name;
    open.addEventListener('click', () => this.#open(new File([content], name)));
    const about = document.createElement('small');
    about.textContent = [title && name, this.#strings.bytes(size), this.#strings.date(openedAt)]
      .filter(Boolean)
      .join(' · ');
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'icon-button';
    remove.setAttribute('aria-label', this.#strings.removeRecent(title ?? name));
    remove.append(element('dismiss').querySelector('svg').cloneNode(true));
    remove.addEventListener('click', async () => {
      await store.remove(id);
      await this.#show();
      (element('recent-list').querySelector('button') ?? element('recent-kept')).focus();
    });
    const row = document.createElement('li');
    row.append(open, about, remove);
    return row;
  }
}

function newestFirst(files) {
  return [...files].sort((a, b) => b.openedAt - a.openedAt);
}

/** What is kept, behind promises. Rejects where the browser has no database for this page. */
async function openStore() {
  const asking = indexedDB.open('reprise-viewer', 1);
  asking.onupgradeneeded = () => {
    asking.result.createObjectStore('files', { keyPath: 'id', autoIncrement: true });
    asking.result.createObjectStore('settings');
  };
  const database = await answered(asking);
  // Another tab has a newer page, whose database is another: it must not wait for this one.
  database.onversionchange = () => database.close();
  const within = (mode, name, ask) => answered(ask(database.transaction(name, mode).objectStore(name)));
  return {
    get: (name, key) => within('readonly', name, (store) => store.get(key)),
    all: () => within('readonly', 'files', (store) => store.getAll()),
    set: (key, value) => within('readwrite', 'settings', (store) => store.put(value, key)),
    add: (file) => within('readwrite', 'files', (store) => store.add(file)),
    put: (file) => within('readwrite', 'files', (store) => store.put(file)),
    remove: (id) => within('readwrite', 'files', (store) => store.delete(id)),
    clear: () => within('readwrite', 'files', (store) => store.clear()),
  };
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
