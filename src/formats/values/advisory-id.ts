import { remembered } from './remembered.ts'

// Ids of advisories as their databases write them. Those with letters of a fixed case are brought to it, so that two tools'
// ids of one advisory are equal.
const SCHEMES: [RegExp, (id: string) => string][] = [
  [/\bCVE-\d{4}-\d{4,19}\b/gi, (id) => id.toUpperCase()],
  [/\bGHSA(?:-[23456789cfghjmpqrvwx]{4}){3}\b/gi, (id) => `GHSA${id.slice(4).toLowerCase()}`],
  [/\b(?:RUSTSEC|PYSEC|OSV|HSEC|EEF-CVE|PSF|BIT)-\d{4}-\d+\b/gi, (id) => id.toUpperCase()],
  [/\bGO-\d{4}-\d{4,}\b/gi, (id) => id.toUpperCase()],
  [/\bMAL-\d{4}-\d+\b/gi, (id) => id.toUpperCase()],
  [/\bSNYK-[A-Z0-9]+-[A-Z0-9.]+-\d+\b/gi, (id) => id.toUpperCase()],
  [/\b(?:DSA|DLA|DTSA)-\d+-\d+\b/gi, (id) => id.toUpperCase()],
  [/\bNSWG-ECO-\d+\b/gi, (id) => id.toUpperCase()],
  [/\bUSN-\d+-\d+\b/gi, (id) => id.toUpperCase()],
  [/\bRH[SBE]A-\d{4}:\d+\b/gi, (id) => id.toUpperCase()],
  [/\b(?:ELSA|ALSA|RLSA|RXSA)-\d{4}[:-]\d+\b/gi, (id) => id.toUpperCase()],
  [/\bALAS(?:2|2023)?[A-Z0-9.]*-\d{4}-\d+\b/gi, (id) => id.toUpperCase()],
  [/\bTEMP-\d{7}-[0-9A-F]{6}\b/gi, (id) => id.toUpperCase()],
]

/** Most texts name none, which is seen in one go. */
const ANY = new RegExp(SCHEMES.map(([pattern]) => pattern.source).join('|'), 'i')

/** Nearly all ids are one, and need no search for others. */
const NORMAL_CVE = /^CVE-\d{4}-\d{4,19}$/

/** Every advisory id in the given texts, in order of the texts, each once. Free text may hold several. */
export function advisoryIdsIn(...texts: unknown[]): string[] {
  const found = new Set<string>()
  for (const text of texts.flat(3)) {
    if (typeof text !== 'string') continue
    if (NORMAL_CVE.test(text)) {
      found.add(text)
      continue
    }
    if (!ANY.test(text)) continue
    const hits: [number, string][] = []
    // Not matchAll, which copies the pattern each time.
    for (const [pattern, normal] of SCHEMES)
      for (let match = pattern.exec(text); match; match = pattern.exec(text))
        hits.push([match.index, normal(match[0])])
    for (const [, id] of hits.sort(([a], [b]) => a - b)) found.add(id)
  }
  return [...found]
}

/** One id as its database writes it; ids of databases we don't know are kept as they are. */
export const normalAdvisoryId = (id: string): string => (NORMAL_CVE.test(id) ? id : ofOther(id))

const ofOther = remembered((id) => {
  const trimmed = id.trim()
  const known = advisoryIdsIn(trimmed)
  return known.length === 1 && known[0]?.length === trimmed.length ? known[0] : trimmed
})

/** Ids given as ids (not free text), normalised, each once, in order. */
export function advisoryIds(...ids: unknown[]): string[] {
  const found = new Set<string>()
  collect(ids, found, 0)
  return [...found]
}

/** Lists in lists in lists are looked into, deeper ones are not what a tool writes. */
const DEEPEST = 3

function collect(ids: unknown[], found: Set<string>, depth: number): void {
  for (const id of ids) {
    if (typeof id === 'string') {
      if (id.trim() !== '') found.add(normalAdvisoryId(id))
    } else if (Array.isArray(id) && depth < DEEPEST) collect(id, found, depth + 1)
  }
}
