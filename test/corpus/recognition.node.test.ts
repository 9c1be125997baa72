import { before, describe, expect, it } from '#test';
import { DETECTION_SIZE, tools } from '#src/importers/index.ts';
import { ImportFile } from '#src/node/import-file.ts';
import { NO_CORPUS } from '../helpers/corpus.ts';
import { corpusInputs, unreadFolders } from '../helpers/corpus-inputs.ts';

const inputs = corpusInputs();

describe('recognising real files', { skip: inputs.length === 0 ? NO_CORPUS : false }, () => {
  before(() => {
    const unread = unreadFolders();
    if (unread.length > 0) console.log(`folders of the corpus that no importer reads: ${unread.join(', ')}`);
  });

  it('brings every file to the importer of its tool, clearly above all others', async () => {
    const wrong: string[] = [];
    for (const { file, path, importer } of inputs) {
      const source = await ImportFile.open(file);
      const head = await source.read(0, DETECTION_SIZE);
      await source.close();
      const rated = tools
        .map((candidate) => ({ id: candidate.id, confidence: candidate.detect(head) }))
        .sort((a, b) => b.confidence - a.confidence);
      const [best, second] = rated;
      if (best!.id === importer && best!.confidence >= 0.5 && second!.confidence < best!.confidence) continue;
      wrong.push(
        `${path}: ${rated
          .slice(0, 2)
          .map(({ id, confidence }) => `${id} ${confidence}`)
          .join(', ')}`,
      );
    }

    expect(inputs.length).to.be.greaterThan(50);
    expect(wrong).to.deep.equal([]);
  });
});
