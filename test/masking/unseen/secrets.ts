import type { RandomValues } from './random-values.ts';

/** A text of a session with a secret in it. */
export interface SecretCase {
  readonly group: SecretGroup;
  /** What it is, for the list of what was missed. */
  readonly kind: string;
  readonly text: string;
  readonly secret: string;
  /** A second text in which the same secret stands. */
  readonly mention?: string;
}

export type SecretGroup = 'named' | 'structural' | 'bare' | 'flag';

const NAMES =
  'ABLY_API_KEY ADAFRUIT_IO_KEY AIRBRAKE_PROJECT_KEY ALGOLIA_ADMIN_API_KEY AMPLITUDE_SECRET_KEY APPVEYOR_TOKEN AUTH0_CLIENT_SECRET BITRISE_TOKEN BOX_CLIENT_SECRET BRAINTREE_PRIVATE_KEY BUGSNAG_API_KEY CALENDLY_TOKEN CHARGEBEE_API_KEY CLICKUP_API_TOKEN CODACY_PROJECT_TOKEN COINBASE_API_SECRET CONTENTSTACK_MANAGEMENT_TOKEN COVERALLS_REPO_TOKEN DEEPGRAM_API_KEY DISCOURSE_API_KEY ELASTIC_PASSWORD ETHERSCAN_API_KEY FASTLY_API_TOKEN GITEA_TOKEN HASURA_GRAPHQL_ADMIN_SECRET IPINFO_TOKEN JENKINS_API_TOKEN KEYCLOAK_CLIENT_SECRET LOGGLY_TOKEN MEILI_MASTER_KEY MINIO_ROOT_PASSWORD MIXPANEL_API_SECRET MONGO_INITDB_ROOT_PASSWORD MUX_TOKEN_SECRET NGROK_AUTHTOKEN ONESIGNAL_REST_API_KEY OPSGENIE_API_KEY PARSE_MASTER_KEY PLIVO_AUTH_TOKEN PUSHER_APP_SECRET RABBITMQ_DEFAULT_PASS RAPIDAPI_KEY REDIS_PASSWORD ROLLBAR_ACCESS_TOKEN SECRET_KEY_BASE SEGMENT_WRITE_KEY SNOWFLAKE_PASSWORD API_TOKEN_SALT ADMIN_JWT_SECRET SUMOLOGIC_ACCESS_KEY TRELLO_TOKEN TWITCH_CLIENT_SECRET TYPESENSE_API_KEY UNSPLASH_ACCESS_KEY UPSTASH_REDIS_REST_TOKEN VIRUSTOTAL_API_KEY VULTR_API_KEY DB_PASS SMTP_PASSWORD LDAP_BIND_PASSWORD GRAFANA_ADMIN_PASSWORD COOKIE_SECRET CSRF_SECRET HMAC_SECRET SIGNING_KEY WEBHOOK_SIGNING_SECRET APP_KEY LICENSE_KEY'.split(
    ' ',
  );
const FIELDS =
  'clientSecret refresh_token accessToken sessionToken private_token app_secret consumerSecret signingSecret masterPassword dbPassword smtpPass smtp_password wifiPsk apiSecret hmacKey webhookSecret jwtSecret encryptionKey authToken personalAccessToken licenseKey subscriptionKey api_key secretAccessKey deployToken bot_token password passwd'.split(
    ' ',
  );
const WORDS =
  'river maple copper lantern orbit velvet thunder meadow falcon harbor pepper saddle winter bottle rocket garden'.split(
    ' ',
  );

/** A value as machines make them, and as people do. */
function randomValue(random: RandomValues): string {
  const templates = [
    '{hex:32}',
    '{hex:40}',
    '{hex:64}',
    '{an:20}',
    '{an:24}',
    '{an:32}',
    '{an:40}',
    '{an:64}',
    '{b64:43}=',
    '{b64:86}==',
    '{u64:43}',
    '{ln:32}',
    '{ln:25}',
    '{aa:32}',
    '{un:26}',
  ];
  return random.fill(random.pick(templates));
}

