/**
 * What a spreadsheet may take for the start of a formula: a sign, in either width, behind any blanks; or a blank that it drops. The
 * writer's own rule stops at the first line break of a cell, behind which a formula would run.
 */
const FORMULA_START = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** How every CSV file is written: a text that begins like a formula gets an apostrophe in front; numbers stay numbers. */
export const CSV_TERMS = { escapeFormulae: FORMULA_START, newline: '\r\n' };
