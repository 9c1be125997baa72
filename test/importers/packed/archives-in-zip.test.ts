import { describe, expect, it } from '#test';
import { archivesInZip, PickedFile } from '#src/importers/index.ts';
import { sampleArchive } from '../../helpers/sample-archive.ts';
import { buildZip } from '../../helpers/zip-builder.ts';

const picked = (bytes: Uint8Array): PickedFile =>
  new PickedFile(new File([new Uint8Array(bytes)], 'issue.zip'));

describe('archives in a ZIP', () => {
  it('are told by what they hold, and come out as they went in', async () => {
    const archive = await sampleArchive(['transcript']);
    const zip = buildZip({
      entries: [
        { path: 'README.md', content: 'see the session' },
        { path: 'reports/fix.reprise.zip', content: archive },
        { path: 'unnamed', content: archive, method: 0 },
        { path: '__MACOSX/._fix.reprise', content: 'Mac OS X' },
        { path: 'empty.reprise', content: '' },
      ],
    });

    const found = await archivesInZip(picked(zip));
    expect(found.map(({ name }) => name)).to.deep.equal(['fix.reprise.zip', 'unnamed']);
    for (const each of found) expect(await each.read()).to.deep.equal(archive);
  });

  it('are none in what is no ZIP, or one that is cut off', async () => {
    const zip = buildZip({ entries: [{ path: 'a.reprise', content: await sampleArchive(['changes']) }] });

    expect(await archivesInZip(picked(new TextEncoder().encode('{}\n')))).to.deep.equal([]);
    expect(await archivesInZip(picked(zip.subarray(0, zip.length - 30)))).to.deep.equal([]);
  });
});
