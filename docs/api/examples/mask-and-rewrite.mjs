import { rewrite } from 'reprise/encode';
import { FileSink, FileSource, zlibDeflater } from 'reprise/node';

const [archive = 'session.reprise', output = 'masked.reprise', secret = 'password'] = process.argv.slice(2);

/**
 * The same record with every text in it masked.
 *
 * @template T
 * @param {T} record
 * @returns {T}
 */
function mask(record) {
  return JSON.parse(JSON.stringify(record), (_, value) =>
    typeof value === 'string' ? value.replaceAll(secret, '[masked]') : value,
  );
}

/** @type {import('reprise/encode').RewriteStep} */
const step = {
  async *events(events) {
    for await (const event of events) yield mask(event);
  },
  // Logs that were kept as they are hold what the events no longer say.
  async *entries(entries) {
    for await (const entry of entries) if (!entry.path.startsWith('source/')) yield entry;
  },
  manifest: mask,
};

await FileSource.use(archive, (source) =>
  FileSink.use(output, {}, (sink) =>
    rewrite(source, step, {
      sink,
      deflater: zlibDeflater,
      generator: { name: 'mask-and-rewrite', version: '1.0.0' },
    }),
  ),
);
