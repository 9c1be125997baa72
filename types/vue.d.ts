/** Typings for Vue templates: `import 'reprise/types/vue'`. Events: `@reprise-seek-request="…"`. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { RepriseEventMap } from '../dist/elements/index.js';
import type { RepriseProps, RepriseTag } from './elements.d.ts';
import './html.d.ts';

/** `reprise-seek-request` → `RepriseSeekRequest`. */
type Pascal<Kebab extends string> = Kebab extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Kebab>;

type Listeners = {
  [Type in keyof RepriseEventMap as `on${Pascal<Type>}`]?: (event: RepriseEventMap[Type]) => void;
};

type Components = {
  [Tag in RepriseTag]: new () => HTMLElementTagNameMap[Tag] & {
    /** What templates are checked against. */
    $props: RepriseProps<Tag> & Listeners & PublicProps & Omit<HTMLAttributes, keyof RepriseProps<Tag>>;
  };
};

declare module 'vue' {
  interface GlobalComponents extends Components {}
}
