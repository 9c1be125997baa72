import type * as sections from './index.ts';
import type { Wording } from './wording.ts';

/** Every sentence the elements show, by section. */
export type Strings = {
  readonly [Name in keyof typeof sections]: ReturnType<(typeof sections)[Name]['english']>;
};

/**
 * The elements in another language: every section, made with the numbers and plurals of that language or one of its
 * regions.
 */
export interface Translation {
  /** BCP 47 tag, as `de` or `pt-BR`. */
  readonly tag: string;
  readonly sections: { readonly [Name in keyof Strings]: (language: Wording) => Strings[Name] };
}
