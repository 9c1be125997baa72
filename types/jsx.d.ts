/**
 * Typings for JSX. Each framework has a `JSX` namespace of its own; add the elements to yours:
 *
 *     import type { RepriseJsx } from 'reprise/types/jsx';
 *
 *     declare module 'react' {            // or 'preact', or 'solid-js'
 *       namespace JSX {
 *         interface IntrinsicElements extends RepriseJsx {}
 *       }
 *     }
 */
import type { RepriseElementAttributes } from './elements.d.ts';

/** What any element takes in JSX, as far as the frameworks agree. */
export interface CommonJsxAttributes {
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  hidden?: boolean;
  title?: string;
  style?: unknown;
  children?: unknown;
  key?: unknown;
  ref?: unknown;
}

export type RepriseJsx = {
  [Tag in keyof RepriseElementAttributes]: RepriseElementAttributes[Tag] & CommonJsxAttributes;
};
