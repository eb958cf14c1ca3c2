import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes, portIn } from '../values/scanned-host.ts'
import { serverObservations, serverSchema } from './server.ts'

export const sshAudit = {
  id: 'ssh-audit',
  name: 'ssh-audit',
  link: 'https://github.com/jtesta/ssh-audit#readme',
  extensions: ['.json'],
  kinds: ['runtime'],
  howTo: 'ssh-audit --json shop.example > ssh-audit.json',
  detect,
  read,
} satisfies Format

const known = z.object({ banner: z.unknown(), kex: z.array(z.unknown()), mac: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  return Object.hasOwn(Object(first), 'banner') && fits(known, first) ? 1 : 0
}

/** One server, or a list of them (`--targets`). */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const isList = (await firstCharacter(input)) === '['
  if (!isList) await jsonFrame(input, context, { name: "ssh-audit's JSON", omit: [], schema: known })
  const hosts = new HostScopes({ type: 'header', tool: 'ssh-audit' })
  for await (const element of eachElement(input, context, [isList ? '/*' : ''])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const server = shaped(serverSchema, element)
    if (server.type === 'problem') {
      yield server
      continue
    }
    const { target, banner } = server.value
    const [, host = '', port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(target ?? '') ?? []
    const place = { host: host || 'unknown host', port: portIn(port) ?? 22 }
    yield* hosts.enter(place.host, { ssh: banner?.software })
    yield* serverObservations(server.value, place)
  }
  yield* hosts.end()
}
