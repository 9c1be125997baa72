/**
 * The part of `@xterm/headless` that is used. Its package.json names a module file that does not exist, so the
 * file is imported by its path, for which the package has no typings.
 */
declare module '@xterm/headless/lib-headless/xterm-headless.mjs' {
  export interface TerminalOptions {
    cols: number;
    rows: number;
    scrollback: number;
    allowProposedApi: boolean;
    disableStdin: boolean;
    logLevel: 'off';
  }

  export interface UnicodeVersionProvider {
    readonly version: string;
    wcwidth(codePoint: number): 0 | 1 | 2;
    charProperties(codePoint: number, preceding: number): number;
  }

  export class Terminal {
    constructor(options: TerminalOptions);
    readonly parser: {
      registerOscHandler(ident: number, callback: (data: string) => boolean): unknown;
    };
    readonly unicode: {
      register(provider: UnicodeVersionProvider): void;
      activeVersion: string;
    };
    resize(cols: number, rows: number): void;
    dispose(): void;
  }
}
