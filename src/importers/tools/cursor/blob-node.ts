import { pathOfUrl } from './workspace-folder.ts';

/** What a node of the tree of a session names. */
export interface BlobNode {
  /** Other nodes and messages, by their names in hex, in order. */
  readonly references: readonly string[];
  /** Folder that the session worked in. */
  readonly workspace?: string;
}

/** Bytes of the name of a blob: a SHA-256. */
const NAME_SIZE = 32;

/** Fields of a node that name other blobs, and the one that names the folder. */
const REFERENCES: ReadonlySet<number> = new Set([1, 2]);
const WORKSPACE = 9;

/** Reads a node: a message of Protocol Buffers, of which only fields of bytes are looked at. Ends at what is none. */
export function readBlobNode(data: Uint8Array): BlobNode {
  const references: string[] = [];
  let workspace: string | undefined;
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 1; at < data.length; shift *= 128) {
      const byte = data[at++]!;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < data.length) {
    const key = number();
    const [field, type] = [Math.floor(key / 8), key % 8];
    if (type === 0) number();
    else if (type === 1) at += 8;
    else if (type === 5) at += 4;
    else if (type !== 2) break;
    else {
      const size = number();
      const bytes = data.subarray(at, at + size);
      at += size;
      if (REFERENCES.has(field) && size === NAME_SIZE && bytes.length === size) references.push(hexOf(bytes));
      if (field === WORKSPACE) workspace ??= pathOfUrl(new TextDecoder().decode(bytes));
    }
  }
  return { references, ...(workspace !== undefined && { workspace }) };
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
