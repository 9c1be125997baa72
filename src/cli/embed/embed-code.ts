/** What is put into a page to show an archive there. */
export interface Embedding {
  readonly title: string;
  /** Address of the archive; what stands behind its `#` goes to the player: a moment, the key. */
  readonly archive: URL;
  /** Address of `embed.html`. */
  readonly page: URL;
}

/** A picture of the session, as oEmbed has it: with its size, CSS px. */
export interface Thumbnail {
  readonly address: string;
  readonly width: number;
  readonly height: number;
}

/** Size of a frame that says no other, CSS px. */
const WIDTH = 800;
const HEIGHT = 640;

/** The element that shows an archive: it needs scripts and nothing else. */
export function frameCode({ title, archive, page }: Embedding): string {
  const source = new URL(archive);
  source.hash = '';
  const address = new URL(page);
  address.searchParams.set('src', source.href);
  address.hash = archive.hash;
  const attributes = {
    src: address.href,
    title: oneLine(title),
    width: String(WIDTH),
    height: String(HEIGHT),
    sandbox: 'allow-scripts',
    allow: 'fullscreen',
    loading: 'lazy',
    style: 'border: 0; max-width: 100%',
  };
  return `<iframe ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(' ')}></iframe>`;
}

/** The answer of an oEmbed provider (version 1.0, type `rich`) as a file can give it: the same to everybody. */
export function oembedAnswer(embedding: Embedding, thumbnail?: Thumbnail): Record<string, unknown> {
  return {
    version: '1.0',
    type: 'rich',
    title: oneLine(embedding.title),
    provider_name: 'Reprise',
    html: frameCode(embedding),
    width: WIDTH,
    height: HEIGHT,
    ...(thumbnail && {
      thumbnail_url: thumbnail.address,
      thumbnail_width: thumbnail.width,
      thumbnail_height: thumbnail.height,
    }),
  };
}

/** The element in a page's head by which other sites find the answer. */
export function discoveryCode(title: string, address: URL): string {
  return `<link rel="alternate" type="application/json+oembed" href="${escaped(address.href)}" title="${escaped(oneLine(title))}">`;
}

/** Titles are a stranger's: whatever breaks a line, or hides, is a space. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

function escaped(text: string): string {
  const references: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '"': '&quot;',
    '<': '&lt;',
    '>': '&gt;',
  };
  return text.replaceAll(/[&"<>]/g, (character) => references[character]!);
}
