import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf } from './observation.ts'

const VULN = '/VulnSummary/VulnList/Vuln'
const FACTS = ['AppVersion', 'ScanName', 'ScanStarted', 'ScanEnded', 'UTCOffset'].map(
  (name) => `/VulnSummary/${name}`,
)

export const appspider = {
  id: 'appspider',
  name: 'AppSpider',
  link: 'https://docs.rapid7.com/appspider/appspider-pro-reports/',
  extensions: ['.xml'],
  kinds: ['web'],
  howTo: 'In AppSpider, open the scan’s report folder: VulnerabilitiesSummary.xml.',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'VulnSummary' ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'AppSpider XML', roots: ['VulnSummary'] })
  const facts: Record<string, string | undefined> = {}
  for await (const slice of eachNode(input, context, FACTS))
    if (slice.type === 'node') facts[slice.node.name] = textOf(slice.node)
  const offset = zoneOf(facts.UTCOffset)
  const producedAt = isoTime(`${facts.ScanEnded ?? facts.ScanStarted ?? ''} ${offset}`.trim())
  yield {
    type: 'header',
    tool: 'AppSpider',
    ...(facts.AppVersion && { toolVersion: facts.AppVersion }),
    ...(facts.ScanName && { target: facts.ScanName }),
    ...(producedAt && { producedAt }),
  }
  const sites = new Set<string>()
  for await (const slice of eachNode(input, context, [VULN])) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    yield* newSite(textOf(slice.node, 'WebSite'), sites, { ip: textOf(slice.node, 'WebSiteIP') })
    yield observationOf(slice.node, offset) ?? loss(slice.where, 'left out, because it has no type')
  }
}

/** Hours east of Greenwich as a zone: `-5` is `-05:00`. */
function zoneOf(hours: string | undefined): string {
  const [, sign = '', whole] = /^([+-]?)(\d{1,2})$/.exec(hours?.trim() ?? '') ?? []
  return whole ? `${sign || '+'}${whole.padStart(2, '0')}:00` : ''
}
