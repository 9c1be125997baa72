/** What classes of secrets are called: `github-token` is a GitHub token. */

/** Names that are not written as a word that begins a sentence. */
const BRANDS = new Map(
  [
    ...[
      'AWS',
      'IBM',
      'JWT',
      'URL',
      'API',
      'PyPI',
      'npm',
      'xAI',
      'GitHub',
      'GitLab',
      'OpenAI',
      'OpenRouter',
      'OpenShift',
    ],
    ...[
      'DigitalOcean',
      'CircleCI',
      'RubyGems',
      'NuGet',
      'SendGrid',
      'HubSpot',
      'PayPal',
      'PagerDuty',
      'PostHog',
    ],
    ...[
      'ElevenLabs',
      'ClickHouse',
      'MongoDB',
      'DevOps',
      'Intra42',
      'E2B',
      'NVIDIA',
      'LangSmith',
      'LaunchDarkly',
    ],
  ].map((name) => [name.toLowerCase(), name]),
);

const GERMAN = new Map([
  ['key', 'Schlüssel'],
  ['token', 'Token'],
  ['password', 'Passwort'],
  ['secret', 'Geheimnis'],
  ['webhook', 'Webhook'],
  ['cookie', 'Cookie'],
  ['signature', 'Signatur'],
  ['user', 'Benutzername'],
  ['email', 'E-Mail-Adresse'],
  ['home', 'Persönlicher Ordner'],
  ['host', 'Rechnername'],
  ['text', 'Text'],
]);

/** Types whose name says more than their words. */
const ENGLISH_WHOLE = new Map([
  ['jwt', 'JSON Web Token'],
  ['home', 'Home folder'],
  ['user', 'User name'],
  ['host', 'Host name'],
  ['email', 'E-mail address'],
  ['url-secret', 'Secret in a URL'],
]);

/** The name of a type in English. */
export function typeNameInEnglish(type) {
  const words = type.split('-').map((word) => BRANDS.get(word) ?? word);
  const [first, ...others] = words;
  return ENGLISH_WHOLE.get(type) ?? [capital(first), ...others].join(' ');
}

/** The name of a type in German: what is a name in front, what it is behind a hyphen. */
export function typeNameInGerman(type) {
  return type
    .split('-')
    .map((word) => GERMAN.get(word) ?? BRANDS.get(word) ?? capital(word))
    .join('-');
}

function capital(word) {
  return BRANDS.has(word.toLowerCase()) ? word : word.charAt(0).toUpperCase() + word.slice(1);
}
