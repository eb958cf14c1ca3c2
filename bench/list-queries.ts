import type { Pool } from '../src/platform/database.ts'

export const SORTS = [
  'score',
  'severity',
  'title',
  'asset',
  'kind',
  'state',
  'location',
  'firstSeen',
  'changed',
]

/** Every pair of filters, each with a value: common ones and rare ones in turn. */
export async function choosePairs(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ asset: string; application: string }>(
    `select a.id as asset, p.id as application from asset a join application p on p.id = a.application_id
     order by md5(a.id::text) limit 8`,
  )
  const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
  const values: Record<string, string[]> = {
    q: ['injection', 'lodash', 'module-3', 'CVE-2019 openssl', 'orders', 'nothing-has-this'],
    asset: rows.map((row) => row.asset),
    application: rows.map((row) => row.application),
    team: ['Team 3', 'Team 3,Team 5,Team 7', 'Team 1'],
    kind: ['code', 'dependency,container', 'license', 'web,api'],
    severity: ['critical', 'high,critical', 'low', 'unknown', 'medium'],
    state: ['open', 'fixed', 'accepted', 'false_positive'],
    tool: ['Semgrep', 'Trivy', 'Grype,Wiz', 'Burp'],
    cwe: ['79', '20', '798', '1333'],
    advisory: ['CVE-2015-1000', 'CVE-2019-1133', 'CVE-2020-1168'],
    component: ['lodash', 'openssl', 'curl-40'],
    rule: ['sql-injection.code-0', 'weak-hash.web-28', 'open-redirect.code-7'],
    assignee: ['none', 'user-7'],
    knownExploited: ['true', 'false'],
    fixable: ['true', 'false'],
    agreed: ['true', 'false'],
    minScore: ['70', '40', '12.5'],
    since: [ago(7), ago(90), ago(400)],
  }
  const names = Object.keys(values)
  let turn = 0
  const next = (name: string): string => {
    const list = values[name] as string[]
    return `${name}=${encodeURIComponent(list[turn++ % list.length] as string)}`
  }
  return names.flatMap((one, i) => names.slice(i + 1).map((other) => `${next(one)}&${next(other)}`))
}
