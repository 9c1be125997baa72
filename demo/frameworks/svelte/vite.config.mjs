import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  // The built page works in any folder of a site.
  base: './',
  plugins: [svelte()],
});
