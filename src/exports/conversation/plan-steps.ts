import type { PlanEntry } from '../../format/index.ts';

/** What is new in each plan: plans are told whole whenever a step of them is done. */
export class PlanSteps {
  #known: ReadonlyMap<string, PlanEntry['status']> = new Map();

  /** The steps that are not as they were in the plan before. */
  news(entries: readonly PlanEntry[]): readonly PlanEntry[] {
    const news = entries.filter(({ content, status }) => this.#known.get(content) !== status);
    this.#known = new Map(entries.map(({ content, status }) => [content, status]));
    return news;
  }
}

/** `2 of 6 done` */
export function progressText(entries: readonly PlanEntry[]): string {
  const done = entries.filter(({ status }) => status === 'completed').length;
  return `${done} of ${entries.length} done`;
}
