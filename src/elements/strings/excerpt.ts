import { section } from './section.ts';

/** A stretch of a session, in a frame of its own. */
export const excerptStrings = section('excerpt', () => ({
  label: 'Excerpt',
  place: 'Place in the excerpt',
  whole: 'Open the whole session',
  noChanges: 'Nothing was changed in this excerpt.',
}));
