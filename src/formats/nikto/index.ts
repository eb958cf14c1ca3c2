import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { peek } from '../unpack/upload.ts'
import { fits } from '../values/read-schema.ts'
import { CSV_START, readCsv } from './csv.ts'
import { readJson } from './json.ts'
import { ROOTS, readXml } from './xml.ts'

export const nikto = {
  id: 'nikto',
  name: 'Nikto',
  link: 'https://github.com/sullo/nikto/wiki/Export-Formats',
  extensions: ['.json', '.xml', '.csv'],
  kinds: ['web'],
  howTo: 'nikto -host https://shop.example -Format json -output nikto.json',
  detect,
  read,
} satisfies Format

const named = z.object({ host: z.string(), ip: z.string(), port: z.union([z.string(), z.number()]) })
const finding = z.object({ id: z.string(), method: z.string(), url: z.string(), msg: z.string() })
const some = named.extend({ vulnerabilities: z.tuple([finding], z.unknown()) })
const none = named.extend({ vulnerabilities: z.tuple([]) })

function detect({ root, head, outline }: Sample): number {
  if (root) return ROOTS.includes(root.name) ? 1 : 0
  if (CSV_START.test(head.trimStart())) return 1
  const host = Array.isArray(outline) ? outline[0] : outline
  if (fits(some, host)) return 1
  const banner = z.union([z.object({ banner: z.string() }), z.object({ server_banner: z.string() })])
  return fits(none, host) && fits(banner, host) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  if (start.startsWith('<')) yield* readXml(input, context)
  else if (CSV_START.test(start)) yield* readCsv(input, context)
  else yield* readJson(input, context)
}
