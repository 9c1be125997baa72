/**
 * Takes an archive apart into its ZIP fields and puts it together again with any of them changed, so that each
 * fixture has exactly one defect.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const UTF8 = 0x800;
const DATE_1980 = 0x21;

/**
 * One entry: what both headers say, and in `local` or `central` what one of them says instead.
 *
 * @typedef {{ name: string, method: number, flags: number, crc32: number, size: number, data: Buffer,
 *   storedSize?: number, date?: number, extra?: Buffer, after?: Buffer, attributes?: number,
 *   local?: object, central?: object, offset?: number }} RawEntry
 */

/** @param {Buffer} archive - of the strict profile */
export function takeApart(archive) {
  const entries = [];
  let offset = 0;
  while (archive.readUInt32LE(offset) === 0x04034b50) {
    const nameLength = archive.readUInt16LE(offset + 26);
    const storedSize = archive.readUInt32LE(offset + 18);
    const data = offset + 30 + nameLength;
    entries.push({
      name: archive.toString('utf8', offset + 30, data),
      method: archive.readUInt16LE(offset + 8),
      flags: UTF8,
      crc32: archive.readUInt32LE(offset + 14),
      size: archive.readUInt32LE(offset + 22),
      data: archive.subarray(data, data + storedSize),
    });
    offset = data + storedSize;
  }
  return entries;
}

/** An entry with this content. */
export function entry(name, content, { method = 8 } = {}) {
  const bytes = Buffer.from(content);
  const data = method === 8 ? deflateRawSync(bytes, { level: 9 }) : bytes;
  return { name, method, flags: UTF8, crc32: checksum(bytes), size: bytes.length, data };
}

/** Uncompressed content of an entry. */
export function contentOf({ method, data }) {
  return method === 8 ? inflateRawSync(data) : data;
}

/**
 * @param {RawEntry[]} entries
 * @param {{ prefix?: Buffer, suffix?: Buffer, comment?: string, end?: object, order?: number[] }} [options] - `order`: of the
 *   directory; `end`: fields of the end record
 */
export function putTogether(
  entries,
  { prefix = Buffer.alloc(0), suffix = Buffer.alloc(0), comment = '', end = {}, order } = {},
) {
  const parts = [prefix];
  let offset = prefix.length;
  const offsets = entries.map((each) => {
    const header = localHeader({ ...each, ...each.local });
    const start = each.offset ?? offset;
    if (each.offset === undefined) {
      const bytes = Buffer.concat([header, each.data, each.after ?? Buffer.alloc(0)]);
      parts.push(bytes);
      offset += bytes.length;
    }
    return start;
  });
  const directory = (order ?? entries.map((_, index) => index)).map((index) =>
    directoryRecord({ ...entries[index], ...entries[index].central }, offsets[index]),
  );
  const directorySize = directory.reduce((sum, { length }) => sum + length, 0);
  const record = { disk: 0, count: entries.length, size: directorySize, offset, comment, ...end };
  return Buffer.concat([...parts, ...directory, endRecord(record), suffix]);
}

/** The whole archive with the content of entries replaced, and `index.json` left out when a track's content was. */
export function rewrite(archive, contents) {
  const names = new Set(Object.keys(contents));
  const kept = takeApart(archive).map((each) =>
    names.delete(each.name) ? entry(each.name, contents[each.name]) : each,
  );
  return putTogether([...kept, ...[...names].map((name) => entry(name, contents[name]))]);
}

function localHeader(entry) {
  return Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), sharedFields(entry), ...nameAndExtra(entry)]);
}

function directoryRecord(entry, offset) {
  const start = Buffer.from([0x50, 0x4b, 1, 2, 20, 0]);
  const end = Buffer.alloc(14);
  end.writeUInt32LE(entry.attributes ?? 0, 6);
  end.writeUInt32LE(offset, 10);
  return Buffer.concat([start, sharedFields(entry), end, ...nameAndExtra(entry)]);
}

/** The 26 bytes that a local header and a directory record have in common, from "version needed" on. */
function sharedFields({
  name,
  method,
  flags,
  crc32: crc,
  size,
  data,
  storedSize = data.length,
  date = DATE_1980,
  extra,
}) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(date, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(storedSize, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  fields.writeUInt16LE(extra?.length ?? 0, 24);
  return fields;
}

function nameAndExtra({ name, extra }) {
  return [Buffer.from(name), extra ?? Buffer.alloc(0)];
}

function endRecord({ disk, count, size, offset, comment }) {
  const bytes = Buffer.from(comment);
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(disk, 4);
  record.writeUInt16LE(disk, 6);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  record.writeUInt16LE(bytes.length, 20);
  return Buffer.concat([record, bytes]);
}

/** CRC-32; `zlib.crc32` came with Node 20.15. */
function checksum(bytes) {
  if (crc32) return crc32(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
