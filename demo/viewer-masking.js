/**
 * How what a page plays is masked, reviewed and written again. A draft is an archive that can be reviewed:
 * `review()` gives the findings, `save(decisions)` a masked copy, as `{ name, size }`, with its `archive` where that is made here.
 * Loaded when something is packed or reviewed.
 */

const GENERATOR = { name: 'reprise-viewer', version: '0.1.0' };

/** Where a server of this computer tells what an action has to prove. */
const ACTION_TOKEN = '/action-token';

/**
 * A session that is packed in the page, masked from the first moment.
 *
 * @param encode - `(options) => result` of `encodeMasked`, for the options that this adds to
 * @param name - of the archive, as a file
 * @returns a draft with its `archive`, its `manifest` and how many findings are `open`
 */
export async function packedDraft(encode, name) {
  const { archive, result, session } = await made(encode, name);
  return {
    archive,
    manifest: result.manifest,
    open: result.findings.length,
    review: () => reviewOf(archive, result),
    save: async (decisions) => saved(await finished(session, decisions, name), decisions),
  };
}

/**
 * An archive that was opened: it is searched when it is reviewed first.
 *
 * @param open - gives the archive as a Blob
 * @param name - of the archive, as a file
 */
export function openedDraft(open, name) {
  const copy = `${name.replace(/\.reprise(?:\.zip)?$/, '')}-masked.reprise`;
  let first;
  return {
    review: async () => {
      const { editArchive } = await import('../dist/bundle/reprise-encode.js');
      const source = sourceOf(await open(), name);
      first ??= await made((options) => editArchive(source, {}, options), copy);
      return reviewOf(first.archive, first.result);
    },
    save: async (decisions) => saved(await finished(first.session, decisions, copy), decisions),
  };
}

/**
 * What a server of this computer reviews; it writes the copy itself.
 *
 * @param address - of the review, a folder of this site
 */
export function servedDraft(address) {
  return {
    review: () => asked(new URL('items.json', address)),
    save: async (decisions) => {
      const { token } = await asked(new URL(ACTION_TOKEN, address));
      const { file, size } = await asked(new URL('decisions', address), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Reprise-Token': token },
        body: JSON.stringify(decisions),
      });
      return { name: file, size };
    },
  };
}

async function asked(address, init) {
  const response = await fetch(address, init);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}

/** A session that is masked once, as nobody has decided anything yet, and what finishes it. */
async function made(encode, name) {
  const { archive, result } = await written(encode, name, { masking: {} });
  const { masked, findings } = result;
  const make = async (sink, masking) => encode({ ...(await writing()), sink, masking });
  return { archive, result, session: { make, masking: {}, masked, findings } };
}

/** The archive as it was decided. */
async function finished(session, decisions, name) {
  const { finishReview } = await import('../dist/bundle/reprise-encode.js');
  return written((options) => finishReview(session, decisions, options), name, {});
}

/** An archive as a file, with what came of masking it. */
async function written(encode, name, more) {
  const parts = [];
  const sink = { write: (bytes) => void parts.push(bytes.slice()) };
  const result = await encode({ ...(await writing()), sink, ...more });
  return { archive: new File(parts, name, { type: 'application/vnd.reprise+zip' }), result };
}

async function writing() {
  const { createPakoDeflater } = await import('../dist/bundle/reprise-encode.js');
  return { deflater: await createPakoDeflater(), generator: GENERATOR };
}

async function reviewOf(archive, { masked, findings }) {
  const { reviewItems } = await import('../dist/bundle/reprise-encode.js');
  return reviewItems(sourceOf(archive, archive.name), { masked, findings });
}

/** What is told of a copy, with the texts that were to be masked and stand nowhere in it. */
function saved({ archive, result }, { mask }) {
  const found = new Set(result.masked.filter(({ count }) => count > 0).map(({ value }) => value));
  const unfound = mask.map(({ value }) => value).filter((value) => !found.has(value));
  return { name: archive.name, size: archive.size, archive, unfound };
}

/** A file as the bundle reads bytes. */
function sourceOf(file, name) {
  const read = async (offset, length) =>
    new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  return {
    name,
    size: async () => file.size,
    read,
    readHead: async (length) => ({ bytes: await read(0, length), size: file.size }),
  };
}
