import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

/** The bundle for a page: `reprise.js` registers the elements and loads its lazy parts from beside itself. */
export default {
  input: { reprise: 'dist/elements/define.js' },
  output: {
    dir: 'dist/bundle',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'reprise-[name].js',
    sourcemap: true,
  },
  plugins: [
    nodeResolve({ browser: true, exportConditions: ['production'] }),
    commonjs(),
    terser({ module: true, ecma: 2022, format: { comments: false } }),
  ],
  // A missing or circular import is an error here, not a surprise in somebody's page.
  onwarn(warning) {
    throw new Error(`rollup: ${warning.code}: ${warning.message}`);
  },
};
