/**
 * `npm start`, after the build: packs the sample sessions and serves the viewer page.
 *
 * PORT chooses the port; without it 8321 is taken, or any free one when that is in use.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startServer } from '../dist/cli/server/local-server.js';

const root = new URL('..', import.meta.url);
const folder = (path) => fileURLToPath(new URL(path, root));
const PORT = 8321;

const { status } = spawnSync(process.execPath, [folder('scripts/pack-samples.mjs')], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const mounts = { '/demo/': folder('demo'), '/dist/bundle/': folder('dist/bundle') };
const options = { mounts };
const wanted = process.env.PORT;
const server = wanted
  ? await startServer({ ...options, port: Number(wanted) })
  : await startServer({ ...options, port: PORT }).catch(() => startServer(options));

console.log(`
Reprise plays at

    ${server.startAddress('demo/')}

Choose "Access tokens expire mid-session" and press play. Drop a log or a
recording of your own on the page: it is packed in the browser and goes nowhere.
Then there are

    ${server.address}demo/basic.html      one line of HTML
    ${server.address}demo/composed.html   a layout of one's own

Ctrl-C ends it.`);
