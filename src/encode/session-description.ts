import type { Agent, Manifest, SessionInfo, Workspace } from '../format/index.ts';

/** What the sources say of the session as a whole. Of several, the first that says something decides. */
export class SessionDescription {
  readonly #infos: SessionInfo[] = [];

  /** Takes what a source says; what it says later wins over what it said before. */
  add(source: number, info: SessionInfo): void {
    this.#infos[source] = { ...this.#infos[source], ...info };
  }

  get title(): string | undefined {
    return this.#first(({ title, settled }) => (settled ? title : title?.trim() || undefined));
  }

  get agent(): Agent | undefined {
    return this.#first((info) => info.agent);
  }

  get workspace(): Workspace | undefined {
    return this.#first((info) => info.workspace);
  }

  /** The vendor's id of the session, as a source gives it. */
  sessionId(source: number): string | undefined {
    return this.#infos[source]?.sessionId;
  }

  #first<T>(pick: (info: SessionInfo) => T | undefined): T | undefined {
    for (const info of this.#infos) {
      const value = info && pick(info);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

/** Wall time as the manifest writes it: UTC, ISO 8601; absent when it is outside of what that can say. */
export function formatStartedAt(startedAt: number | undefined): Pick<Manifest, 'startedAt'> {
  if (startedAt === undefined || Math.abs(startedAt) > MAX_DATE) return {};
  // eslint-disable-next-line no-restricted-globals -- formats a given time, reads no clock
  return { startedAt: new Date(startedAt).toISOString() };
}

/** Wall time as a manifest writes it, ms since 1970 UTC; `undefined` where it says none. */
export function parseStartedAt(startedAt: string | undefined): number | undefined {
  // eslint-disable-next-line no-restricted-globals -- reads a given time, no clock
  const time = startedAt === undefined ? NaN : Date.parse(startedAt);
  return Number.isNaN(time) ? undefined : time;
}

const MAX_DATE = 8.64e15;