function password(random: RandomValues): string {
  const word = random.pick(WORDS);
  const capital = word[0]!.toUpperCase() + word.slice(1);
  return random.pick([
    () => `${capital}${random.below(9000) + 1000}!`,
    () => `${word.replace('e', '3').replace('o', '0')}-${random.pick(WORDS)}-${random.below(90) + 10}`,
    () => random.fill('{an:12}'),
    () => random.fill('{an:5}#{an:5}@{an:3}'),
    () => `${capital}${random.pick(WORDS)}${random.below(900) + 100}$`,
  ])();
}

const isPasswordName = (name: string): boolean => /pass|psk/i.test(name);

type Carrier = (name: string, value: string, random: RandomValues) => string;

const OF_VARIABLES: readonly Carrier[] = [
  (name, value) => `${name}=${value}`,
  (name, value) => `export ${name}="${value}"`,
  (name, value) => `HOME=/root\nPATH=/usr/bin:/bin\n${name}=${value}\nSHELL=/bin/bash\n`,
  (name, value) => `declare -x ${name}="${value}"`,
  (name, value) => `      - ${name}=${value}\n`,
  (name, value) => `      ${name}: "${value}"\n`,
  (name, value) => `    ${name}: ${value}\n    OTHER: 1`,
  (name, value) => `docker run -d -e ${name}=${value} -p 80:80 app:latest`,
  (name, value) => `ENV ${name}=${value}\nRUN make`,
  (name, value) => `$env:${name} = "${value}"`,
  (name, value) => `os.environ["${name}"] = "${value}"`,
  (name, value) => `process.env.${name} = '${value}';`,
  (name, value) => `- name: ${name}\n  value: "${value}"`,
  (name, value) => `{"name":"${name}","value":"${value}"}`,
  (name, value) => `+${name}=${value}\n-${name}=`,
  (name, value) => `| ${name} | ${value} |`,
  (name, value) => `${name}     ${value}`,
  (name, value) => `monkeypatch.setenv("${name}", "${value}")`,
  (name, value) => JSON.stringify({ output: `A=1\n${name}=${value}\nB=2` }),
  (name, value) => `heroku config:set ${name}=${value} -a app`,
  (name, value) => `2026-01-02T10:00:00Z INFO loaded ${name}=${value} from .env`,
  (name, value) => `I set ${name} to \`${value}\` in the console.`,
];

const OF_FIELDS: readonly Carrier[] = [
  (name, value) => `{"user":"svc","${name}":"${value}","active":true}`,
  (name, value) => JSON.stringify(JSON.stringify({ [name]: value })),
  (name, value) => `  ${name}: '${value}',`,
  (name, value) => `const ${name} = "${value}";`,
  (name, value) => `${name} := "${value}"`,
  (name, value) => `val ${name}: String = "${value}"`,
  (name, value) => `new Client({ ${name}: '${value}' })`,
  (name, value) => `client = Client(${name}="${value}")`,
  (name, value) => `<${name}>${value}</${name}>`,
  (name, value) => `<add key="${name}" value="${value}" />`,
  (name, value) => `<input type="hidden" name="${name}" value="${value}">`,
  (name, value) => `spring.datasource.${name}=${value}`,
  (name, value) => `${name} = "${value}"`,
  (name, value) => `curl -X POST -d '{"${name}":"${value}"}' https://api.service.tld/login`,
  (name, value) => `GET /v1/items?page=2&${name}=${encodeURIComponent(value)}&sort=asc HTTP/1.1`,
  (name, value) => `  ${name}  │ ${value} │`,
  (name, value) => `config.set('${name}', '${value}')`,
  (name, value) => `localStorage.setItem("${name}", "${value}")`,
  (name, value) => `-  ${name}: "${value}"\n+  ${name}: process.env.X`,
  (name, value) => `${name} => '${value}',`,
];

function named(random: RandomValues): SecretCase {
  const ofVariable = random.below(2) === 0;
  const name = random.pick(ofVariable ? NAMES : FIELDS);
  const secret = isPasswordName(name) && random.below(3) > 0 ? password(random) : randomValue(random);
  const carriers = ofVariable ? OF_VARIABLES : OF_FIELDS;
  const at = random.below(carriers.length);
  return {
    group: 'named',
    kind: `${ofVariable ? 'variable' : 'field'} ${at}`,
    text: carriers[at]!(name, secret, random),
    secret,
  };
}

