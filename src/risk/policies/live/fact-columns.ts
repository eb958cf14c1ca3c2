import { EXPLOIT_MATURITIES } from '../../../model/exploit-maturity.ts'
import { allNoise, type Noise } from '../../../model/noise.ts'
import { REACHES } from '../../../model/reachability.ts'
import { SEVERITIES } from '../../../model/severity.ts'
import { productScore } from '../../score-sql.ts'

/** How a fact of a stored finding `f` is read: SQL that is never null, its type there, and what CEL sees of a value. */
export interface FactColumn {
  sql: string
  type: 'text' | 'int' | 'float8' | 'bool'
  read(value: never): unknown
}

const SEPARATOR = '\x1f'
const same = (value: never): unknown => value
const list = (value: string): string[] => (value === '' ? [] : value.split(SEPARATOR))

const text = (sql: string): FactColumn => ({ sql: `coalesce(${sql}, '')`, type: 'text', read: same })
const flag = (sql: string): FactColumn => ({ sql: `coalesce(${sql}, false)`, type: 'bool', read: same })
const texts = (sql: string): FactColumn => ({
  sql: `array_to_string(${sql}, chr(31))`,
  type: 'text',
  read: list,
})
const number = (sql: string): FactColumn => ({
  sql: `coalesce(${sql}, -1)::float8`,
  type: 'float8',
  read: same,
})
const integer = (sql: string): FactColumn => ({
  sql: `coalesce(${sql}, 0)::int`,
  type: 'int',
  read: (value: number) => BigInt(value),
})
/** A place in a list of words; null is no word. */
const word = (sql: string, words: readonly string[]): FactColumn => ({
  sql: `coalesce(${sql}, -1)::int`,
  type: 'int',
  read: (rank: number) => words[rank] ?? '',
})

// Ranks count from 0 unknown to 5 critical; the words stand the other way round.
const BY_RANK = SEVERITIES.toReversed()
const SEVERITY = 'coalesce(f.severity_override, f.severity)'

/** What only observations tell: looked up for each finding, so that a rule which asks for it takes longer. */
const observed = (path: string): string =>
  `(select d.data #>> '{${path}}' from observation o
    join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
    where o.asset_id = f.asset_id and o.finding_id = f.id and d.data #>> '{${path}}' is not null order by o.present desc, o.id limit 1)`

const COLUMNS: Record<string, FactColumn> = {
  'finding.id': text('f.id::text'),
  'finding.title': text('f.title'),
  'finding.kind': text('f.kind'),
  'finding.rule': text('f.rule'),
  'finding.severity': { ...word(SEVERITY, BY_RANK), sql: `${SEVERITY}::int` },
  // As the last ranking made it, without what policies add; of a combination at least that of its strongest part.
  'finding.score': {
    sql: `greatest(coalesce(${productScore('f.likelihood', 'f.impact')}, f.score, 0), f.least_score)::float8 / 10`,
    type: 'float8',
    read: same,
  },
  'finding.state': text('f.state'),
  'finding.knownExploited': flag('f.known_exploited'),
  'finding.epss': number('f.epss'),
  'finding.exploitMaturity': word('f.exploit_maturity', EXPLOIT_MATURITIES),
  'finding.reachability': word('f.reachability', REACHES),
  'finding.cwes': {
    ...texts('f.cwes'),
    read: (value: string) => list(value).map((cwe) => BigInt(cwe)),
  },
  'finding.advisories': texts('f.advisories'),
  'finding.tool': text('f.tools[1]'),
  'finding.tools': texts('f.tools'),
  'finding.path': text('f.path'),
  'finding.line': integer('f.line'),
  'finding.component': text('f.component'),
  'finding.version': text('f.component_version'),
  'finding.fixVersion': text('f.fix_version'),
  'finding.direct': flag(`${observed('component,direct')}::bool`),
  'finding.scope': text(observed('component,scope')),
  'finding.noise': {
    sql: `concat(${SEVERITY}, ',', array_to_string(f.noise, ','))`,
    type: 'text',
    read: (value: string) => {
      const [rank, ...reasons] = value.split(',')
      return allNoise(reasons.filter(Boolean) as Noise[], Number(rank))
    },
  },
  'finding.tags': {
    sql: `coalesce(${observed('tags')}, '[]')`,
    type: 'text',
    read: (value: string) => JSON.parse(value),
  },
  // Whole days: what changes every second would be different for each finding.
  'finding.ageDays': {
    sql: 'floor(extract(epoch from now() - f.first_seen) / 86400)::float8',
    type: 'float8',
    read: same,
  },
  // A team is kept by its id; rules name it as policies do. The names are read once, not once a row.
  'finding.owner': text(
    `coalesce((select jsonb_object_agg('team:' || t.id, 'team:' || t.name) from team t) ->> f.owner, f.owner)`,
  ),
  'finding.ownerSource': text('f.owner_source'),
  'component.purl': text(observed('component,purl')),
  'component.path': text(observed('component,path')),
  'advisory.id': text('f.advisories[1]'),
  'advisory.cvss': number('f.cvss'),
}

/** Facts that are another one by another name. */
const ALIASES: Record<string, string> = {
  'component.name': 'finding.component',
  'component.version': 'finding.version',
  'component.fixVersion': 'finding.fixVersion',
  'component.direct': 'finding.direct',
  'component.scope': 'finding.scope',
  'advisory.ids': 'finding.advisories',
  'advisory.knownExploited': 'finding.knownExploited',
  'advisory.epss': 'finding.epss',
}

/** The fact that a name stands for. */
export const canonicalFact = (fact: string): string => ALIASES[fact] ?? fact

/** The column of a fact; undefined for those that are not the finding's own. */
export const columnOf = (fact: string): FactColumn | undefined => COLUMNS[canonicalFact(fact)]
