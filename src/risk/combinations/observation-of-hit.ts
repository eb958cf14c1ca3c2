import type { Observation } from '../../model/observation.ts'
import { REACHES } from '../../model/reachability.ts'
import { type Severity, severityRank } from '../../model/severity.ts'
import type { ChainLink, Hit } from './chain-link.ts'
import type { Combination } from './definition.ts'
import type { GraphNode } from './estate-graph.ts'
import type { FindingFact } from './finding-condition.ts'

/** The tool's name of what combinations find. */
export const COMBINER = 'Stance combinations'

const MOST_TITLE = 200

/** A hit as a tool would say it. It is at least as bad as the worst of what it is made of, in every respect that the score takes. */
export function observationOfHit(definition: Combination, hit: Hit): Observation {
  const { address, chain } = hit
  const parts = chain.flatMap(({ findings }) => findings)
  const epss = Math.max(0, ...parts.map((one) => one.epss ?? 0))
  const reach = Math.max(-1, ...parts.map((one) => one.reach ?? -1))
  const level = REACHES[reach]
  const type = address.slice(0, address.indexOf(':'))
  const name = nameOf(hit)
  const title = `${definition.title}: ${name}`
  return {
    type: 'observation',
    kind: 'combination',
    rule: definition.id,
    title: title.length > MOST_TITLE ? `${title.slice(0, MOST_TITLE - 1)}…` : title,
    // A way of one step is what the title names.
    description: [definition.description, ...(chain.length > 1 ? [chain.map(wordsOf).join('')] : [])].join(
      '\n\n',
    ),
    severity: worst([definition.severity, ...parts.map(({ severity }) => severity)]),
    confidence: 'high',
    remediation: definition.fix,
    resource: { address, name: `${type} ${name}`, type },
    ...(parts.some(({ exploited }) => exploited) && { knownExploited: true }),
    ...(epss > 0 && { epss }),
    ...(level && { reachability: { level, evidence: 'the nearest of its findings' } }),
    raw: JSON.stringify({ question: definition.chain, chain: chain.map(told) }, null, 1),
  }
}

/** What people call the thing that it stands on: a deployable's own name is its folder, which in a small repository is `.`. */
function nameOf({ address, asset, chain }: Hit): string {
  const own = chain.find(({ node }) => `${node.kind}:${node.name}` === address)
  const name = own ? titleOf(own.node) : address.slice(address.indexOf(':') + 1)
  return name === '.' ? asset.name : name
}

const worst = (all: readonly Severity[]): Severity =>
  all.reduce((most, one) => (severityRank(one) > severityRank(most) ? one : most))

export const titleOf = ({ name, kind, subject }: GraphNode): string =>
  subject.attributes.title || name || kind

const wordsOf = ({ node, via, against }: ChainLink, at: number): string =>
  `${at === 0 ? '' : via === null ? ', beside ' : against ? ` ←${via}— ` : ` —${via}→ `}${titleOf(node)}`

const told = ({ node, via, findings }: ChainLink) => ({
  thing: `${node.kind}:${node.name}`,
  ...(via && { via }),
  ...(findings.length > 0 && { findings: findings.map(wordsOfFinding) }),
})

const wordsOfFinding = ({ title, component, place }: FindingFact): string =>
  `${title} (${component ?? place})`
