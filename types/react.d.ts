/** Typings for React 19 or newer: `import 'reprise/types/react'`. React 18 sets no properties and hears no events: `reprise/react`. */
import type { ClassAttributes, HTMLAttributes } from 'react';
import type { RepriseListeners, RepriseMediaListeners, RepriseProps, RepriseTag } from './elements.d.ts';
import './html.d.ts';

type Elements = {
  [Tag in RepriseTag]: RepriseProps<Tag> &
    RepriseListeners &
    RepriseMediaListeners &
    ClassAttributes<HTMLElementTagNameMap[Tag]> &
    Omit<HTMLAttributes<HTMLElementTagNameMap[Tag]>, keyof RepriseProps<Tag>>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
