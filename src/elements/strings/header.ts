import { section } from './section.ts';

/** The bar above a session. */
export const headerStrings = section('header', () => ({
  untitled: 'Untitled session',
  find: 'Find in session',
  about: 'About this session',
  outline: 'Outline',
}));
