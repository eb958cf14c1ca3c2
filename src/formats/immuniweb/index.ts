import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { peek } from '../unpack/upload.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { readDiscovery } from './discovery.ts'
import { readXml } from './vulnerability.ts'

export const immuniweb = {
  id: 'immuniweb',
  name: 'ImmuniWeb',
  link: 'https://www.immuniweb.com/resources/',
  extensions: ['.xml', '.json'],
  kinds: ['web', 'data', 'secret'],
  howTo:
    'In ImmuniWeb, open the project and export its vulnerabilities as XML, or Discovery’s assets as JSON.',
  detect,
  read,
} satisfies Format

const asset = z.object({ id: z.string(), section: z.string(), tab: z.string(), lastupdatedt: z.string() })
const discovery = z.record(z.string(), z.array(z.unknown()))

function detect({ root, head, outline }: Sample): number {
  if (root) return root.name === 'Vulnerabilities' && /<(?:CVSSv3|PoC|CWE-ID)\b/.test(head) ? 1 : 0
  const lists = Object.values(readBy(discovery, outline) ?? {})
  return lists.some(([first]) => fits(asset, first)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  yield* start.startsWith('<') ? readXml(input, context) : readDiscovery(input, context)
}
