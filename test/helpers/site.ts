import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from './project-path.ts';
import { sampleArchive, type SampleTrack } from './sample-archive.ts';
import { startStaticServer, type StaticServer } from './static-server.ts';

const root = (path: string): string => projectPath(path);

/** The strictest policy that a page with a player may have (SECURITY.md). */
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src blob: data:; connect-src 'self'; " +
  "font-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; " +
  'trusted-types lit-html';

/** A page of ours under the strict policy; `body` goes in as it is, the bundle is loaded before it. */
export function strictPage(body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${STRICT_POLICY}">
    <title>Test page</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/dist/bundle/reprise.js"></script>
  </head>
  <body><main>${body}</main></body>
</html>`;
}

export interface Site extends StaticServer {
  /** Folder behind `/files/`, for a test's own archives. */
  readonly folder: string;
}

/**
 * The built bundle, the demo pages and sample archives on a server: `/files/sample.reprise` has all tracks,
 * `/files/<track>.reprise` one of them, `/files/corrupt.reprise` ends in the middle. Needs `npm run build`.
 *
 * @param pages - path → HTML of a test's own pages
 */
export async function startSite(pages: Readonly<Record<string, string>> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-site-'));
  const write = async (name: string, tracks?: readonly SampleTrack[]): Promise<Uint8Array> => {
    const bytes = await sampleArchive(tracks);
    writeFileSync(join(folder, name), bytes);
    return bytes;
  };
  const sample = await write('sample.reprise');
  for (const track of ['transcript', 'terminal', 'changes'] as const)
    await write(`${track}.reprise`, [track]);
  writeFileSync(join(folder, 'corrupt.reprise'), sample.subarray(0, sample.length - 100));
  const texts = Object.entries(pages).map(([path, text]) => [path, { text }] as const);
  const server = await startStaticServer({
    '/dist/bundle/': root('dist/bundle'),
    '/demo/': root('demo'),
    '/node_modules/': root('node_modules'),
    '/files/': folder,
    ...Object.fromEntries(texts),
  });
  const close = async (): Promise<void> => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, folder, close };
}
