/** What this layer writes in place of secrets, also cut: `[github-token-1]`. */
const MASKED = /\[[a-z0-9][a-z0-9-]*-\d+\]/;

/** Templates, variables and masks, by how they begin. */
const TEMPLATE_START =
  /^(?:[$%#@]?\{[^}]*\}?|[$%]?\([^)]*\)?|[$%]?\[{1,2}[\w ./:-]*\]{0,2}\**|<[^>]*>?|\$[A-Za-z_]\w*|%[A-Za-z_]+%|%[sdvq@]|@[A-Za-z_]+@|\*{2,}.*|\.{2,}.*|….*|•{2,}.*|_{3,}.*|-{3,}|&lt;.*)$/;

/** Words of documentation and of what hides values, anywhere. */
const DOCUMENTATION =
  /example|x{4,}|(?:^|[^A-Za-z0-9])x{3,}|\*{3,}|•{2,}|\.{3}|…|your[-_ ]?|placeholder|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this|with)|redacted|\[masked|<[a-z][\w -]*>|\$\{|\{\{|%\{|insert[-_ ]|todo|lorem|deadbeef|abcdefgh|0123456789|123456789|98765432|not[-_ ]?(?:a[-_ ])?(?:real|secret)|n\/a|omitted|hidden|filtered|secret[-_ ]?here|-here$|_here$/i;

/** Words that stand alone where a value is missing, or that name it. */
const EMPTY_WORDS = new Set(
  (
    'null undefined true false none nil nan string number boolean bool int integer object array any unknown void optional required ' +
    'password passwd pass pwd passphrase secret token key apikey api_key api-key credentials credential auth bearer basic digest ' +
    'username user admin root guest test tests testing dummy fake foo bar baz qux foobar default empty missing invalid valid yes no on off ' +
    'enabled disabled auto never always text hidden value values name type input prompt env file public private redacted error ' +
    'postgres mysql redis changeme changeit letmein qwerty secret123 test123 password1 password123 hunter1 tbd wip unset blank null_value'
  ).split(' '),
);

/** Values of tests that say so themselves: `test-secret`, `fake_token_1`, `my-password`, `dummyKey`. */
const SAYS_TEST =
  /^(?:(?:test(?:ing)?|fake|dummy|mock(?:ed)?|sample|stub|foo|bar|some|my|your|the|an?|new|old|invalid|valid|wrong|bad|good|expired|other|initial|existing|default|e2e|demo|local|dev|ci)[-_ .]?)+(?:(?:super|secret|shared|password|passwd|pass|pwd|token|key|api|apikey|auth|access|refresh|bearer|session|jwt|client|user|admin|credentials?|value|string|id|code|plain|signing|webhook|private|hash|db|bot|app)[-_ .]?)*\d{0,4}!?$/i;

/**
 * Tells whether a value stands for a secret without being one: a template, a variable, a mask, a word of documentation, or what
 * this layer has put there.
 */
export function isPlaceholder(value: string): boolean {
  return (
    TEMPLATE_START.test(value) ||
    MASKED.test(value) ||
    EMPTY_WORDS.has(value.toLowerCase()) ||
    isOneCharacter(value) ||
    (value.length <= 200 && DOCUMENTATION.test(value)) ||
    (value.length <= 64 && SAYS_TEST.test(value))
  );
}

/** `aaaaaaaa`, `00000000-0000-…`: few different characters for the length. */
function isOneCharacter(value: string): boolean {
  const head = value.slice(0, 256);
  const distinct = new Set(head.replace(/[-_ .:]/g, '')).size;
  return distinct <= 2 || (head.length >= 24 && distinct <= 4);
}
