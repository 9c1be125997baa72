import type { BoxDrawing, Rectangle } from './box-drawing.ts';
import type { CellMetrics } from './cell-metrics.ts';

/** Where on a canvas, and in cells of which size. */
export interface ShapePlace {
  readonly context: CanvasRenderingContext2D;
  /** Left edge of the cell, CSS pixels; its top is 0. */
  readonly left: number;
  readonly metrics: CellMetrics;
}

/** Draws a character that is drawn and not printed (see `isDrawn`) on a canvas, as elements have it as backgrounds. */
export function drawShape(character: string, box: BoxDrawing, place: ShapePlace): void {
  const { context, left, metrics } = place;
  const { cellWidth, cellHeight } = metrics;
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint >= 0x2591 && codePoint <= 0x2593) {
    const alpha = context.globalAlpha;
    context.globalAlpha = (alpha * (codePoint - 0x2590)) / 4;
    context.fillRect(left, 0, cellWidth, cellHeight);
    context.globalAlpha = alpha;
    return;
  }
  for (const part of box.shape(character)) {
    if (part.image === undefined) {
      context.fillRect(
        left + part.x,
        part.y,
        part.width ?? cellWidth - part.x,
        part.height ?? cellHeight - part.y,
      );
    } else strokePart(codePoint, part, place);
  }
}

/** The parts that are no rectangles: quarters of a ring, diagonals, the disc. */
function strokePart(codePoint: number, part: Rectangle, { context, left, metrics }: ShapePlace): void {
  const { cellWidth, cellHeight, lineWidth } = metrics;
  context.beginPath();
  context.strokeStyle = context.fillStyle;
  context.lineWidth = lineWidth;
  if (codePoint >= 0x256d && codePoint <= 0x2570) {
    const radius = part.width ?? 0;
    const isRight = codePoint === 0x256d || codePoint === 0x2570;
    const isDown = codePoint <= 0x256e;
    const [x, y] = [left + part.x + (isRight ? radius : 0), part.y + (isDown ? radius : 0)];
    const start = isRight ? (isDown ? Math.PI : Math.PI / 2) : isDown ? -Math.PI / 2 : 0;
    context.arc(x, y, radius - lineWidth / 2, start, start + Math.PI / 2);
  } else if (codePoint >= 0x2571 && codePoint <= 0x2573) {
    const isFalling = part.image?.includes('bottom left') === true;
    context.moveTo(left, isFalling ? 0 : cellHeight);
    context.lineTo(left + cellWidth, isFalling ? cellHeight : 0);
  } else {
    context.arc(left + cellWidth / 2, cellHeight / 2, Math.min(cellWidth, cellHeight) * 0.45, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.stroke();
}
