/** What the typings are at run time: nothing. So they can be imported where a bundler looks for code. */
export {};
