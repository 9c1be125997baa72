/** Makes one page of an archive. Loaded, with what writes the page and what makes it play, when somebody asks. */
import { exportFormat } from '../dist/bundle/reprise-exports.js';
import { BlobSource, openSession } from '../dist/bundle/reprise-reading.js';

/** @returns the page as a file; `undefined` when the session was not masked */
export async function pageOf(archive) {
  const source = new BlobSource(archive, archive.name);
  const session = await openSession(source);
  if (!session.manifest.masking) return undefined;
  const write = await exportFormat('html').load();
  const pieces = [];
  for await (const piece of write({ session, source }, { pageParts })) pieces.push(piece);
  return new File(pieces, `${archive.name.replace(/\.reprise(\.zip)?$/, '')}.html`, { type: 'text/html' });
}

async function pageParts() {
  const answer = await fetch(new URL('../dist/bundle/reprise-page.json', import.meta.url));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.json();
}
