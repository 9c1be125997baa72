import solid from 'vite-plugin-solid';
import { defineConfig } from 'vite';

export default defineConfig({
  // The built page works in any folder of a site.
  base: './',
  plugins: [solid()],
});
