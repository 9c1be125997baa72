/** A script of a page: deflated as it stands there, and the hash that the page's policy knows it by. */
export interface PackedScript {
  /** SHA-256 of the script, base64. */
  readonly sha256: string;
  /** The script by raw deflate, base64. */
  readonly code: string;
}

/** The grammar of a programming language. */
export interface PackedGrammar extends PackedScript {
  /** Names of code fences and endings of files that it is for, lower case. */
  readonly words: readonly string[];
}

/** What makes a page play: `reprise-page.json` of the bundle. */
export interface PageParts {
  /** Runs the others; stands in the page as it is. */
  readonly loader: string;
  readonly player: PackedScript;
  readonly grammars: readonly PackedGrammar[];
}
