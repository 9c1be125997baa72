import { openSource, PickedFile } from '#src/importers/index.ts';
import { describe, expect, it } from '#test';

const log = new File(['{"version":2,"width":80,"height":24}\n[0.1,"o","hello"]\n'], 'a.cast');
const notes = new File(['notes'], 'notes.txt');

describe('PickedFile', () => {
  it('is read whole as often as it is asked, in part, and by an importer', async () => {
    const picked = new PickedFile(log);
    const whole = async (): Promise<string> => {
      const decoder = new TextDecoder();
      let text = '';
      for await (const piece of picked.chunks()) text += decoder.decode(piece, { stream: true });
      return text;
    };

    expect(await whole()).to.equal(await log.text());
    expect(await whole()).to.equal(await log.text());
    expect(new TextDecoder().decode(await picked.read(2, 7))).to.equal('version');
    expect((await openSource(picked)).importer.id).to.equal('asciicast');
  });

  it('finds beside it what was picked along with it, and nothing else', async () => {
    const picked = new PickedFile(log, [notes, log]);

    expect(await picked.siblings('')).to.deep.equal(['a.cast', 'notes.txt']);
    expect(await picked.siblings('folder')).to.deep.equal([]);
    expect((await picked.sibling('notes.txt'))?.size).to.equal(5);
    expect(await picked.sibling('other.txt')).to.equal(undefined);
    expect(await new PickedFile(log).sibling('a.cast')).to.equal(undefined);
  });
});
