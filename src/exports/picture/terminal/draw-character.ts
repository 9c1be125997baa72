import {
  arcOf,
  cellRectangles,
  type CellRectangle,
  type CellSize,
  RECORD_SIGN,
  shadeOf,
} from '../../../state/index.ts';
import type { Shape } from '../picture.ts';

/** A character that is drawn in place of being written (see `isDrawn`), in a cell whose left upper corner is given. */
export function drawCharacter(
  codePoint: number,
  [left, top]: readonly [number, number],
  cell: CellSize,
  fill: string,
): Shape[] {
  const { cellWidth, cellHeight, lineWidth } = cell;
  const rectangle = ({ x, y, width, height }: CellRectangle): Shape => ({
    kind: 'rectangle',
    x: left + x,
    y: top + y,
    width: width ?? cellWidth - x,
    height: height ?? cellHeight - y,
    fill,
  });
  if (codePoint === RECORD_SIGN) {
    const radius = Math.min(cellWidth, cellHeight) * 0.45;
    return [{ kind: 'circle', x: left + cellWidth / 2, y: top + cellHeight / 2, radius, fill }];
  }
  const opacity = shadeOf(codePoint);
  if (opacity > 0)
    return [{ kind: 'rectangle', x: left, y: top, width: cellWidth, height: cellHeight, fill, opacity }];
  const line = (path: string): Shape => ({ kind: 'line', path, stroke: fill, thickness: lineWidth });
  const arc = arcOf(codePoint, cell);
  if (arc) {
    const { x, y, radius, isRight, isDown, legs } = arc;
    const inner = radius - lineWidth / 2;
    const [middleX, middleY] = [left + x + (isRight ? radius : 0), top + y + (isDown ? radius : 0)];
    const [toX, toY] = [middleX + (isRight ? -inner : inner), middleY + (isDown ? -inner : inner)];
    const sweep = isRight === isDown ? 1 : 0;
    return [
      line(`M${toX} ${middleY}A${inner} ${inner} 0 0 ${sweep} ${middleX} ${toY}`),
      ...legs.map(rectangle),
    ];
  }
  if (codePoint >= 0x2571 && codePoint <= 0x2573) {
    const [right, bottom] = [left + cellWidth, top + cellHeight];
    return [
      ...(codePoint === 0x2572 ? [] : [line(`M${left} ${bottom}L${right} ${top}`)]),
      ...(codePoint === 0x2571 ? [] : [line(`M${left} ${top}L${right} ${bottom}`)]),
    ];
  }
  return cellRectangles(codePoint, cell).map(rectangle);
}
