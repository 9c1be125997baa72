/** A recording of one word. */
export const CAST = '{"version":2,"width":80,"height":24}\n[0.5,"o","hello"]\n';

/** What `zstd` and `xz` make of `CAST`. */
export const PACKED = {
  zstd: 'KLUv/QRYuQEAeyJ2ZXJzaW9uIjoyLCJ3aWR0aCI6ODAsImhlaWdodCI6MjR9ClswLjUsIm8iLCJoZWxsbyJdCifqI5I=',
  xz: '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQA2eyJ2ZXJzaW9uIjoyLCJ3aWR0aCI6ODAsImhlaWdodCI6MjR9ClswLjUsIm8iLCJoZWxsbyJdCgAAtMYAHRO8OlEAAU837kPa7x+2830BAAAAAARZWg==',
};
