import { sha256Hex, toBase64 } from '../../format/index.ts';
import type { Session } from '../../reading/index.ts';
import { escapeText } from './escape-text.ts';
import { descriptionOf } from './facts.ts';
import type { PageParts } from './page-parts.ts';
import { PAGE_STYLE } from './page-style.ts';
import { lineOf } from './words.ts';

/** Characters of a title in a tab and in links. */
const MAX_TITLE = 120;

/** The head of a page: its policy before anything else, its name and what links to it show. It names no other address. */
export function headHtml(session: Session, parts: PageParts): string {
  const title = escapeText(lineOf(session.manifest.title, MAX_TITLE)) || 'A coding session';
  const description = escapeText(descriptionOf(session));
  const { startedAt, generator } = session.manifest;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(parts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="generator" content="Reprise ${escapeText(generator.version)}">
<meta name="referrer" content="no-referrer">
<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:site_name" content="Reprise">
${startedAt === undefined ? '' : `<meta property="article:published_time" content="${escapeText(startedAt)}">\n`}<link rel="icon" href="data:,">
<style>${PAGE_STYLE}</style>
</head>
`;
}

/**
 * What the page may do: run the scripts that it was made with and no other, whoever wrote into it, and ask for nothing.
 * Grammars that the page turns out not to need are known by their hashes, too: which these are is not known before the
 * session has been read, behind this.
 */
function policyOf({ loader, player, grammars }: PageParts): string {
  const scripts = [sha256Of(loader), player.sha256, ...grammars.map(({ sha256 }) => sha256)];
  return [
    "default-src 'none'",
    `script-src ${scripts.map((sha256) => `'sha256-${sha256}'`).join(' ')}`,
    `style-src 'sha256-${sha256Of(PAGE_STYLE)}'`,
    'img-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html reprise-page',
  ].join('; ');
}

function sha256Of(text: string): string {
  const pairs = sha256Hex(text).match(/../gu) ?? [];
  return toBase64(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}
