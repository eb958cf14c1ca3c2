import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { HostScopes, portIn } from '../values/scanned-host.ts'
import { flawsOf } from './flaws.ts'

export const sslscan = {
  id: 'sslscan',
  name: 'sslscan',
  link: 'https://github.com/rbsec/sslscan#readme',
  extensions: ['.xml'],
  kinds: ['runtime'],
  howTo: 'sslscan --xml=sslscan.xml shop.example:443',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'document' && /^SSLScan Results/i.test(root.attributes.title ?? '') ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: "sslscan's XML", roots: ['document'] })
  const { version } = attributes
  const hosts = new HostScopes({ type: 'header', tool: 'sslscan', ...(version && { toolVersion: version }) })
  for await (const slice of eachNode(input, context, ['/document/ssltest', '/document/error'])) {
    if (slice.type === 'problem') yield slice
    else if (slice.node.name === 'error')
      yield loss(slice.where, 'sslscan reports an error: what it could not test may be weak')
    else {
      const { host, port } = slice.node.attributes
      if (!host) {
        yield loss(slice.where, 'this test names no host and is left out')
        continue
      }
      yield* hosts.enter(host)
      yield* flawsOf(slice.node, { host, port: portIn(port) ?? 443 })
    }
  }
  yield* hosts.end()
}
