import { section } from './section.ts';

/** Formatted text in the conversation. */
export const markdownStrings = section('markdown', () => ({
  image: 'image',
  notLoaded: 'Images from elsewhere are not loaded',
  trueHost: (host: string) => `This link leads to ${host}`,
  table: 'Table',
  done: 'done',
  open: 'open',
}));
