import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fits } from '../values/read-schema.ts'
import { itemsOf } from './items.ts'
import { statementsIn } from './statement.ts'

export const inToto = {
  id: 'in-toto',
  name: 'in-toto attestation',
  link: 'https://github.com/in-toto/attestation/tree/main/spec',
  extensions: ['.intoto.jsonl', '.jsonl', '.sigstore', '.sigstore.json', '.json'],
  kinds: [
    'dependency',
    'container',
    'malware',
    'pipeline',
    'code',
    'secret',
    'config',
    'license',
    'web',
    'api',
  ],
  howTo: 'cosign download attestation registry.example/shop:1.2 > shop.intoto.jsonl',
  detect,
  read,
} satisfies Format

const envelope = z.object({ payloadType: z.literal('application/vnd.in-toto+json'), payload: z.string() })
const statement = z.object({ _type: z.string().startsWith('https://in-toto.io/Statement/') })
const bundle = z.object({ dsseEnvelope: envelope })
const known = z.union([envelope, statement, bundle, z.object({ bundle })])

/** A log of attestations, one envelope, bundle or bare statement; what registries answer has them in a list. */
function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  const list = (first as { attestations?: unknown } | undefined)?.attestations
  return fits(known, Array.isArray(list) ? list[0] : first) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let some = false
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    for (const found of statementsIn(element)) {
      if (found.type === 'statement') {
        if (!some) yield { type: 'header', tool: 'in-toto' }
        some = true
        yield* itemsOf(found, context)
      } else if (some) yield found
      else throw notOne()
    }
  }
  if (!some) throw notOne()
}

const notOne = () =>
  new UnreadableReport(
    'broken',
    'This does not read as an in-toto attestation: it holds no envelope and no statement. Choose the right format.',
  )
