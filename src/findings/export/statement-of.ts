import { normalPurl, purlOf } from '../../formats/values/purl.ts'
import { packageOfPurl } from '../../formats/values/purl-package.ts'
import { severityOfRank } from '../../model/severity.ts'
import { justificationIn } from './justification.ts'
import type { AffectedPackage, Statement, Status } from './statement.ts'
import type { StoredStatement } from './stored-statement.ts'

/** What a finding says, in VEX's words. `nameOf` tells who an actor is. */
export function statementOf(row: StoredStatement, nameOf: (actor: string) => string): Statement {
  const status = statusOf(row)
  const said = saidOf(row, nameOf)
  const justification = status === 'not_affected' && said ? justificationIn(said.reason) : undefined
  const action = status === 'affected' ? actionOf(row, said) : undefined
  return {
    finding: row.id,
    vulnerability: row.vulnerability,
    aliases: row.advisories.filter((id) => id !== row.vulnerability),
    package: packageOf(row),
    state: row.state,
    status,
    ...(justification && { justification }),
    ...(said && { said }),
    at: atOf(row),
    ...(action && { action }),
    title: row.title,
    description: row.description,
    remediation: row.remediation,
    severity: severityOfRank(row.severity),
    cvss: row.cvss ?? [],
    cwes: row.cwes,
    fixVersion: row.fix_version,
    references: row.urls ?? [],
    epss: row.epss,
    knownExploited: row.known_exploited,
    firstSeen: row.first_seen,
  }
}

/** To accept a risk is to be affected and live with it; that it is open is a statement only once somebody has looked. */
function statusOf({ state, decision }: StoredStatement): Status {
  if (state === 'fixed') return 'fixed'
  if (state === 'false_positive') return 'not_affected'
  return state === 'accepted' || decision === 'open' ? 'affected' : 'under_investigation'
}

/** A person's word, or else that of the tools and documents that clear it. */
function saidOf(row: StoredStatement, nameOf: (actor: string) => string): Statement['said'] {
  if (row.decision && row.decided_by !== null)
    return { by: nameOf(row.decided_by), reason: row.reason ?? '', until: row.until }
  if (row.state !== 'accepted' && row.state !== 'false_positive') return undefined
  const [first] = row.cleared ?? []
  if (!first) return undefined
  const by = first.source ? `${first.tool} (${first.source})` : first.tool
  return { by, reason: first.reason ?? '', until: null }
}

const atOf = (row: StoredStatement): Date =>
  (row.state === 'fixed' ? row.fixed_at : row.decision ? row.decided_at : null) ?? row.changed_at

function actionOf({ state, component, fix_version }: StoredStatement, said: Statement['said']): string {
  const update = fix_version
    ? `Update ${component} to ${fix_version}.`
    : `No fixed version of ${component} is known.`
  if (state !== 'accepted') return update
  const until = said?.until ? ` until ${said.until.toISOString().slice(0, 10)}` : ''
  const accepted = `The risk is accepted${until}${said?.reason ? `: ${said.reason}` : ''}`
  return `${accepted.replace(/[.!?]?\s*$/, '.')} ${update}`
}

function packageOf({ purl, component, component_version }: StoredStatement): AffectedPackage {
  const normal = normalPurl(purl)
  const version = component_version ?? packageOfPurl(normal)?.version ?? null
  const own = normal ?? purlOf({ type: 'generic', name: component, ...(version && { version }) })
  return { name: component, version, purl: own ?? `pkg:generic/${encodeURIComponent(component)}` }
}

/** Who decided it and why, in one line; undefined while nobody has. */
export function wordsOf({ said, at }: Statement): string | undefined {
  if (!said) return undefined
  const when = at.toISOString().slice(0, 10)
  return `${said.by}, ${when}${said.reason ? `: ${said.reason}` : ''}`
}
