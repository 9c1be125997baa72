import { describe, expect, it } from '#test';
import { Masker } from '#src/masking/index.ts';
import { RandomValues } from './unseen/random-values.ts';

const random = new RandomValues(42);
const GITHUB = random.fill('ghp_{an:36}');
const OTHER = random.fill('ghp_{an:36}');
const PASSWORD = random.fill('{an:9}-{an:10}7');

describe('the masker', () => {
  it('names each secret by its type and the number of its first appearance, everywhere the same', () => {
    const masker = new Masker();

    expect(masker.mask(`a ${GITHUB} b ${OTHER} c ${GITHUB}`)).to.equal(
      'a [github-token-1] b [github-token-2] c [github-token-1]',
    );
    expect(masker.mask(OTHER)).to.equal('[github-token-2]');
    expect(
      masker.values.map(({ value, type, placeholder, count }) => ({ value, type, placeholder, count })),
    ).to.deep.equal([
      { value: GITHUB, type: 'github-token', placeholder: '[github-token-1]', count: 2 },
      { value: OTHER, type: 'github-token', placeholder: '[github-token-2]', count: 2 },
    ]);
  });

  it('leaves the beginning of what is kept, where an excerpt has cut it', () => {
    const token = random.fill('{an:12}aB3{an:25}');
    const cut = `said ${token.slice(0, 30)}…`;

    expect(new Masker().mask(cut)).to.equal('said [token-1]…');
    expect(new Masker({ keep: [token] }).mask(cut)).to.equal(cut);
  });

  it('leaves the text around a secret as it is', () => {
    expect(new Masker().mask(`DB_PASSWORD=${PASSWORD}\nDB_HOST=localhost\n`)).to.equal(
      'DB_PASSWORD=[password-1]\nDB_HOST=localhost\n',
    );
  });

  const value = `p"${PASSWORD}/é`;
  const bytes = new TextEncoder().encode(value);
  const binary = String.fromCharCode(...bytes);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const FORMS: Readonly<Record<string, string>> = {
    plain: value,
    'JSON in JSON': JSON.stringify(JSON.stringify({ said: value })),
    'percent-encoded': encodeURIComponent(value),
    'percent-encoded throughout': hex.replace(/../g, '%$&'),
    base64: btoa(binary),
    'base64 behind one byte': btoa(`x${binary}`),
    'base64 behind two bytes': btoa(`xy${binary}`),
    hex,
    'capital hex': hex.toUpperCase(),
    'escapes of JSON': Array.from(
      value,
      (_, at) => `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
    HTML: value.replace('"', '&quot;'),
  };
  for (const [form, text] of Object.entries(FORMS)) {
    it(`finds a secret that it knows again: ${form}`, () => {
      const masker = new Masker({ seeds: [{ value, type: 'password' }] });

      expect(masker.survivors(`before ${text} behind`)).to.have.length(1);
      const masked = masker.mask(`before ${text} behind`);

      expect(masked)
        .to.contain('[password-1]')
        .and.to.match(/^before .* behind$/);
      expect(masked.length).to.be.lessThan(text.length + 20);
      expect(masker.survivors(masked)).to.deep.equal([]);
    });
  }

  it('masks what is named late in the texts before, once it has learned all', () => {
    const texts = [`tried ${PASSWORD} first`, `password: "${PASSWORD}"`];
    const masker = new Masker();

    for (const text of texts) masker.learn(text);

    expect(texts.map((text) => masker.mask(text))).to.deep.equal([
      'tried [password-1] first',
      'password: "[password-1]"',
    ]);
  });

  it('knows a secret of which an ellipsis shows only the beginning', () => {
    const masker = new Masker();
    masker.mask(`password: "${PASSWORD}"`);

    expect(masker.mask(`sent ${PASSWORD.slice(0, 12)}… to the server`)).to.equal(
      'sent [password-1]… to the server',
    );
  });

  it('judges a field of a record by its key', () => {
    const masker = new Masker();

    expect(masker.mask('hunter2-is-mine', { key: 'password' })).to.equal('[password-1]');
    expect(masker.mask('hunter2-is-mine', { key: 'title' })).to.equal('[password-1]');
    expect(new Masker().mask('hunter2-is-mine', { key: 'title' })).to.equal('hunter2-is-mine');
    expect(new Masker().mask('Enter your password', { key: 'password' })).to.equal('Enter your password');
    expect(new Masker().mask(`Bearer ${PASSWORD}`, { key: 'authorization' })).to.equal('Bearer [secret-1]');
  });

  it('knows no names in lockfiles, but tokens', () => {
    const text = `token = "${PASSWORD}" ${GITHUB}`;

    expect(new Masker().mask(text, { path: 'app/Cargo.lock' })).to.equal(
      `token = "${PASSWORD}" [github-token-1]`,
    );
    expect(new Masker().mask(text, { path: 'app/Cargo.toml' })).to.equal(
      'token = "[token-1]" [github-token-1]',
    );
  });

  it('finds a secret wherever it stands in a text of megabytes', () => {
    const noise = 'nothing to see here\n'.repeat(60_000);
    for (const shift of [0, 7, 13, 19]) {
      const before = noise.slice(0, 2 ** 20 - 10 - shift);
      const text = `${before}\n${GITHUB}\n${noise}`;

      expect(text.length).to.be.above(2 * 2 ** 20);
      expect(new Masker().mask(text)).to.equal(`${before}\n[github-token-1]\n${noise}`);
    }
  });

  it('keeps what the author wants to keep, and counts it', () => {
    const masker = new Masker({ keep: [PASSWORD] });

    expect(masker.mask(`password=${PASSWORD}`)).to.equal(`password=${PASSWORD}`);
    expect(masker.kept).to.equal(1);
    expect(masker.values).to.deep.equal([]);
  });

  it('goes on with the placeholders of an earlier pass', () => {
    const masker = new Masker({
      seeds: [{ value: GITHUB, type: 'github-token', placeholder: '[github-token-4]' }],
    });

    expect(masker.mask(`${OTHER} ${GITHUB}`)).to.equal('[github-token-5] [github-token-4]');
  });

  it('lists what may be a secret, with its place, and keeps it', () => {
    const masker = new Masker();
    const text = 'password: "river-maple-copper"';

    expect(masker.mask(text, { at: 'turn 3' })).to.equal(text);
    masker.mask(text, { at: 'turn 4' });

    expect(masker.findings).to.deep.equal([
      {
        value: 'river-maple-copper',
        type: 'password',
        rule: 'named-value',
        place: { at: 'turn 3' },
        count: 2,
        before: 'password: "',
        after: '"',
      },
    ]);
  });

  it('tells what survives in a text, also behind colours', () => {
    const masker = new Masker();
    masker.mask(GITHUB);

    expect(masker.survivors(`left: ${GITHUB}`).map(({ placeholder }) => placeholder)).to.deep.equal([
      '[github-token-1]',
    ]);
    expect(masker.survivors(`${GITHUB.slice(0, 9)}\x1b[0m${GITHUB.slice(9)}`)).to.have.length(1);
    expect(masker.survivors('[github-token-1]')).to.deep.equal([]);
  });

  it('does not look for words that mean other things too', () => {
    const masker = new Masker({ seeds: [{ value: 'postgres', type: 'password' }] });

    expect(masker.mask('the postgres container runs postgres')).to.equal(
      'the postgres container runs postgres',
    );
  });

  it('knows the password in what was found encoded', () => {
    const masker = new Masker();
    masker.mask(`kind: Secret\ndata:\n  anything: ${btoa(PASSWORD)}\n`);

    expect(masker.mask(`it is ${PASSWORD}`)).to.equal('it is [kubernetes-secret-1]');
  });
});

describe('persons', () => {
  it('stay unless somebody asks', () => {
    const text = '/home/janedoe/app jane@corp.tld';

    expect(new Masker().mask(text)).to.equal(text);
  });

  it('lose their home folders', () => {
    const masker = new Masker({ paths: true });

    expect(
      masker.mask('/home/janedoe/app /Users/janedoe C:\\Users\\janedoe\\src C:\\\\Users\\\\janedoe'),
    ).to.equal('/home/[user-1]/app /Users/[user-1] C:\\Users\\[user-1]\\src C:\\\\Users\\\\[user-1]');
    expect(masker.mask('/home/runner/work /Users/Shared /root')).to.equal(
      '/home/runner/work /Users/Shared /root',
    );
  });

  it('lose their names wherever they stand as words', () => {
    const masker = new Masker({ names: true });
    masker.learn('cwd: /home/janedoe/app');
    masker.learn('janedoe@janes-mbp:~/app$ ls');

    expect(masker.mask('janedoe on janes-mbp wrote ~/.x/-home-janedoe-app, not janedoes')).to.equal(
      '[user-1] on [host-1] wrote ~/.x/-home-[user-1]-app, not janedoes',
    );
  });

  it('lose their addresses, programs do not', () => {
    const masker = new Masker({ emails: true });

    expect(masker.mask('Jane <jane.doe@corp.tld>, noreply@corp.tld, git@github.com:o/r.git')).to.equal(
      'Jane <[email-1]>, noreply@corp.tld, git@github.com:o/r.git',
    );
  });
});
