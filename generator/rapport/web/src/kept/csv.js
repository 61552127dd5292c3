/**
 * Tables as CSV (RFC 4180): CRLF, every text quoted, and the byte order mark by which
 * spreadsheets know UTF-8.
 * @module
 */

/** What a spreadsheet would take for a formula (OWASP, “CSV Injection”). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A cell. A text that a spreadsheet would reckon out gets an apostrophe before it; a number
 * stays a number.
 * @param {string | number | null} value `null` is an empty cell @returns {string}
 */
export const csvCell = (value) => {
  if (typeof value === "number") return `${value}`;
  const text = value || "";
  return `"${(FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
};

/** @param {(string | number | null)[][]} rows the heads first @returns {string} */
export const csvText = (rows) => `\ufeff${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
