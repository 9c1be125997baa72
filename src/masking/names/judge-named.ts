import type { Level } from '../rule.ts';
import { looksLikeExpression } from '../values/code-shape.ts';
import { classesOf, digitsOf } from '../values/entropy.ts';
import { isHex, isNoWord, isSurelyRandom, isUuid, shapeOf } from '../values/value-shape.ts';
import { classOfName } from './name-class.ts';
import { isVendorOfUuids } from './vendors.ts';

/**
 * How a value stands behind its name:
 * - `quoted`: between quotes, as code and data have it;
 * - `bare`: without, as environments, queries and YAML have it, and as expressions of code stand too;
 * - `field`: the whole value of a field of a record.
 */
export type Carrier = 'quoted' | 'bare' | 'field';

/** Addresses whose key is made to be public: those of error trackers. */
const PUBLIC_ADDRESS = /^https?:\/\/[0-9a-f]{32}@[\w.-]{0,80}(?:sentry|ingest|glitchtip|bugsink)/;

/** Names that say checksums and commits: hex behind them is none. */
const HASH_NAME = /sha\d*|md5|hash|digest|commit|etag|rev|checksum|integrity/i;

/**
 * Judges a value by its name.
 *
 * @returns how sure it is that the value is a secret; `undefined` when it is none
 */
export function judgeNamed(name: string, whole: string, carrier: Carrier): Level | undefined {
  const value = whole.trim();
  const named = classOfName(name);
  if (named === 'none') return undefined;
  const shape = shapeOf(value);
  if (shape === 'nothing' || value.length < 5 || PUBLIC_ADDRESS.test(value)) return undefined;
  if (
    carrier === 'bare' &&
    shape !== 'random' &&
    looksLikeExpression(value) &&
    !(named === 'password' && isNoWord(value))
  )
    return undefined;
  // Keys of caches are words and checksums.
  if (/(?:^|\s)keys?$/i.test(name) && named === 'key' && /[-.:]/.test(value)) return undefined;
  if (isHex(value) && HASH_NAME.test(name) && !/secret|salt|key|api_?hash/i.test(name)) return undefined;
  if (isUuid(value) && (/id$/i.test(name) || (named === 'key' && !isVendorOfUuids(name)))) return undefined;
  if (named === 'password') return levelOfPassword(name, value, shape, carrier);
  if (shape !== 'random') {
    // A token that somebody made up: long, of several kinds of characters.
    return named === 'secret' &&
      shape === 'password' &&
      value.length >= 10 &&
      classesOf(value) >= 3 &&
      digitsOf(value) > 0
      ? 'probable'
      : undefined;
  }
  if (named === 'secret') return 'probable';
  return isSurelyRandom(value) && value.length >= 20 ? 'probable' : undefined;
}

function levelOfPassword(
  name: string,
  value: string,
  shape: 'words' | 'password' | 'random',
  carrier: Carrier,
): Level | undefined {
  if (shape === 'random') return 'probable';
  if (/\s/.test(value)) return isPassphrase(name, value) ? 'probable' : undefined;
  if (shape === 'password') return value.length >= 6 ? 'probable' : 'uncertain';
  if (isNoWord(value)) return 'probable';
  // A word behind a password's name is a password or the name of one: a variable of the environment holds a value.
  if (carrier === 'bare' || !/pass|pwd/i.test(name) || !/^[a-z]+(?:[-_.][a-z]+){2,}$/.test(value))
    return undefined;
  return (value.match(/[-_.]/g) ?? []).length >= 3 ? 'probable' : 'uncertain';
}

/** Four words and more, in small letters, behind a name that says phrase. */
function isPassphrase(name: string, value: string): boolean {
  return /phrase|mnemonic/i.test(name) && /^[a-z]+(?: [a-z]+){3,23}$/.test(value);
}
