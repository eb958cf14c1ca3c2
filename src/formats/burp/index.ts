import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { byWord } from '../values/by-word.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf } from './observation.ts'

export const burp = {
  id: 'burp',
  name: 'Burp Suite XML',
  link: 'https://portswigger.net/burp/documentation/desktop/automated-scanning/managing-scans/reporting-results',
  extensions: ['.xml'],
  kinds: ['web'],
  howTo: 'In Burp Suite, select the issues and choose Report issues > XML.',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'issues' && root.attributes.burpVersion !== undefined ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'Burp Suite XML', roots: ['issues'] })
  const producedAt = timeOf(attributes.exportTime)
  yield {
    type: 'header',
    tool: 'Burp Suite',
    ...(attributes.burpVersion && { toolVersion: attributes.burpVersion }),
    ...(producedAt && { producedAt }),
  }
  const sites = new Set<string>()
  for await (const slice of eachNode(input, context, ['/issues/issue'])) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    const host = child(slice.node, 'host')
    yield* newSite(textOf(host), sites, { ip: host?.attributes.ip })
    yield observationOf(slice.node) ?? loss(slice.where, 'left out, because it has neither type nor name')
  }
}

/** Hours east of Greenwich of the zones that people export from; those of other names leave the time unsaid. */
const ZONES: Record<string, string> = byWord({
  UTC: 'Z',
  GMT: 'Z',
  WET: 'Z',
  WEST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  EDT: '-04:00',
  EST: '-05:00',
  CDT: '-05:00',
  MDT: '-06:00',
  MST: '-07:00',
  PDT: '-07:00',
  PST: '-08:00',
})

/** `Sat Sep 13 22:39:44 CEST 2014`, as Java writes it. */
function timeOf(text: string | undefined): string | undefined {
  const [, day, clock, zone = '', year] =
    /^\w{3} (\w{3} \d{1,2}) (\d{2}:\d{2}:\d{2}) (\S+) (\d{4})$/.exec(text?.trim() ?? '') ?? []
  if (!day) return isoTime(text)
  const offset = Object.hasOwn(ZONES, zone) ? ZONES[zone] : /^(?:GMT)?([+-]\d{2}:\d{2})$/.exec(zone)?.[1]
  return offset && isoTime(`${day} ${year} ${clock} ${offset === 'Z' ? 'UTC' : offset}`)
}
