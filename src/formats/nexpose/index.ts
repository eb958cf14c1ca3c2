import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachNode } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { type Definition, definitionIn } from './definition.ts'
import { timeOf } from './finding.ts'
import { nodeItems } from './node.ts'

export const nexpose = {
  id: 'nexpose',
  name: 'Rapid7 InsightVM (Nexpose) XML',
  link: 'https://docs.rapid7.com/insightvm/xml-export-2-0',
  extensions: ['.xml'],
  kinds: ['runtime'],
  howTo: 'InsightVM → Reports → Create → Export → XML Export 2.0',
  detect,
  read,
} satisfies Format

const ROOT = 'NexposeReport'
const SCAN = `/${ROOT}/scans/scan`
const NODE = `/${ROOT}/nodes/node`
const DEFINITION = `/${ROOT}/VulnerabilityDefinitions/vulnerability`

function detect({ root }: Sample): number {
  return root?.name === ROOT ? 1 : 0
}

/** What the vulnerabilities are stands behind the nodes that have them. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'XML of InsightVM', roots: [ROOT] })
  const definitions = new Map<string, Definition>()
  const header: ReportHeader = { type: 'header', tool: 'InsightVM' }
  for await (const slice of eachNode(input, context, [SCAN, DEFINITION])) {
    if (slice.type === 'problem') continue
    const { id, endTime } = slice.node.attributes
    if (slice.path === SCAN) {
      const time = timeOf(endTime)
      if (time) header.producedAt = time
    } else if (id) definitions.set(id.toLowerCase(), definitionIn(slice.node))
  }
  const hosts = new HostScopes(header)
  for await (const slice of eachNode(input, context, [NODE])) {
    if (slice.type === 'problem') yield slice
    else yield* nodeItems(slice, hosts, definitions, header.producedAt)
  }
  yield* hosts.end()
}
