import { defineConfig } from 'vite';

/** The page of React, in the version before properties and events of elements were known to it. */
export default defineConfig({
  base: './',
  resolve: { alias: { react: 'react-18', 'react-dom': 'react-dom-18' } },
  oxc: { jsx: { runtime: 'automatic' } },
});
