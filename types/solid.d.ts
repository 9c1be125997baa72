/** Typings for Solid: `import 'reprise/types/solid'`. Events: `on:reprise-seek-request={…}`. */
import type { JSX as Solid } from 'solid-js';
import type { RepriseEventMap } from '../dist/elements/index.js';
import type { RepriseProps, RepriseTag } from './elements.d.ts';
import './html.d.ts';

type Elements = {
  [Tag in RepriseTag]: RepriseProps<Tag> &
    Omit<Solid.HTMLAttributes<HTMLElementTagNameMap[Tag]>, keyof RepriseProps<Tag>>;
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
    interface CustomEvents extends RepriseEventMap {}
  }
}
