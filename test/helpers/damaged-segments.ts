import { ArchiveError } from '#src/format/index.ts';
import type { Segment, TrackKind } from '#src/format/index.ts';
import { openArchive } from '#src/reading/archive.ts';
import type { Archive, OpenArchive } from '#src/reading/archive.ts';

/** Whether a segment (entry path, index) is damaged. */
export type IsDamaged = (entry: string, index: number) => boolean;

/** An archive some of whose segments cannot be read. */
export function damagedArchive(archive: Archive, isDamaged: IsDamaged): Archive {
  const readSegment = <K extends TrackKind>(...[entry, index, options]: ReadSegment): Promise<Segment<K>> => {
    if (!isDamaged(entry, index)) return archive.readSegment<K>(entry, index, options);
    const message = `segment ${index} of ${entry} has another CRC-32`;
    return Promise.reject(new ArchiveError('corrupt-entry', message, { entry }));
  };
  return new Proxy(archive, {
    get(target, name) {
      if (name === 'readSegment') return readSegment;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Opens sources so. */
export function openDamaged(isDamaged: IsDamaged): OpenArchive {
  return async (source, options) => damagedArchive(await openArchive(source, options), isDamaged);
}

type ReadSegment = Parameters<Archive['readSegment']>;
