import { plusUsage } from '../../state/index.ts';
import type { TranscriptItem } from '../../state/index.ts';
import type { TokenUsage } from '../../format/index.ts';

/** What answers used, as far as the archive tells. */
export interface Used {
  readonly usage?: TokenUsage;
  readonly cost?: { readonly amount: number; readonly currency: string };
}

/** Two of them as one; costs in different currencies are no sum. */
export function plusUsed(a: Used | undefined, b: Used | undefined): Used | undefined {
  if (!a || !b) return a ?? b;
  const usage = plusUsage(a.usage, b.usage);
  return { ...(usage && { usage }), ...costOf(a.cost, b.cost) };
}

function costOf(a: Used['cost'], b: Used['cost']): Pick<Used, 'cost'> {
  if (!a || !b) return a || b ? { cost: (a ?? b)! } : {};
  return a.currency === b.currency ? { cost: { ...a, amount: a.amount + b.amount } } : {};
}

/**
 * What each item used. Archives tell the cost of the whole session so far: what an item cost is known where the sum before
 * it is.
 */
export class UsedByItems {
  #sum: Used['cost'];

  /** @param fromStart - the first item that is given is the first of the session */
  constructor(fromStart: boolean) {
    if (fromStart) this.#sum = { amount: 0, currency: '' };
  }

  /** What an item used; items in their order. */
  of({ usage, cost }: TranscriptItem): Used | undefined {
    const before = this.#sum;
    if (cost) this.#sum = cost;
    const isKnown = cost && before && (before.currency === cost.currency || before.amount === 0);
    const amount = isKnown ? cost.amount - before.amount : 0;
    if (!usage && amount <= 0) return undefined;
    return { ...(usage && { usage }), ...(amount > 0 && cost && { cost: { ...cost, amount } }) };
  }
}
