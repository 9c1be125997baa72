/**
 * Typings for JSX of any framework. For React, Preact and Solid there is a file that does all of this:
 * `import 'reprise/types/react'`. For another one, name the attributes that it has for all elements:
 *
 *     import type { RepriseJsx } from 'reprise/types/jsx';
 *
 *     declare module 'some-framework' {
 *       namespace JSX {
 *         interface IntrinsicElements extends RepriseJsx<HTMLAttributes<HTMLElement>> {}
 *       }
 *     }
 */
import type { RepriseListeners, RepriseMediaListeners, RepriseProps, RepriseTag } from './elements.d.ts';

/** What any element takes in JSX, as far as the frameworks agree. */
export interface CommonJsxAttributes {
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  part?: string;
  hidden?: boolean;
  title?: string;
  tabIndex?: number;
  role?: string;
  style?: unknown;
  children?: unknown;
  key?: unknown;
  ref?: unknown;
  onClick?: (event: MouseEvent) => void;
  onDoubleClick?: (event: MouseEvent) => void;
  onPointerDown?: (event: PointerEvent) => void;
  onPointerUp?: (event: PointerEvent) => void;
  onPointerEnter?: (event: PointerEvent) => void;
  onPointerLeave?: (event: PointerEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  onKeyUp?: (event: KeyboardEvent) => void;
  onFocus?: (event: FocusEvent) => void;
  onBlur?: (event: FocusEvent) => void;
}

/** Tag → what it takes: what is its own, and what all elements have in a framework. */
export type RepriseJsx<Common = CommonJsxAttributes> = {
  [Tag in RepriseTag]: RepriseProps<Tag> &
    RepriseListeners &
    RepriseMediaListeners &
    Omit<Common, keyof RepriseProps<Tag>>;
};
