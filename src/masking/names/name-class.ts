import { wordsOfName } from './name-words.ts';
import { isNameOfVendor } from './vendors.ts';

/**
 * What a name says of its value:
 * - `password`: people choose it, so that any value may be one;
 * - `secret`: machines make it; values are random;
 * - `key`: it may be a secret; the value must be random beyond doubt;
 * - `none`: nothing, or that the value is none.
 */
export type NameClass = 'password' | 'secret' | 'key' | 'none';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const PASSWORD = /* @__PURE__ */ words(
  'password passwd pass passphrase passcode pwd pw pswd psw passwort kennwort contrasena motdepasse secret secrets credential credentials creds psk',
);
const SECRET = /* @__PURE__ */ words(
  'token tokens apikey apitoken pat sas jwt bearer auth authorization authentication mnemonic otp totp salt pepper seckey privkey privatekey wif sig hmac entropy cookie jsessionid phpsessid sessid sid csrf xsrf dsn sharedkey accesskey appkey authkey secretkey encryptionkey masterkey licensekey signingkey unlock',
);
/** Words that make a key of `…_key` a secret one. */
const KEY_OWNERS = /* @__PURE__ */ words(
  'api app access auth private encryption encrypt encrypted decryption signing sign session master service storage account shared license licence deploy client role jwt hmac admin webhook bot user secret aes rsa ecdsa ed25519 hash hashing cipher integration server rest project dev prod live test root write read ingest ingestion subscription functions function host product serial recovery backup ssh pgp gpg wallet seed salt preshared pre psk stream streaming management personal refresh consumer developer data vault crypto cookie token security site team workspace org organization tenant device registration enrollment join cluster node admission unseal bypass dsa ec ecc tls ssl vapid apns fcm push mail smtp payment merchant billing partner reseller license feature transfer',
);
/** Last words that say nothing: `PASSWORD_PROD`, `token2`, `secret_value`. */
const NEUTRAL = /* @__PURE__ */ words(
  'value values val string str data b64 base64 hex raw plain plaintext text clear cleartext prod production dev development stage staging test tests testing live local sandbox old new current previous prev next backup default primary secondary main master encoded decoded encrypted base env var input confirm confirmation confirmed repeat again retype hash ro rw readonly write read admin user root body content string1 literal a b x y v1 v2 v3 eu us id1',
);
/** Words that make of a secret's name that of something else. */
const HARMLESS = /* @__PURE__ */ words(
  'public pub publishable primary foreign sort sorting partition cache count max min limit length len size type types kind expires expire expired expiry expiration exp lifetime ttl age policy policies hint label placeholder field fields validator validation rule rules error errors message messages prefix suffix url uri urls endpoint path paths file files filename dir folder format regex pattern algorithm alg version strength column columns row rows index idempotency dedupe lookup translation i18n locale group query storagekey react list usage used total input output prompt completion estimate estimated budget window per limitbytes number integrity checksum digest fingerprint thumbprint etag revision commit author authors authored uuid guid arn ref reference header headers name names provider providers manager factory service_name class icon title description required enabled disabled visible show hide is has can should requires needs use with without allow deny mode status state event events handler callback listener method scheme schema grammar lexer parser position start end offset color theme css style styles token_count keyboard shortcut hotkey binding bindings press down up code codes tokenizer vocab eos bos pad sep cls mask unk special stop idx map object array set dict dictionary entry entries node parent child children store bucket region zone tracker snippet docs doc documentation link issue config options option settings signature nonce',
);
/** Passwords in other languages. */
const FOREIGN =
  /contraseña|senha|wachtwoord|lösenord|hasło|mot de passe|пароль|密码|密碼|パスワード|비밀번호/i;

/** Names that are secrets of tools though their words are not. */
const ALONE =
  /^(?:_?auth|authorization|_authtoken|appid|api[-_ ]?key|x[-_]?api[-_]?key|connection[-_ ]?string|conn[-_ ]?str|database[-_]?url|secret[-_]?key[-_]?base)$/i;
