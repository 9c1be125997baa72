/**
 * How Markdown becomes HTML here: as on GitHub, so that anchors and links are the same in both places, and so that nothing in it
 * needs more than the site's policy allows.
 */
import hljs from 'highlight.js';
import { wayBetween } from './links.mjs';

/** `<!-- session: NAME -->`, which GitHub does not show, stands where the site plays the sample session of that name. */
const SESSION = /^<!-- session: ([\w-]+) -->\s*$/;

/** What code is coloured as: the languages of the docs that highlight.js calls otherwise. */
const LANGUAGES = { console: 'bash', sh: 'bash', vue: 'xml', svelte: 'xml', mdx: 'markdown' };

/**
 * Sets the rules of a markdown-it. While it renders, `env.sitePage` is the page.
 *
 * @param {object} md - markdown-it
 * @param {import('./links.mjs').Links} links
 */
export function amendMarkdown(md, links) {
  md.set({ html: true, linkify: false, typographer: false, highlight: highlighted });
  md.core.ruler.push('anchors', anchorHeadings);
  md.core.ruler.push('links', (state) => rewriteLinks(state, links));
  const { rules } = md.renderer;
  const { fence, code_block: codeBlock } = rules;
  // Whoever has no pointer scrolls what has the focus.
  const focusable =
    (rule) =>
    (...parameters) =>
      rule(...parameters).replace('<pre', '<pre tabindex="0"');
  rules.fence = focusable(fence);
  rules.code_block = focusable(codeBlock);
  rules.table_open = () => '<div class="table" tabindex="0"><table>';
  rules.table_close = () => '</table></div>';
  for (const cell of ['th_open', 'td_open']) rules[cell] = alignByClass;
  rules.html_block = (tokens, index, options, env) => htmlOf(tokens[index].content, env.sitePage);
}

/** The id that GitHub gives a heading; `taken` counts those of the page. */
export function slugOf(text, taken = new Map()) {
  const slug = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
  const count = taken.get(slug) ?? 0;
  taken.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

function anchorHeadings(state) {
  const taken = new Map();
  state.tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return;
    const inline = state.tokens[index + 1];
    const text = inline.children
      .filter(({ type }) => type === 'text' || type === 'code_inline' || type === 'text_special')
      .map(({ content }) => content)
      .join('');
    const id = slugOf(text, taken);
    token.attrSet('id', id);
    if (token.tag === 'h1') return;
    const link = new state.Token('html_inline', '', 0);
    link.content = ` <a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`;
    inline.children.push(link);
  });
}

function rewriteLinks({ tokens, env }, links) {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    if (token.type === 'link_open') token.attrSet('href', links.hrefOf(token.attrGet('href'), env.sitePage));
    if (token.type === 'image') {
      token.attrSet('src', links.pictureOf(token.attrGet('src'), env.sitePage));
      token.attrSet('loading', 'lazy');
    }
  }
}

/** Cells are aligned by a class: the policy allows no `style`. */
function alignByClass(tokens, index, options, env, renderer) {
  const token = tokens[index];
  const side = /text-align:(\w+)/.exec(token.attrGet('style') ?? '')?.[1];
  if (side) token.attrs = [['class', `align-${side}`]];
  return renderer.renderToken(tokens, index, options);
}

function htmlOf(content, page) {
  const name = SESSION.exec(content)?.[1];
  if (name) {
    const src = wayBetween(page.path, `sessions/${name}.reprise`);
    return `<reprise-player src="${src}"></reprise-player>\n`;
  }
  return content.startsWith('<!--') ? '' : content;
}

function highlighted(code, name) {
  const language = LANGUAGES[name] ?? name;
  return hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : '';
}
