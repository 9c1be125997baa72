export declare const root: string;
export declare function compileTests(): void;
export declare function testSources(elsewhere: string, wanted: readonly string[]): string[];
export declare function compiledTest(source: string): string;
export declare function sourceOfTest(path: string): string;
