import { fixedVersions } from '../../model/advisory.ts'
import { type Severity, severityRank, worse } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import { judgeRecord, speaksOf } from '../matching/judge-record.ts'
import {
  type AdvisoryRecord,
  advisoryRecords,
  type PackageAdvisory,
  packageAdvisories,
  signalsOf,
} from '../matching/known-advisories.ts'
import { type NamedPackage, namedPackages } from '../matching/packages-of.ts'
import { severityTold } from '../ratings.ts'
import { affectedWords } from './advisory-detail.ts'

/** What all records of one vulnerability say of a package, held against the versions in use. */
export interface PackageAdvisoryLine {
  /** The id that stands for the vulnerability. */
  id: string
  summary: string
  severity: Severity
  malicious: boolean
  /** For people: `≥ 2.0, < 2.17.1`. */
  affected: string[]
  fixed: string[]
  /** Used versions that are affected, and those of which nobody can say. */
  versions: string[]
  unclear: string[]
  epss: number | null
  knownExploited: boolean
}

/** A component as it is used, once for each distribution it comes from. */
export interface UsedForm {
  id: string
  purl: string
  version: string
  qualifiers: string | null
}

/** Those that affect a used version first, then the worst, then the newest id. */
export async function packageAdvisoryLines(
  tx: Tx,
  named: { ecosystem: string; name: string },
  used: readonly UsedForm[],
): Promise<PackageAdvisoryLine[]> {
  const said = await packageAdvisories(tx, [named])
  const records = await advisoryRecords(tx, [...new Set(said.map(({ id }) => id))])
  const forms = used.flatMap((one) =>
    namedPackages(one)
      .filter(({ ecosystem, name }) => ecosystem === named.ecosystem && name === named.name)
      .map((as) => ({ as, version: one.version })),
  )
  const lines = new Map<string, PackageAdvisoryLine>()
  const judge = judgeRecord()
  for (const one of said) {
    const record = records.get(one.id)
    if (!record) continue
    const judged = judgeAll(one, forms, judge)
    for (const id of record.canonical) lines.set(id, joined(lines.get(id) ?? empty(id), one, record, judged))
  }
  const signals = await signalsOf(tx, [...lines.keys()])
  return [...lines.values()]
    .map((line) => {
      const { epss = null, knownExploited = false } = signals.get(line.id) ?? {}
      // Where records disagree, one that says affected counts.
      return { ...line, unclear: without(line.unclear, line.versions), epss, knownExploited }
    })
    .toSorted(worstFirst)
}

interface Judged {
  affected: string[]
  unknown: string[]
}

/** Holds a record against the versions in use. */
function judgeAll(
  record: PackageAdvisory,
  forms: readonly { as: NamedPackage; version: string }[],
  judge: ReturnType<typeof judgeRecord>,
): Judged {
  const judged: Judged = { affected: [], unknown: [] }
  for (const { as, version } of forms) {
    if (!speaksOf(record, as)) continue
    const { verdict } = judge(record, as.version)
    if (verdict === 'affected') judged.affected.push(version)
    if (verdict === 'unknown') judged.unknown.push(version)
  }
  return judged
}

const empty = (id: string): PackageAdvisoryLine => ({
  id,
  summary: '',
  severity: 'unknown',
  malicious: false,
  affected: [],
  fixed: [],
  versions: [],
  unclear: [],
  epss: null,
  knownExploited: false,
})

function joined(
  line: PackageAdvisoryLine,
  { ranges, versions, release }: PackageAdvisory,
  record: AdvisoryRecord,
  { affected, unknown }: Judged,
): PackageAdvisoryLine {
  const words = affectedWords(ranges, versions).map((text) => (release ? `${release}: ${text}` : text))
  const fixed = fixedVersions(ranges)
  return {
    ...line,
    // A reviewed record's words before a database's copy of the CVE text.
    summary: (record.id.startsWith('GHSA-') && record.summary) || line.summary || record.summary,
    severity: worse(line.severity, severityOf(record)),
    malicious: line.malicious || record.malicious,
    affected: distinct([...line.affected, ...words]),
    fixed: distinct([...line.fixed, ...fixed]),
    versions: distinct([...line.versions, ...affected]),
    unclear: distinct([...line.unclear, ...unknown]),
  }
}

const severityOf = (record: AdvisoryRecord): Severity =>
  record.malicious ? 'critical' : severityTold([record], record.cvss)

const worstFirst = (a: PackageAdvisoryLine, b: PackageAdvisoryLine): number =>
  Number(b.versions.length > 0) - Number(a.versions.length > 0) ||
  severityRank(b.severity) - severityRank(a.severity) ||
  b.id.localeCompare(a.id, 'en', { numeric: true })

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]
const without = (texts: readonly string[], others: readonly string[]): string[] =>
  texts.filter((text) => !others.includes(text))
