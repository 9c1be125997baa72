import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    rolldownOptions: { input: 'plain.html' },
  },
});
