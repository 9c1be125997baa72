import { removeLeftBehind } from '../node/files.ts';
import { formatCount, type Output } from './output.ts';

/** Removes from a folder what runs that were killed have left there half written, and says so. */
export async function sweepFolder(folder: string, output?: Output): Promise<void> {
  const removed = await removeLeftBehind(folder);
  if (removed.length === 0) return;
  const what = removed.length === 1 ? removed[0]! : `${formatCount(removed.length, 'file')} in ${folder}`;
  output?.note(`removed ${what}: half written by a run that was ended`);
}