const SCHEMES =
  'postgresql mysql mongodb+srv redis amqp nats mqtt sftp smtp ldap clickhouse cockroachdb cassandra influxdb neo4j elasticsearch https'.split(
    ' ',
  );

const STRUCTURES: readonly (readonly [
  string,
  (random: RandomValues) => readonly [text: string, secret: string],
])[] = [
  [
    'url',
    (r) => {
      const s = r.fill('{an:16}');
      return [`${r.pick(SCHEMES)}://app:${s}@db-${r.below(9)}.internal:5432/main`, s];
    },
  ],
  [
    'url with signs',
    (r) => {
      const s = password(r).replace(/[@/#$]/g, '!');
      return [`DATABASE_URL=mysql://root:${s}@10.0.0.${r.below(99)}/shop`, s];
    },
  ],
  [
    'cloudinary',
    (r) => {
      const s = r.fill('{u64:27}');
      return [`CLOUDINARY_URL=cloudinary://${r.fill('{d:15}')}:${s}@demo-cloud`, s];
    },
  ],
  [
    'header of a vendor',
    (r) => {
      const s = randomValue(r);
      const name = r.pick([
        'X-Auth-Token',
        'X-Acme-Api-Key',
        'Api-Key',
        'X-Shopify-Access-Token',
        'Ocp-Apim-Subscription-Key',
        'X-Vault-Token',
        'PRIVATE-TOKEN',
        'X-Amz-Security-Token',
        'X-Csrf-Token',
      ]);
      return [`curl -s -H '${name}: ${s}' https://api.service.tld/v2/me`, s];
    },
  ],
  [
    'header of a scheme',
    (r) => {
      const s = randomValue(r);
      return [
        `> Authorization: ${r.pick(['Bearer', 'Token', 'Basic', 'ApiKey', 'GenieKey', 'Splunk', 'Klaviyo-API-Key', 'SSWS', 'Discogs'])} ${s}\n> Accept: */*`,
        s,
      ];
    },
  ],
  [
    'headers in code',
    (r) => {
      const s = randomValue(r);
      return [`fetch(url, { headers: { 'x-api-key': '${s}', accept: 'application/json' } })`, s];
    },
  ],
  [
    'cookie',
    (r) => {
      const s = r.fill('{hex:40}');
      return [`Cookie: lang=en; connect.sid=${s}; theme=dark`, s];
    },
  ],
  [
    'kubernetes secret',
    (r) => {
      const s = btoa(r.fill('{an:18}'));
      return [
        `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ntype: Opaque\ndata:\n  ${r.pick(['dsn', 'value', 'license', 'config', 'pin'])}: ${s}\n`,
        s,
      ];
    },
  ],
  [
    'kubernetes secret as JSON',
    (r) => {
      const s = btoa(r.fill('{an:18}'));
      return [JSON.stringify({ apiVersion: 'v1', data: { anything: s }, kind: 'Secret' }, null, 2), s];
    },
  ],
  [
    'kubernetes secret in plain',
    (r) => {
      const s = r.fill('{an:22}');
      return [`kind: Secret\nmetadata:\n  name: x\nstringData:\n  connection: ${s}\n`, s];
    },
  ],
  [
    'terraform state',
    (r) => {
      const s = r.fill('{an:20}');
      return [
        `"outputs": {\n  "db": {\n    "value": "${s}",\n    "type": "string",\n    "sensitive": true\n  }`,
        s,
      ];
    },
  ],
  [
    'terraform attribute',
    (r) => {
      const s = r.fill('{an:20}');
      return [`"attributes": {"id": "i-1", "master_password": "${s}", "engine": "postgres"}`, s];
    },
  ],
  [
    'terraform variable',
    (r) => {
      const s = password(r);
      return [`variable "db_password" {\n  type    = string\n  default = "${s}"\n}`, s];
    },
  ],
  [
    'PuTTY',
    (r) => {
      const s = r.fill('{b64:64}');
      return [
        `PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPublic-Lines: 1\n${r.fill('{b64:64}')}\nPrivate-Lines: 2\n${s}\n${r.fill('{b64:40}')}\nPrivate-MAC: ${r.fill('{hex:40}')}`,
        s,
      ];
    },
  ],
  [
    'JWK',
    (r) => {
      const s = r.fill('{u64:43}');
      return [`{"kty":"OKP","crv":"Ed25519","x":"${r.fill('{u64:43}')}","d":"${s}"}`, s];
    },
  ],
  [
    'WireGuard',
    (r) => {
      const s = r.fill('{b64:43}=');
      return [
        `[Interface]\nPrivateKey = ${s}\nAddress = 10.0.0.2/32\n\n[Peer]\nPublicKey = ${r.fill('{b64:43}=')}`,
        s,
      ];
    },
  ],
  [
    'age',
    (r) => {
      const s = r.fill('AGE-SECRET-KEY-1{bech:58}');
      return [`# created: 2026-01-01\n# public key: age1${r.fill('{bechl:58}')}\n${s}`, s];
    },
  ],
  [
    'OpenSSH',
    (r) => {
      const s = r.fill('{b64:70}');
      return [
        `-----BEGIN OPENSSH PRIVATE KEY-----\n${r.fill('{b64:70}')}\n${s}\n${r.fill('{b64:30}')}=\n-----END OPENSSH PRIVATE KEY-----`,
        s,
      ];
    },
  ],
  [
    'PEM in a variable',
    (r) => {
      const s = r.fill('{b64:64}');
      return [
        `KEY="-----BEGIN EC PRIVATE KEY-----\\n${s}\\n${r.fill('{b64:44}')}==\\n-----END EC PRIVATE KEY-----"`,
        s,
      ];
    },
  ],
  [
    'PEM in YAML',
    (r) => {
      const s = r.fill('{b64:64}');
      return [
        `tls:\n  key: |\n    -----BEGIN RSA PRIVATE KEY-----\n    ${r.fill('{b64:64}')}\n    ${s}\n    -----END RSA PRIVATE KEY-----\n  name: x`,
        s,
      ];
    },
  ],
  [
    'PEM in base64',
    (r) => {
      const s = btoa(
        `-----BEGIN PRIVATE KEY-----\n${r.fill('{b64:64}')}\n${r.fill('{b64:64}')}\n-----END PRIVATE KEY-----\n`,
      );
      return [`key: ${s}`, s.slice(60, 100)];
    },
  ],
  [
    'hex key',
    (r) => {
      const s = r.fill('0x{hex:64}');
      return [`const wallet = new Wallet(provider, { privateKey: "${s}" })`, s];
    },
  ],
  [
    'table of psql',
    (r) => {
      const s = r.fill('{an:32}');
      return [` id | email | api_token\n----+-------+-----------\n  1 | a@b.c | ${s}\n(1 row)\n`, s];
    },
  ],
  [
    'CSV',
    (r) => {
      const s = password(r);
      return [`username,password,role\nbob,${s},admin\n`, s];
    },
  ],
  [
    'docker config',
    (r) => {
      const s = btoa(`bob:${r.fill('{an:16}')}`);
      return [`{"auths": {"registry.tld": {"auth": "${s}"}}}`, s];
    },
  ],
  [
    'npmrc',
    (r) => {
      const s = r.uuid();
      return [`//registry.tld/:_authToken=${s}`, s];
    },
  ],
  [
    'netrc',
    (r) => {
      const s = password(r);
      return [`machine git.tld login bob password ${s}`, s];
    },
  ],
  [
    'pgpass',
    (r) => {
      const s = password(r).replace(/[:]/g, '');
      return [`db.internal:5432:shop:app:${s}`, s];
    },
  ],
  [
    'shadow',
    (r) => {
      const s = r.fill('$6${an:12}${an:86}');
      return [`root:${s}:19000:0:99999:7:::`, s];
    },
  ],
  [
    'webhook',
    (r) => {
      const s = r.fill('{an:32}');
      return [`curl -d '{}' https://hooks.vendor.tld/services/v1/${s}`, s];
    },
  ],
  [
    'node address',
    (r) => {
      const s = r.fill('{u64:32}');
      return [`RPC=https://eth-mainnet.g.alchemy.com/v2/${s}`, s];
    },
  ],
  [
    'signed address',
    (r) => {
      const s = r.fill('{hex:64}');
      return [
        `https://b.s3.eu-west-1.amazonaws.com/f.zip?X-Amz-Date=20260101T000000Z&X-Amz-Signature=${s}`,
        s,
      ];
    },
  ],
  [
    'base64 of variables',
    (r) => {
      const s = r.fill('{an:24}');
      const text = btoa(`DB_HOST=x\nDB_PASSWORD=${s}\nA=1\n`);
      return [`payload: ${text}`, text.slice(30, 50)];
    },
  ],
  [
    'escapes',
    (r) => {
      const s = r.fill('{an:20}');
      return [
        `{"password":"${Array.from(s)
          .map((c) => `\\u00${c.charCodeAt(0).toString(16)}`)
          .join('')}"}`,
        `\\u00${s.charCodeAt(3).toString(16)}\\u00${s.charCodeAt(4).toString(16)}\\u00${s.charCodeAt(5).toString(16)}`,
      ];
    },
  ],
  [
    'percent',
    (r) => {
      const s = r.fill('{an:20}');
      return [`redirect=https%3A%2F%2Fuser%3A${s}%40host.tld%2F`, s];
    },
  ],
  [
    'concatenation',
    (r) => {
      const [a, b] = [r.fill('{an:12}'), r.fill('{an:12}')];
      return [`const secret = "${a}" + "${b}";`, b];
    },
  ],
  [
    'identified by',
    (r) => {
      const s = password(r);
      return [`ALTER USER app IDENTIFIED BY '${s}';`, s];
    },
  ],
  [
    'role with password',
    (r) => {
      const s = password(r);
      return [`CREATE ROLE app WITH LOGIN PASSWORD '${s}';`, s];
    },
  ],
  [
    'ADO',
    (r) => {
      const s = password(r).replace(/[;]/g, '');
      return [`Server=h;Database=d;User Id=sa;Password=${s};Encrypt=true`, s];
    },
  ],
  [
    'storage account',
    (r) => {
      const s = r.fill('{b64:86}==');
      return [
        `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${s};EndpointSuffix=core.windows.net`,
        s,
      ];
    },
  ],
  [
    'mnemonic',
    () => {
      const s = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
      return [`seed phrase: ${s}`, s];
    },
  ],
  [
    'AWS session',
    (r) => {
      const s = r.fill('{b64:40}');
      return [`{"Credentials": {"AccessKeyId": "ASIA${r.fill('{b32:16}')}", "SecretAccessKey": "${s}"}}`, s];
    },
  ],
];

function structural(random: RandomValues): SecretCase {
  const [kind, make] = random.pick(STRUCTURES);
  const [text, secret] = make(random);
  return { group: 'structural', kind, text, secret };
}

const PREFIXES =
  'acme_ zylo_live_ qrx-pat- nimbus_sk_ vortex_api_ kestrel- blz_ tkn_ pxl_secret_ orbit-key- hydra_prod_ lumen_at_ fjord_pat_ opal_svc_ mzk_ drft_oauth_ quill- raven_tok_ sable_live_ tindr_'.split(
    ' ',
  );

function bare(random: RandomValues): SecretCase {
  const secret =
    random.pick(PREFIXES) +
    random.fill(
      random.pick([
        '{an:32}',
        '{an:40}',
        '{an:36}',
        '{hex:40}',
        '{hex:64}',
        '{ln:40}',
        '{u64:43}',
        '{an:28}',
      ]),
    );
  const text = random.pick([
    secret,
    `$ cat token.txt\n${secret}\n$ `,
    `Logged in. Use ${secret} for further calls.`,
    `"${secret}"`,
    `> ${secret}\nok`,
    `  ${secret}  (created just now)`,
    `connect("${secret}")`,
    `vendor login ${secret}`,
  ]);
  return { group: 'bare', kind: 'unknown prefix', text, secret };
}

const FLAGS: readonly ((secret: string) => string)[] = [
  (s) => `vendor login --token ${s}`,
  (s) => `tool deploy --api-key=${s} --region eu`,
  (s) => `mysqldump -h db -u root -p${s} shop > dump.sql`,
  (s) => `redis-cli -h cache -a ${s} KEYS '*'`,
  (s) => `mongosh "mongodb://h/x" -u admin -p ${s}`,
  (s) => `ldapsearch -x -D cn=admin -w ${s} -b dc=x`,
  (s) => `sshpass -p '${s}' scp a b:`,
  (s) => `curl --user bob:${s} https://api.tld/x`,
  (s) => `smbclient //h/share -U bob%${s}`,
  (s) => `sqlcmd -S h -U sa -P '${s}' -Q 'select 1'`,
  (s) => `helm registry login r.tld -u bob -p ${s}`,
  (s) => `openssl enc -d -aes-256-cbc -in x -k ${s}`,
  (s) => `openssl rsa -in k.pem -passin pass:${s}`,
  (s) => `zip -P ${s} out.zip file`,
  (s) => `7z x -p${s} a.7z`,
  (s) => `echo '${s}' | docker login -u bob --password-stdin r.tld`,
  (s) => `echo ${s} | sudo -S apt update`,
  (s) => `kubectl create secret generic x --from-literal=conn=${s}`,
  (s) => `aws configure set aws_secret_access_key ${s}`,
  (s) => `gh secret set NAME --body "${s}"`,
  (s) => `vault kv put secret/app password=${s}`,
  (s) => `ansible-playbook site.yml -e "db_password=${s}"`,
  (s) => `terraform apply -var 'db_password=${s}'`,
  (s) => `http -a bob:${s} GET api.tld/me`,
  (s) => `htpasswd -bc .htpasswd bob ${s}`,
  (s) => `keytool -genkey -storepass ${s} -alias a`,
  (s) => `sqlplus app/${s}@//h:1521/x`,
  (s) => `xfreerdp /u:bob /p:${s} /v:h`,
  (s) => `rabbitmqctl add_user app ${s}`,
  (s) => `gpg --batch --passphrase ${s} -d f.gpg`,
  (s) => `npm config set //r.tld/:_authToken ${s}`,
  (s) => `PGPASSWORD=${s} psql -h db -U app`,
  (s) => `wget --http-password=${s} --http-user=bob https://h.tld/f`,
  (s) => `az login --service-principal -u x -p ${s} --tenant t`,
  (s) => `./run --client-secret "${s}" --verbose`,
  (s) => `influx -username a -password '${s}'`,
  (s) => `nmcli dev wifi connect home password ${s}`,
  (s) => `mysqladmin -u root password ${s}`,
  (s) => `twine upload -u bob -p ${s} dist/*`,
  (s) => `chpasswd <<< "bob:${s}"`,
  (s) => `pdftk a.pdf output b.pdf user_pw ${s}`,
];

function flag(random: RandomValues): SecretCase {
  const secret = random.pick([
    random.fill('{an:16}'),
    random.fill('{an:24}'),
    random.fill('{hex:32}'),
    random.fill('{an:10}7x'),
  ]);
  const at = random.below(FLAGS.length);
  return { group: 'flag', kind: `flag ${at}`, text: FLAGS[at]!(secret), secret };
}

const MENTIONS: readonly ((secret: string) => string)[] = [
  (s) => `The value ${s} was rejected by the server.`,
  (s) => `Error: invalid credential "${s}"`,
  (s) => JSON.stringify({ log: `tried "${s}" twice` }),
  (s) => `https://h.tld/?q=${encodeURIComponent(s)}`,
  (s) => btoa(`x:${s}`),
  (s) => hexOf(s),
  (s) => `diff\n- ${s}\n+ removed`,
  (s) => `['a','${s}','b']`,
];

/** Secrets of kinds that no rule was written for, in what sessions have: `count` of each group. */
export function secretCases(random: RandomValues, count: number): readonly SecretCase[] {
  const cases: SecretCase[] = [];
  for (const make of [named, structural, bare, flag]) {
    for (let i = 0; i < count; i++) {
      const made = make(random);
      cases.push(
        made.group === 'structural' ? made : { ...made, mention: random.pick(MENTIONS)(made.secret) },
      );
    }
  }
  return cases;
}

function hexOf(text: string): string {
  return Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
