/** Calls, indexes, types, operators: what no value without quotes has. */
const EXPRESSION =
  /[(){}[\]]|^[!&*]?[A-Za-z_$][\w$]*(?:(?:\?\.|\.|::|->)[A-Za-z_$][\w$]*)+[;,]?$|^\\|=>|\|\||&&|\?\?|^[-+]?\w+[+*/]\w+$/;

/** Names as programs write them: `camelCase`, `PascalCase`, `snake_case`, `UPPER_CASE`, `kebab-case`. */
const IDENTIFIER =
  /^(?:[a-z]+(?:[A-Z][a-z]+)+\d?|(?:[A-Z]+[a-z]+)+\d?|[A-Za-z]+(?:[_-][A-Za-z]+\d{0,2})+|_?[A-Z][A-Z_]*[A-Z]|[a-z]+|[A-Z][a-z]+)$/;

const LOCATION =
  /^(?:(?:file|https?|wss?):\/\/|[a-z]+:\/\/[^:@]*$|(?:~|\.{1,2}|[A-Za-z]:)?[\\/](?:[\w.@ -]+[\\/])*[\w.@ -]*$|(?:[\w.@-]+\/){2,}[\w.@-]*$|[\w-]+(?:\/[\w.-]+)*\.(?:json|ya?ml|toml|pem|key|crt|txt|env|md|[jt]sx?|py|go|rs|sh|html|css|log|lock|cfg|ini|conf|xml|sql|csv|png|svg)$)/i;

const KNOWN_HASH = /^(?:sha(?:1|224|256|384|512)|md5|h1|blake2b|blake3|crc32)[-:=]/i;

/** Times, versions, addresses and sizes. */
const MEASURE =
  /^(?:[-+]?\d[\d_,.]*(?:[a-z]{1,3}|%)?|v?\d+\.\d+(?:\.\d+)*(?:[-+][\w.]+)?|\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?|\d{1,2}:\d\d(?::\d\d)?|(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?|0x[0-9a-f]{1,8}|#[0-9a-f]{3,8}|localhost(?::\d+)?)$/i;

/** Tells whether what stands without quotes behind a name is an expression or a name of a program. */
export function looksLikeExpression(value: string): boolean {
  return EXPRESSION.test(value) || IDENTIFIER.test(value);
}

/** Tells whether a value is one word or several, as programs join them. */
export function looksLikeIdentifier(value: string): boolean {
  return IDENTIFIER.test(value);
}

/** Tells whether a value is an address, a path, a checksum that says so, a number, a time, a version: never a secret by itself. */
export function isOpenly(value: string): boolean {
  return LOCATION.test(value) || KNOWN_HASH.test(value) || MEASURE.test(value);
}
