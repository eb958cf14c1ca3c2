import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, opening, type Target } from './finding.ts'

export const ROOTS = ['niktoscan', 'niktoscans']

/** The runs stand in the root, or the root is the run. */
const below = (path: string): string[] => ['/*', '/*/niktoscan'].map((run) => `${run}${path}`)

const RUNS = below('/@')
const HOSTS = below('/scandetails/@')
const ITEMS = below('/scandetails/item')

export async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Nikto XML', roots: ROOTS })
  const known = new Set<string>()
  let version: string | undefined
  let target: Target | undefined
  for await (const slice of eachNode(input, context, [...RUNS, ...HOSTS, ...ITEMS])) {
    if (slice.type === 'problem') yield slice
    else if (RUNS.includes(slice.path)) version = slice.node.attributes.version ?? version
    else if (HOSTS.includes(slice.path)) {
      target = targetIn(slice.node, version)
      yield* opening(target, known)
    } else yield itemOf(slice.node, slice.where, target ?? {})
  }
  if (!target) yield* opening({ version }, known)
}

function targetIn({ attributes }: Node, version: string | undefined): Target {
  const { targetip, targethostname, targetport, targetbanner, sitename, starttime } = attributes
  return {
    host: targethostname,
    ip: targetip,
    port: targetport,
    banner: targetbanner,
    site: sitename,
    version,
    producedAt: isoTime(starttime),
  }
}

function itemOf(node: Node, where: string, target: Target): Item {
  const message = textOf(node, 'description')
  if (!message) return loss(where, 'left out, because it has no description')
  const link = textOf(node, 'namelink')
  return observationOf(
    {
      id: node.attributes.id,
      method: node.attributes.method,
      url: textOf(node, 'uri'),
      message,
      osvdb: node.attributes.osvdbid,
      references: textOf(node, 'references') ?? node.attributes.references,
      link: link && /^https?:\/\/[^:/]/.test(link) ? link : undefined,
      raw: xmlText(node),
    },
    target,
  )
}
