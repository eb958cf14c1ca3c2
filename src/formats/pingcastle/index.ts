import type { AssetClaim } from '../../model/asset.ts'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { UnreadableReport } from '../unreadable.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

const ROOT = '/HealthcheckData/@'
const FACTS = ['EngineVersion', 'GenerationDate', 'DomainFQDN', 'DomainSid']
const CONTROLLER = '/HealthcheckData/DomainControllers/HealthcheckDomainController'
const RULE = '/HealthcheckData/RiskRules/HealthcheckRiskRule'

export const pingcastle = {
  id: 'pingcastle',
  name: 'PingCastle',
  link: 'https://www.pingcastle.com/documentation/healthcheck/',
  extensions: ['.xml'],
  kinds: ['identity'],
  howTo: 'PingCastle.exe --healthcheck --server shop.example',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'HealthcheckData' ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const facts: { [name: string]: string | undefined } = {}
  let isReport = false
  let told = false
  const paths = [ROOT, ...FACTS.map((name) => `/HealthcheckData/${name}`), CONTROLLER, RULE]
  for await (const slice of eachNode(input, context, paths)) {
    if (slice.type === 'problem') {
      if (!isReport) throw notOurs()
      if (!told) yield headerOf(facts)
      told = true
      yield slice
      continue
    }
    isReport = true
    const { node } = slice
    if (FACTS.includes(node.name)) facts[node.name] = textOf(node)
    else if (node.name !== 'HealthcheckData') {
      if (!told) yield headerOf(facts)
      told = true
      yield node.name === 'HealthcheckRiskRule'
        ? ruleItem(node, facts, slice.where)
        : controllerOf(node, facts)
    }
  }
  if (!isReport) throw notOurs()
  if (!told) yield headerOf(facts)
}

const notOurs = () =>
  new UnreadableReport(
    'broken',
    'This does not read as a report of PingCastle: its root is not HealthcheckData. Choose the right format.',
  )

interface Facts {
  [name: string]: string | undefined
}

const headerOf = (facts: Facts): ReportHeader =>
  withoutGaps({
    type: 'header' as const,
    tool: 'PingCastle',
    toolVersion: facts.EngineVersion,
    target: facts.DomainFQDN,
    producedAt: isoTime(facts.GenerationDate),
  })

function controllerOf(node: Node, { DomainFQDN: domain }: Facts): AssetClaim {
  const name = textOf(node, 'DCName') ?? 'domain controller'
  const attributes = {
    role: 'domain controller',
    domain,
    os: textOf(node, 'OperatingSystem'),
    ip: textOf(childrenOf(child(node, 'IP'), 'string')[0]),
  }
  return {
    type: 'asset',
    kind: 'host',
    name: domain && !name.includes('.') ? `${name}.${domain}` : name,
    attributes: Object.fromEntries(
      Object.entries(attributes).filter((entry) => entry[1] !== undefined),
    ) as Record<string, string>,
  }
}

function ruleItem(node: Node, facts: Facts, where: string): Item {
  const rule = textOf(node, 'RiskId')
  if (!rule) return loss(where, 'this rule has no id and is left out')
  const points = textOf(node, 'Points')
  const rationale = textOf(node, 'Rationale')
  const domain = facts.DomainFQDN
  const details = childrenOf(child(node, 'Details'), 'string').map((one) => textOf(one))
  return observe({
    kind: 'identity',
    rule,
    title: rationale ?? rule,
    description: [rationale, ...details].filter(Boolean).join('\n') || undefined,
    severity: severityOf(points),
    toolSeverity: points,
    resource: domain
      ? ({
          address: domain,
          type: 'active-directory-domain',
          provider: 'active-directory',
          account: facts.DomainSid,
        } as Observation['resource'])
      : undefined,
    tags: [textOf(node, 'Category'), textOf(node, 'Model')].filter((tag): tag is string => tag !== undefined),
    raw: xmlText(node),
  })
}

/** PingCastle rates in points, of which 100 are the worst that a domain can have: a rule that costs half of them is critical. */
function severityOf(points: string | undefined): Severity {
  const value = points === undefined ? Number.NaN : Number(points)
  if (Number.isNaN(value)) return 'unknown'
  if (value >= 50) return 'critical'
  if (value >= 30) return 'high'
  return value >= 10 ? 'medium' : value > 0 ? 'low' : 'info'
}
