import { trackEntry, type TrackDeclaration, type TrackKind } from '../format/index.ts';

/** A track as it gets into the archive. */
export interface NamedTrack {
  readonly id: string;
  readonly kind: TrackKind;
  /** Path of its entry. */
  readonly entry: string;
  readonly declaration?: TrackDeclaration;
  readonly source: number;
}

/**
 * Which track of the archive a source means by an id. Each source has ids of its own; where two sources use the
 * same for tracks of one kind, the later one gets a number: `main`, `main-2`.
 */
export class TrackNames {
  readonly #bySource = new Map<string, NamedTrack>();
  readonly #taken = new Set<string>();
  readonly #tracks: NamedTrack[] = [];
  readonly #settled = new Set<number>();

  /** All tracks, in order of first mention. */
  get tracks(): readonly NamedTrack[] {
    return this.#tracks;
  }

  /** The ids of a source are those of an archive: where they can be names of entries they stay as they are. */
  settle(source: number): void {
    this.#settled.add(source);
  }

  declare(source: number, declaration: TrackDeclaration): NamedTrack {
    return this.#track(source, declaration.kind, declaration.id, declaration);
  }

  /** The track that a source calls `id`, named now if it has not been declared. */
  find(source: number, kind: TrackKind, id: string): NamedTrack {
    return this.#track(source, kind, id);
  }

  #track(source: number, kind: TrackKind, id: string, declaration?: TrackDeclaration): NamedTrack {
    const key = `${source}/${kind}/${id}`;
    const known = this.#bySource.get(key);
    if (known && (!declaration || known.declaration)) return known;
    const name = this.#settled.has(source) && isTrackId(id) ? id : toEntryName(id);
    const unique = known?.id ?? this.#uniqueId(kind, name);
    const track: NamedTrack = {
      id: unique,
      kind,
      entry: trackEntry(kind, unique),
      source,
      ...(declaration && { declaration }),
    };
    this.#bySource.set(key, track);
    if (known) this.#tracks.splice(this.#tracks.indexOf(known), 1, track);
    else this.#tracks.push(track);
    return track;
  }

  #uniqueId(kind: TrackKind, base: string): string {
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? base : `${base}-${count}`;
      const key = `${kind}/${candidate}`;
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return candidate;
    }
  }
}

/** Spec [ENT-2]; no longer than what any file system takes for a name. */
function isTrackId(id: string): boolean {
  return id.length <= 200 && /^[a-z0-9][a-z0-9._-]*$/.test(id);
}

/** What an entry name may be made of; entry names are lower case, so that no two differ by case alone. */
function toEntryName(id: string): string {
  const name = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 64);
  return name === '' ? 'track' : name;
}
