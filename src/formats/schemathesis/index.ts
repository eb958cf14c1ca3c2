import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { peek } from '../unpack/upload.ts'
import { fits } from '../values/read-schema.ts'
import { readEvents } from './events.ts'
import { readJunit } from './junit.ts'

export const schemathesis = {
  id: 'schemathesis',
  name: 'Schemathesis',
  link: 'https://schemathesis.readthedocs.io/en/stable/guides/cicd/',
  extensions: ['.xml', '.ndjson'],
  kinds: ['api'],
  howTo: 'schemathesis run https://shop.example/openapi.json --report-ndjson-path schemathesis.ndjson',
  detect,
  read,
} satisfies Format

const begin = z.object({ Initialize: z.object({ schemathesis_version: z.string() }) })

function detect({ root, head, outline }: Sample): number {
  if (root) return root.name === 'testsuites' && /<testsuite\b[^<>]*\bname="schemathesis"/.test(head) ? 1 : 0
  return fits(begin, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  yield* start.startsWith('<') ? readJunit(input, context) : readEvents(input, context)
}
