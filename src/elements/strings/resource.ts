import { section } from './section.ts';

/** Texts on demand. */
export const resourceStrings = section('resource', () => ({
  show: (size: string) => `Show ${size}`,
  loading: 'Loading',
  failed: 'This part could not be loaded.',
  elsewhere: (name: string) => `${name} is not in the archive`,
}));
