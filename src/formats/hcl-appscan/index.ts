import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { newSite } from '../values/web-address.ts'
import { issueTypeOf, observationsOf } from './observation.ts'
import { surroundings } from './surroundings.ts'

const ISSUE = '/xml-report/issue-group/item'

export const hclAppscan = {
  id: 'hcl-appscan',
  name: 'HCL AppScan',
  link: 'https://help.hcltechsw.com/appscan/',
  extensions: ['.xml'],
  kinds: ['code', 'config', 'web', 'dependency'],
  howTo:
    'Application → Reports → Security report → XML (AppScan on Cloud), File → Export → Scan results as XML (AppScan Standard)',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  if (root?.name !== 'xml-report') return 0
  return /^AppScan/.test(root.attributes.name ?? '') || root.attributes.AsocXmlExportVersion ? 1 : 0
}

/** Two passes: an issue's names, addresses and advice are in groups of their own, before it or behind. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const root = await xmlRoot(input, context, { name: 'HCL AppScan XML', roots: ['xml-report'] })
  const around = await surroundings(input, context, root)
  yield around.header
  const sites = new Set<string>()
  for await (const slice of eachNode(input, context, [ISSUE])) {
    if (slice.type === 'problem') yield slice
    else if (!issueTypeOf(slice.node) && !textOf(slice.node, 'issue-type-name'))
      yield loss(slice.where, 'this issue has no type and is left out')
    else
      for (const observation of observationsOf(slice.node, around)) {
        yield* newSite(observation.endpoint?.url, sites)
        yield observation
      }
  }
}
