/** Typings for Preact: `import 'reprise/types/preact'`. */
import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { RepriseListeners, RepriseMediaListeners, RepriseProps, RepriseTag } from './elements.d.ts';
import './html.d.ts';

type Elements = {
  [Tag in RepriseTag]: RepriseProps<Tag> &
    RepriseListeners &
    RepriseMediaListeners &
    ClassAttributes<HTMLElementTagNameMap[Tag]> &
    Omit<HTMLAttributes<HTMLElementTagNameMap[Tag]>, keyof RepriseProps<Tag>>;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
