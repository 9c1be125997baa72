/**
 * The one script that stands in a page as it is. It unpacks the others, which stand in the page deflated, and runs them
 * in their order: as scripts of the page, so that its policy holds them to their hashes. Bundled alone, for the page of
 * one file.
 */

interface ScriptPolicy {
  createScript(code: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

/** What the page's deflated scripts are. */
const BLOCKS = 'script[type="application/vnd.reprise.code"]';

/** Absent in browsers without Trusted Types. What runs is decided by the hashes: the policy of types lets all pass. */
const policy = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy('reprise-page', {
  createScript: (code) => code,
});

async function inflated(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}

function run(code: string): void {
  const script = document.createElement('script');
  script.text = policy?.createScript(code) ?? code;
  document.head.append(script);
  // A page that is saved as it stands would run it twice.
  script.remove();
}

void (async () => {
  const blocks = [...document.querySelectorAll(BLOCKS)];
  for (const code of await Promise.all(blocks.map(({ textContent }) => inflated(textContent)))) run(code);
})();

export {};
