/**
 * Works on several items of a list at once, and gives what comes of each in the order of the list: none is held up by a
 * later one, and at most `limit` of them are begun and not given.
 *
 * @param work - what fails is given as such; the others go on
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<{ readonly item: T; readonly outcome: PromiseSettledResult<R> }, void> {
  const begun: Promise<PromiseSettledResult<R>>[] = [];
  for (const [index, item] of items.entries()) {
    while (begun.length < Math.min(items.length, index + limit))
      begun.push(settled(work, items[begun.length]!));
    yield { item, outcome: await begun[index]! };
  }
}

async function settled<T, R>(work: (item: T) => Promise<R>, item: T): Promise<PromiseSettledResult<R>> {
  const [outcome] = await Promise.allSettled([work(item)]);
  return outcome;
}
