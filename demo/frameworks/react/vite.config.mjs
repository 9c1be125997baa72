import { defineConfig } from 'vite';

export default defineConfig({
  // The built page works in any folder of a site.
  base: './',
  oxc: { jsx: { runtime: 'automatic' } },
});