const JOINED =
  /(?:passwo?r?d|passphrase|(?:ssh|db|pg|smtp|ldap|user|my|root|admin|key|store|redis|mail|ftp|sudo|vnc|wifi|bind|require)pass|masterauth|sessiontoken|secret|token|apikey|authkey|accesskey|secretkey|privatekey|masterkey|signingkey|encryptionkey|sharedkey|licensekey|appkey|keystring)$/;

/** Most names whose classes are remembered: logs repeat the same ones. */
const MAX_REMEMBERED = 5000;
const remembered = new Map<string, NameClass>();

/** Says what a name tells of its value, by its words. */
export function classOfName(name: string): NameClass {
  let found = remembered.get(name);
  if (found === undefined) {
    found = judgeName(name);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(name, found);
  }
  return found;
}

function judgeName(name: string): NameClass {
  if (
    FOREIGN.test(name) ||
    /^(?:dbpass|userpass|mypass|keypass|storepass|htpasswd|pgpassword|_password)$/i.test(name)
  )
    return 'password';
  // Of cookies and requests; `sessionId` names what is recorded.
  if (name === 'sessionid' || name === 'SESSIONID' || /^_[a-z][a-z_]{1,40}_session$/.test(name)) return 'key';
  if (/api[-_]?hash$/i.test(name)) return 'secret';
  if (ALONE.test(name)) return /url|str|id$/i.test(name) ? 'key' : 'secret';
  // `config.secret_token` is a secret of settings, `secret_config` is settings.
  const all = wordsOfName(name.replace(/^.{0,40}\b(?:config|configuration|settings?|options?)\./i, ''));
  if (all.length === 0 || all.length > 12) return 'none';
  let last = all.length - 1;
  while (last > 0 && (NEUTRAL.has(all[last]!) || /^\d+$/.test(all[last]!))) last--;
  const found = classOfWord(all, last);
  if (found === 'none') return all.length > 1 ? classOfInner(all) : 'none';
  const isHarmless = all.some(
    (word, at) => at !== last && HARMLESS.has(word) && !SECRET.has(word) && !PASSWORD.has(word),
  );
  if (!isHarmless) return found;
  // `input_tokens` counts; `headers_password` is still a password, of something.
  return found === 'password' &&
    !all.some((word) =>
      /^(?:public|hint|policy|placeholder|label|error|message|is|has|can|should|show|hide)$/.test(word),
    )
    ? 'secret'
    : 'none';
}

function classOfWord(all: readonly string[], at: number): NameClass {
  const word = all[at]!;
  if (PASSWORD.has(word)) return 'password';
  if (word === 'tokens' && all.length > 1) return 'none';
  if (SECRET.has(word)) return 'secret';
  if (word === 'key' || word === 'keys') {
    const owner = at > 0 ? all[at - 1]! : '';
    if (HARMLESS.has(owner)) return 'none';
    return KEY_OWNERS.has(owner) || isNameOfVendor(owner) || (at > 1 && KEY_OWNERS.has(all[at - 2]!))
      ? 'secret'
      : 'key';
  }
  if (word === 'seed') return all.length > 1 ? 'secret' : 'key';
  if (word === 'pk') return 'key';
  const joined = JOINED.exec(word);
  if (joined) return /pass|secret/.test(joined[0]) ? 'password' : 'secret';
  return 'none';
}

/** `SECRET_OF_BUILD`, `tokenForCi`: a word of secrets that is not the last. */
function classOfInner(all: readonly string[]): NameClass {
  if (
    all.some((word) => HARMLESS.has(word)) ||
    /^(?:id|ids|by|at|time|date|days|minutes|seconds)$/.test(all.at(-1)!)
  )
    return 'none';
  return all.some((word) => PASSWORD.has(word) || word === 'token' || word === 'apikey') ? 'key' : 'none';
}
