import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { peek } from '../unpack/upload.ts'
import { readJson } from './json.ts'
import { readXml } from './xml.ts'

export const wapiti = {
  id: 'wapiti',
  name: 'Wapiti',
  link: 'https://github.com/wapiti-scanner/wapiti#usage',
  extensions: ['.json', '.xml'],
  kinds: ['web'],
  howTo: 'wapiti --url https://shop.example --format json --output wapiti.json',
  detect,
  read,
} satisfies Format

const classification = z.object({ desc: z.string(), sol: z.string() })
const whole = z.object({
  classifications: z
    .record(z.string(), z.unknown())
    .refine((all) => Object.values(all).some((one) => classification.safeParse(one).success)),
  vulnerabilities: z.record(z.string(), z.unknown()),
})

function detect({ root, head, outline }: Sample): number {
  if (root) return root.name === 'report' && /wapiti/i.test(head.slice(0, 2000)) ? 1 : 0
  return whole.safeParse(outline).success ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  yield* start.startsWith('<') ? readXml(input, context) : readJson(input, context)
}
