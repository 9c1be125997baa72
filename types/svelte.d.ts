/** Typings for Svelte templates: `import 'reprise/types/svelte'`. */
import type { RepriseElementAttributes } from './elements.d.ts';

declare global {
  namespace svelteHTML {
    interface IntrinsicElements extends RepriseElementAttributes {}
  }
}
