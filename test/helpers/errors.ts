import { expect } from '#test';
import { ArchiveError, type ArchiveErrorCode } from '#src/format/index.ts';

/** Expects a promise to reject with an `ArchiveError` of this code, and returns the error. */
export async function expectArchiveError(
  promise: Promise<unknown>,
  code: ArchiveErrorCode,
): Promise<ArchiveError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(ArchiveError);
  expect((error as ArchiveError).code, (error as ArchiveError).message).to.equal(code);
  return error as ArchiveError;
}
