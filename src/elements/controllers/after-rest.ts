/** How long a reader stays with something before what is slow to find out is looked for, ms. */
const REST = 400;

/** Resolves when what was shown has been shown for a moment: who only passes by costs nothing. */
export function afterRest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST));
}
