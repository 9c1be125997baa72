import { section } from './section.ts';

/** Images in the conversation. */
export const pictureStrings = section('picture', () => ({
  label: 'Image',
  open: 'Open image larger',
  close: 'Close',
  refused: 'This image is not shown: its type or size is not allowed.',
  failed: 'This image could not be loaded.',
}));
