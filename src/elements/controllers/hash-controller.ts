import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isLink, readFragment, type SessionLink } from '../player/session-link.ts';

/** A player element. */
interface HashHost extends ReactiveControllerHost, HTMLElement {
  /** It follows the page's address. */
  readonly hash: boolean;
}

/**
 * Calls back with what the page's address says to its host, now and whenever the fragment changes; only while the host
 * wants that. A fragment that names a player is for that one, any other for the first player that follows the address:
 * the players of a page do not fight over it.
 */
export class HashController implements ReactiveController {
  readonly #host: HashHost;
  readonly #onLink: (link: SessionLink) => void;

  constructor(host: HashHost, onLink: (link: SessionLink) => void) {
    this.#host = host;
    this.#onLink = onLink;
    host.addController(this);
  }

  /** The name that a link to the host needs: its id, where other players follow the address too. */
  get name(): string | undefined {
    return this.#host.id !== '' && this.#followers.length > 1 ? this.#host.id : undefined;
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.apply);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.apply);
  }

  /** What the address says to the host now; `undefined` when that is nothing. */
  get link(): SessionLink | undefined {
    if (!this.#host.hash) return undefined;
    const { player, link } = readFragment(window.location.hash);
    const isMeant = player === undefined ? this.#followers[0] === this.#host : player === this.#host.id;
    return isMeant && isLink(link) ? link : undefined;
  }

  /** Calls back with what the address says now, if that is anything. */
  readonly apply = (): void => {
    const { link } = this;
    if (link) this.#onLink(link);
  };

  /** The players that follow the address, in the order of the page. */
  get #followers(): HashHost[] {
    const root = this.#host.getRootNode() as ParentNode & Node;
    return [...root.querySelectorAll<HashHost>(this.#host.localName)].filter(({ hash }) => hash);
  }
}
