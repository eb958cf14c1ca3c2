import type { CvssRating, ProducerVerdict } from '../../model/observation.ts'
import type { Row } from '../syntax/csv.ts'
import { cvssRating } from '../values/cvss.ts'
import { isoTime } from '../values/time.ts'
import { cellsOf, type Field } from './columns.ts'
import type { Found } from './found.ts'
import { vectorIn } from './xml-item.ts'

type Cell = (field: Field) => string | undefined

/** A row of any of the tables; undefined where it names no plugin or no host. */
export function foundInRow({ row, text: raw }: Row): Found | undefined {
  const cell = cellsOf(row)
  const plugin = cell('plugin')
  const host = cell('host')
  if (!plugin || !host) return undefined
  const recast = cell('recast')
  return {
    plugin,
    name: cell('name'),
    host,
    port: cell('port'),
    protocol: cell('protocol')?.toLowerCase(),
    severity: cell('severity'),
    isWeb: /^https?$/i.test(cell('protocol') ?? ''),
    synopsis: cell('synopsis'),
    description:
      [cell('description'), recast && `Recast: ${recast}`].filter(Boolean).join('\n\n') || undefined,
    solution: cell('solution'),
    output: cell('output')?.replace(/^(?:Plugin Output:\s*|'\n)/, ''),
    links: [cell('links') ?? ''].flatMap((links) => links.split(/,\s+|\s+/)),
    cves: [cell('cve') ?? ''].filter(Boolean),
    xrefs: xrefsOf(cell),
    cwes: (cell('cwe') ?? '').split(',').map((number) => number.trim()),
    cpes: (cell('cpe') ?? '').split(/,?\s+/),
    cvss: ratingsOf(cell),
    epss: cell('epss'),
    verdict: verdictOf(cell),
    seenAt: isoTime(cell('seen')),
    tags: tagsOf(cell),
    raw,
  }
}

/** `CWE:16;CERT:288308`, of Tenable.sc `IAVA #0001-A-0560,CWE #16` */
const xrefsOf = (cell: Cell): string[] => [
  ...listIn(cell('xref')).map((id) => id.replace(/\s*#/, ':')),
  ...listIn(cell('bid')).map((id) => `BID:${id}`),
  ...listIn(cell('iava')).map((id) => `IAVA:${id}`),
  ...listIn(cell('iavb')).map((id) => `IAVB:${id}`),
]

const listIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[;,\n]/)
    .map((item) => item.trim())
    .filter(Boolean)

const ratingsOf = (cell: Cell): CvssRating[] =>
  [
    cvssRating({ vector: vectorIn(cell('vector4')), score: scoreIn(cell('score4')), version: '4.0' }),
    cvssRating({ vector: vectorIn(cell('vector3')), score: scoreIn(cell('score3')), version: '3.0' }),
    cvssRating({ vector: vectorIn(cell('vector2')), score: scoreIn(cell('score2')), version: '2.0' }),
  ].filter((rating) => rating !== undefined)

/** Spreadsheets of other languages save `7.5` as `7,5` or `75`. */
function scoreIn(text: string | undefined): number | undefined {
  const score = Number(text?.replace(',', '.') || Number.NaN)
  return score > 10 && score <= 100 && Number.isInteger(score) ? score / 10 : score
}

function verdictOf(cell: Cell): ProducerVerdict | undefined {
  const accepted = cell('accepted')
  const state = cell('state')?.toUpperCase()
  if (accepted || /^accepted$/i.test(cell('modified') ?? ''))
    return { state: 'accepted', reason: accepted ?? 'accepted', source: 'tenable-accept-risk' }
  return state === 'FIXED' ? { state: 'fixed', source: 'tenable-state' } : undefined
}

const isTrue = (text: string | undefined): boolean => /^(?:true|yes)$/i.test(text ?? '')

function tagsOf(cell: Cell): string[] {
  const family = cell('family')
  const priority = cell('vpr')
  return [
    ...(family ? [family] : []),
    ...(isTrue(cell('exploit')) ? ['exploit-available'] : []),
    ...(isTrue(cell('malware')) ? ['exploited-by-malware'] : []),
    ...(isTrue(cell('metasploit')) ? ['metasploit'] : []),
    ...(isTrue(cell('core')) ? ['core-impact'] : []),
    ...(isTrue(cell('canvas')) ? ['canvas'] : []),
    ...(priority ? [`vpr:${priority}`] : []),
  ]
}
