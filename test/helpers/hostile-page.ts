import type { Browser, Page } from 'puppeteer-core';
import { newPage } from './browser.ts';

/** What an opened session did that it must not do: the page, its dialogs, its addresses. */
export interface HostilePage {
  readonly page: Page;
  /** All of it so far, one line each: empty when the session is harmless. */
  readonly misdeeds: () => Promise<string[]>;
}

/** What the watch keeps in the page. */
interface Watched {
  readonly watched: string[];
}

/** Runs before the page's own scripts: everything that a payload could do to it leaves a line. */
function watch(): void {
  const watched: string[] = [];
  Object.assign(globalThis, { watched });
  const tell = (what: string): void => {
    if (watched.length < 100) watched.push(what);
  };
  for (const name of ['alert', 'confirm', 'prompt', 'open'])
    Object.defineProperty(globalThis, name, { value: () => tell(`called ${name}`) });
  Object.defineProperty(globalThis, '__pwned', { set: () => tell('ran a payload'), get: () => undefined });
  for (const name of ['readText', 'read', 'write', 'writeText'])
    Object.defineProperty(navigator.clipboard ?? {}, name, { value: () => tell(`clipboard ${name}`) });
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    tell(`violation of ${violatedDirective}: ${blockedURI} ${sample}`),
  );
  addEventListener('unhandledrejection', ({ reason }) => tell(`unhandled ${String(reason)}`));
}

/**
 * Everything in the page's players that no session may bring about: handlers, elements that load or run something, links to
 * anything but pages and mail. Runs in the page.
 *
 * @returns a line for each kind of fault, at most 100
 */
export function faultsInPage(): string[] {
  const found = new Set<string>();
  const addresses = [
    'href',
    'xlink:href',
    'src',
    'srcset',
    'action',
    'formaction',
    'poster',
    'data',
    'ping',
    'background',
  ];
  const check = (element: Element): void => {
    const name = element.localName;
    if (/^(?:script|iframe|frame|object|embed|base|meta|link|portal|applet|style|audio|video)$/u.test(name))
      found.add(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/iu.test(attribute) && attribute !== 'only') found.add(`${name} ${attribute}`);
      if (attribute === 'srcdoc') found.add(`${name} srcdoc`);
      if (!addresses.includes(attribute.toLowerCase())) continue;
      const isOwn = name === 'img' ? /^blob:/u.test(value) : /^(?:https?:\/\/|mailto:)/iu.test(value);
      const isPlayer = name === 'reprise-player' && attribute === 'src';
      if (!isOwn && !isPlayer) found.add(`${name} ${attribute}=${value.slice(0, 80)}`);
    }
    // The player's own link fetches the archive.
    if (element instanceof HTMLAnchorElement && element.href !== '' && !element.hasAttribute('download')) {
      const { rel, target, referrerPolicy } = element;
      if (
        !/noopener/u.test(rel) ||
        !/noreferrer/u.test(rel) ||
        target !== '_blank' ||
        referrerPolicy !== 'no-referrer'
      )
        found.add(`a link as it must not be: ${element.outerHTML.slice(0, 200)}`);
    }
  };
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      check(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  for (const player of document.querySelectorAll('reprise-player')) {
    check(player);
    if (player.shadowRoot) walk(player.shadowRoot);
  }
  if (document.title !== 'Test page') found.add(`title ${document.title}`);
  if ('polluted' in {}) found.add('polluted prototype');
  return [...found].slice(0, 100);
}

/** Opens a page of ours and watches it: only addresses of its own origin that `isOwn` knows may be asked for. */
export async function openHostilePage(
  browser: Browser,
  url: string,
  isOwn: (path: string) => boolean,
): Promise<HostilePage> {
  const page = await newPage(browser);
  const told: string[] = [];
  const tell = (what: string): void => {
    if (told.length < 100) told.push(what);
  };
  const { origin } = new URL(url);
  page.on('pageerror', (error) => tell(`uncaught ${String(error)}`));
  page.on('console', (message) => message.type() === 'error' && tell(`console ${message.text()}`));
  page.on('dialog', (dialog) => (tell(`dialog ${dialog.message()}`), void dialog.dismiss()));
  page.on('popup', () => tell('a window was opened'));
  page.on('framenavigated', (frame) => frame.url() !== url && tell(`went to ${frame.url()}`));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol === 'blob:' || asked.href === 'data:,') return;
    if (asked.origin !== origin || !isOwn(asked.pathname)) tell(`asked for ${asked.href.slice(0, 120)}`);
  });
  await page.evaluateOnNewDocument(watch);
  await page.setViewport({ width: 1360, height: 1800 });
  await page.goto(url, { waitUntil: 'load' });
  return {
    page,
    misdeeds: async () => [
      ...told,
      ...(await page.evaluate(() => (globalThis as unknown as Watched).watched)),
      ...(await page.evaluate(faultsInPage)),
    ],
  };
}
