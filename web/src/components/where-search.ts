/** What is asked for, as it stands in the address. */
export interface WhereSearch {
  /** A package by its name or package URL, or an advisory by any of its ids. */
  of?: string | undefined
  versions?: string | undefined
  license?: string | undefined
}

/** How databases begin the ids of their advisories; what follows has a digit. */
const ADVISORY =
  /^(cve|ghsa|osv|go|mal|pysec|rustsec|hsec|nswg-eco|snyk|dsa|dla|usn|rhsa|elsa|alsa|rlsa|alas\d*)-.*\d/i

/** The question for `GET /uses`; null while nothing is asked. */
export function whereQuery({
  of = '',
  versions = '',
  license = '',
}: WhereSearch): Record<string, string> | null {
  const about: Record<string, string> =
    of === '' ? {} : ADVISORY.test(of) ? { advisory: of } : { package: of }
  if (of === '' && license === '') return null
  return { ...about, ...(versions && about.package && { versions }), ...(license && { license }) }
}
