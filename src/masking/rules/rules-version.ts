/** Version of the rules, as the receipt of an archive names it: another one when any of them finds more or less. */
export const RULES_VERSION = '1';
