/** How a test looks at all of a session in a page. */
export interface SessionTools {
  /** Asks for a change of `ViewState`. */
  readonly request: (change: object) => void;
  /** Draws all rows of a view as for paper, of `everything` opened ones, and says how many there are. */
  readonly drawAll: (view: string) => Promise<number>;
  readonly leavePaper: () => void;
  /** Waits until an element is there, and scrolls through its list. */
  readonly shown: (element: string) => Promise<void>;
  readonly find: (text: string) => Promise<void>;
  /** Opens each file in the list of files. */
  readonly pressAll: () => Promise<void>;
}

/** Makes `tools` in the page, for its first player. Runs there: nothing outside of it is known. */
export function defineSessionTools(): void {
  const player = document.querySelector('reprise-player')!;
  const frames = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const next = (left: number): void => {
        if (left === 0) resolve();
        else requestAnimationFrame(() => next(left - 1));
      };
      next(count);
    });
  const all = (selector: string): HTMLElement[] => {
    const found: HTMLElement[] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.matches(selector)) found.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(player.shadowRoot!);
    return found;
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await frames(1);
  };
  const request = (change: object): void => {
    const options = { bubbles: true, composed: true, cancelable: true, detail: change };
    all('reprise-layout')[0]!.dispatchEvent(new CustomEvent('reprise-view-request', options));
  };
  let onPaper = (): void => undefined;
  window.print = () => {
    window.dispatchEvent(new Event('beforeprint'));
    onPaper();
  };
  /** Opens what is shut, again and again: opened parts bring others. */
  const openAll = async (): Promise<void> => {
    const tried = new WeakSet<Element>();
    for (let round = 0; round < 6; round += 1) {
      const shut = all('reprise-transcript').flatMap(({ shadowRoot }) => [
        ...shadowRoot!.querySelectorAll<HTMLElement>(
          'details:not([open]), button[aria-expanded=false], button.more',
        ),
      ]);
      const fresh = shut.filter((each) => !tried.has(each));
      for (const each of fresh) {
        tried.add(each);
        if (each instanceof HTMLDetailsElement) each.open = true;
        else each.click();
      }
      await frames(2);
      if (fresh.length === 0) return;
    }
  };
  const made: SessionTools = {
    request,
    drawAll: async (view) => {
      made.leavePaper();
      player.view = view as typeof player.view;
      const printed = new Promise<void>((resolve) => (onPaper = resolve));
      const options = { bubbles: true, composed: true, cancelable: true };
      player.dispatchEvent(new CustomEvent('reprise-print-request', options));
      await printed;
      await frames(2);
      if (view === 'everything') await openAll();
      return all('reprise-transcript').flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll('.row')])
        .length;
    },
    leavePaper: () => {
      window.dispatchEvent(new Event('afterprint'));
    },
    shown: async (element) => {
      await until(() => all(element).some(({ shadowRoot }) => (shadowRoot?.textContent.trim() ?? '') !== ''));
      const scrolled = all(element).flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll('.list')]);
      for (const list of scrolled) {
        for (let top = 0; top < list.scrollHeight; top += list.clientHeight || 1000) {
          list.scrollTop = top;
          await frames(2);
        }
      }
    },
    find: async (text) => {
      const field = all('reprise-find').flatMap(({ shadowRoot }) => [
        ...shadowRoot!.querySelectorAll('input'),
      ])[0]!;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      await until(() => all('reprise-find [part~=hit], reprise-find .hit, .hit').length > 0);
      await frames(5);
    },
    pressAll: async () => {
      for (const button of all('reprise-file-list').flatMap(({ shadowRoot }) => [
        ...shadowRoot!.querySelectorAll<HTMLElement>('button.file'),
      ])) {
        button.click();
        await frames(1);
      }
    },
  };
  Object.assign(globalThis, { tools: made });
}
