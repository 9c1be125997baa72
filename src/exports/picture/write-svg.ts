import { type Fonts, VIEWER_FONTS } from './look.ts';
import type { Picture, Shape, TextShape } from './picture.ts';

/**
 * Writes a picture as SVG 1.1 that stands alone: no script, no style sheet, nothing from elsewhere.
 *
 * @param fonts - families that it names; default: those of whoever looks at it
 */
export function writeSvg({ shapes, ...frame }: Picture, fonts: Fonts = VIEWER_FONTS): string {
  return wrapSvg(frame, `${shapesText(shapes, fonts)}\n`);
}

/** The SVG document around what is drawn. */
export function wrapSvg(
  { width, height, title, description }: Omit<Picture, 'shapes'>,
  content: string,
): string {
  const size = `${number(width)}" height="${number(height)}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" viewBox="0 0 ${number(width)} ${number(height)}" ` +
    `role="img" aria-labelledby="title description">\n` +
    `<title id="title">${escapeXml(title)}</title>\n<desc id="description">${escapeXml(description)}</desc>\n` +
    `${content}</svg>\n`
  );
}

/** Shapes as SVG elements, a line each. */
export function shapesText(shapes: readonly Shape[], fonts: Fonts): string {
  return shapes
    .map((shape) => shapeText(shape, fonts))
    .filter((text) => text !== '')
    .join('\n');
}

function shapeText(shape: Shape, fonts: Fonts): string {
  switch (shape.kind) {
    case 'rectangle': {
      const { x, y, width, height, fill, radius, opacity } = shape;
      const attributes = { x, y, width, height, fill, rx: radius, 'fill-opacity': opacity };
      return `<rect${attributesText(attributes)}/>`;
    }
    case 'circle':
      return `<circle${attributesText({ cx: shape.x, cy: shape.y, r: shape.radius, fill: shape.fill })}/>`;
    case 'line': {
      const { path, stroke, thickness } = shape;
      return `<path${attributesText({ d: path, fill: 'none', stroke, 'stroke-width': thickness })}/>`;
    }
    case 'group': {
      const place = ` transform="translate(${number(shape.x)} ${number(shape.y)})"`;
      return shape.shapes.length === 0 ? '' : `<g${place}>\n${shapesText(shape.shapes, fonts)}\n</g>`;
    }
    case 'text':
      return textElement(shape, fonts);
  }
}

function textElement(shape: TextShape, fonts: Fonts): string {
  const { x, y, text, fill, size, font, bold, italic, width, anchor } = shape;
  const attributes = {
    x: typeof x === 'number' ? x : x.map(number).join(' '),
    y,
    fill,
    'font-family': fonts[font],
    'font-size': size,
    'font-weight': bold ? 'bold' : undefined,
    'font-style': italic ? 'italic' : undefined,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    textLength: width,
    lengthAdjust: width === undefined ? undefined : 'spacingAndGlyphs',
    // Cells are in order: nothing in them turns the order around.
    ...(font === 'mono' && { direction: 'ltr', 'unicode-bidi': 'bidi-override' }),
    'xml:space': 'preserve',
  };
  return `<text${attributesText(attributes)}>${escapeXml(text)}</text>`;
}

function attributesText(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? number(value) : escapeXml(value!)}"`)
    .join('');
}

/** At most two digits behind the point: the same bytes everywhere. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML; what XML cannot hold (control characters, halves of pairs) is shown as U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
