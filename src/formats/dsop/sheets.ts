import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { policyObservation } from '../anchorectl-policies/policy-result.ts'
import type { Problem } from '../contract.ts'
import { vulnerabilityOf } from '../prisma-cloud/finding.ts'
import { loss, problem } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { cell } from '../syntax/csv-report.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'

export interface RowItem {
  /** The image that the row is about, where it says so. */
  image?: string | undefined
  /** Nothing for what was looked for and not found. */
  item?: Observation | Problem | undefined
}

export type RowReader = (row: Row) => RowItem

/** The sheets by the columns that tell each from other tables. */
export const SHEETS: { columns: string[]; read: RowReader }[] = [
  { columns: ['ruleid', 'result', 'identifiers', 'rationale', 'scanned_date'], read: complianceRow },
  { columns: ['id', 'result', 'cls', 'ref', 'title'], read: ovalRow },
  { columns: ['cve', 'cvss', 'exploit', 'packageName', 'vecStr'], read: twistlockRow },
  { columns: ['tag', 'cve', 'severity', 'vuln', 'fix', 'url'], read: anchoreRow },
  { columns: ['repo_tag', 'trigger_id', 'gate', 'trigger', 'check_output', 'gate_action'], read: policyRow },
]

/** What people wrote beside a finding: why it is there, not that it is none. */
function justified(row: Record<string, string>): Observation['verdict'] {
  const reason = cell(row, 'JUSTIFICATION')
  return reason ? { state: 'open', reason, source: 'dsop-justification' } : undefined
}

/** A rule of the STIG, as OpenSCAP checked it. */
function complianceRow({ row, where, text }: Row): RowItem {
  const rule = cell(row, 'ruleid')
  const result = cell(row, 'result')?.toLowerCase()
  if (!rule) return { item: loss(where, 'this row is left out: it names no rule') }
  if (result === 'error' || result === 'unknown')
    return { item: problem(where, 'this rule could not be checked: it may be broken') }
  if (result !== 'fail') return {}
  const refs = [...(cell(row, 'refs') ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1] as string)
  const identifier = cell(row, 'identifiers')
  return {
    item: observe({
      kind: 'config',
      rule,
      title: cell(row, 'title') ?? rule,
      description: [cell(row, 'desc'), cell(row, 'rationale')].filter(Boolean).join('\n\n') || undefined,
      severity: severityOfWord(cell(row, 'severity')),
      toolSeverity: cell(row, 'severity'),
      // Numbers alone do not say of which framework they are.
      controls: refs.filter((ref) => /^[A-Z]+-/i.test(ref)),
      verdict: justified(row),
      seenAt: isoTime(cell(row, 'scanned_date')),
      tags: [
        ...(identifier ? [identifier] : []),
        ...refs.filter((ref) => !/^[A-Z]+-/i.test(ref)).map((ref) => `ref:${ref}`),
      ],
      raw: text,
    }),
  }
}

/** A definition of OVAL that is true: a patch is missing, or a flaw is there. */
function ovalRow({ row, where, text }: Row): RowItem {
  const rule = cell(row, 'id')
  if (!rule) return { item: loss(where, 'this row is left out: it names no definition') }
  if (!/^true$/i.test(cell(row, 'result') ?? '')) return {}
  const title = cell(row, 'title')
  const word = /\((\w+)\)\s*$/.exec(title ?? '')?.[1]
  return {
    item: observe({
      kind: 'container',
      rule,
      title: title ?? rule,
      severity: severityOfWord(word),
      toolSeverity: word,
      advisories: advisoryIds(cell(row, 'ref')),
      verdict: justified(row),
      tags: cell(row, 'cls') ? [cell(row, 'cls') as string] : [],
      raw: text,
    }),
  }
}

function twistlockRow({ row, where, text }: Row): RowItem {
  const id = cell(row, 'cve')
  const name = cell(row, 'packageName')
  if (!id || !name)
    return { item: loss(where, 'this row is left out: it names no vulnerability or no package') }
  const verdict = justified(row)
  const item = vulnerabilityOf({
    id,
    description: cell(row, 'desc'),
    severity: cell(row, 'severity'),
    cvss: cell(row, 'cvss'),
    vector: cell(row, 'vecStr'),
    status: cell(row, 'status'),
    link: cell(row, 'link'),
    riskFactors: cell(row, 'exploit') ? [`exploit: ${cell(row, 'exploit')}`] : [],
    component: { name, version: cell(row, 'packageVersion') },
    tags: [],
    raw: text,
  })
  return { item: { ...item, ...(verdict && { verdict }) } }
}

/** `vuln` is the package with its version, `url` a link in HTML. */
function anchoreRow({ row, where, text }: Row): RowItem {
  const image = cell(row, 'tag')
  const id = cell(row, 'cve')
  const [, own, version] = /^(.+?)-(\d.*)$/.exec(cell(row, 'vuln') ?? '') ?? []
  const name = cell(row, 'package') ?? own ?? cell(row, 'vuln')
  if (!id || !name)
    return { image, item: loss(where, 'this row is left out: it names no vulnerability or no package') }
  const severity = cell(row, 'severity')
  const path = cell(row, 'package_path')
  const fix = cell(row, 'fix')
  return {
    image,
    item: observe({
      kind: packageKind(id, 'deb'),
      rule: id,
      title: `${id} in ${name}`,
      severity: severityOfWord(severity),
      toolSeverity: severity,
      advisories: advisoryIds(id),
      component: {
        name,
        version,
        path: (path && path !== 'None' && relativePath(path)) || undefined,
        fixVersions: fix && fix !== 'None' ? fix.split(/\s*,\s*/).filter(Boolean) : [],
      },
      references: linksIn(cell(row, 'url')?.replace(/<[^>]*>/g, ' ')),
      verdict: justified(row),
      raw: text,
    }),
  }
}

function policyRow({ row, where, text }: Row): RowItem {
  const image = cell(row, 'repo_tag')
  const gate = cell(row, 'gate')
  const trigger = cell(row, 'trigger')
  if (!gate || !trigger)
    return { image, item: loss(where, 'this row is left out: it names no gate or no trigger') }
  return {
    image,
    item: policyObservation({
      gate,
      trigger,
      triggerId: cell(row, 'trigger_id'),
      output: cell(row, 'check_output'),
      action: cell(row, 'gate_action'),
      policy: cell(row, 'policy_id'),
      image,
      verdict: allowed(row) ?? justified(row),
      raw: text,
    }),
  }
}

/** Where an entry of an allowlist lets a finding pass, its id stands in place of a justification. */
const allowed = (row: Record<string, string>): Observation['verdict'] =>
  /^[\da-z]{8}(?:-[\da-z]{4}){3}-[\da-z]{12}$/i.test(cell(row, 'JUSTIFICATION') ?? '')
    ? { state: 'accepted', source: 'anchore-allowlist' }
    : undefined
