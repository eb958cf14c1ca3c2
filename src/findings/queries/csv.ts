// A spreadsheet runs texts that begin so as formulas; a quote in front makes them texts
// (https://owasp.org/www-community/attacks/CSV_Injection).
const FORMULA = /^[=+\-@\t\r]/

/** One line of CSV (RFC 4180). Texts that a spreadsheet would run are defused; null and undefined are empty. */
export const csvLine = (values: readonly (string | number | boolean | null | undefined)[]): string =>
  `${values.map((value) => (typeof value === 'string' ? csvText(value) : String(value ?? ''))).join(',')}\r\n`

function csvText(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
