/** Typings for Svelte templates: `import 'reprise/types/svelte'`. Events: `onreprise-seek-request={…}`. */
import type { HTMLAttributes } from 'svelte/elements';
import type { RepriseListeners, RepriseProps, RepriseTag } from './elements.d.ts';
import './html.d.ts';

type Elements = {
  [Tag in RepriseTag]: RepriseProps<Tag> &
    RepriseListeners &
    Omit<HTMLAttributes<HTMLElementTagNameMap[Tag]>, keyof RepriseProps<Tag>>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}
