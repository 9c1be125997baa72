/** What a picture consists of, in its own pixels: little enough that it can be written as SVG anywhere. */
export type Shape =
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
      /** Of the corners. */
      readonly radius?: number;
      /** 0 to 1; default 1. */
      readonly opacity?: number;
    }
  | {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: string;
    }
  /** A line along an SVG path. */
  | { readonly kind: 'line'; readonly path: string; readonly stroke: string; readonly thickness: number }
  /** Shapes whose origin is at another place. */
  | { readonly kind: 'group'; readonly x: number; readonly y: number; readonly shapes: readonly Shape[] }
  | TextShape;

/** One line of text, with its baseline at `y`. */
export interface TextShape {
  readonly kind: 'text';
  /** Where the text begins; or where each of its characters does. */
  readonly x: number | readonly number[];
  readonly y: number;
  readonly text: string;
  readonly fill: string;
  readonly size: number;
  readonly font: 'mono' | 'sans';
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** How wide the text is, whatever font it is written in. */
  readonly width?: number;
  /** The side of the text that is at `x`; default `start`. */
  readonly anchor?: 'start' | 'end' | 'middle';
}

/** A picture. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** What it is a picture of, for those who do not see it. */
  readonly title: string;
  /** What is to be seen on it, as text. */
  readonly description: string;
  readonly shapes: readonly Shape[];
}
