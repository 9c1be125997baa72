import { describe, expect, it } from '#test';
import { isOutside } from '#src/state/files/outside-path.ts';

describe('isOutside', () => {
  it('knows paths that lead out of the workspace', () => {
    for (const path of ['/etc/hosts', 'C:\\a', 'C:/a', '\\\\server\\a', '../a', '..'])
      expect(isOutside(path), path).to.equal(true);
    for (const path of ['a', 'src/a', '..a', 'C:a']) expect(isOutside(path), path).to.equal(false);
  });
});
