import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { fits } from '../values/read-schema.ts'
import { readVersion2 } from './v2.ts'
import { readVersion3 } from './v3.ts'

export const spdx = {
  id: 'spdx',
  name: 'SPDX',
  link: 'https://spdx.dev/use/specifications/',
  extensions: ['.spdx.json', '.spdx', '.json'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'syft scan dir:. -o spdx-json > bom.spdx.json',
  detect,
  read,
} satisfies Format

function detect({ head, outline, syntax }: Sample): number {
  if (syntax !== 'json' && syntax !== 'ndjson') return /^SPDXVersion:\s*SPDX-2/m.test(head) ? 1 : 0
  const fields = (outline ?? {}) as Record<string, unknown>
  if (typeof fields.spdxVersion === 'string' && fields.spdxVersion.startsWith('SPDX-')) return 1
  if (isVersion3(fields['@context'])) return 1
  // Where the document breaks off before it says its version, its ids do.
  return fields.SPDXID === 'SPDXRef-DOCUMENT' || fits(packagesSchema, fields.packages) ? 0.9 : 0
}

const packagesSchema = z.tuple([z.object({ SPDXID: z.string().startsWith('SPDXRef-') })], z.unknown())

const isVersion3 = (context: unknown): boolean =>
  [context].flat().some((entry) => typeof entry === 'string' && entry.includes('spdx.org/rdf/3'))

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await versionOf(input, context)) === 3 ? readVersion3(input, context) : readVersion2(input, context)
}

/** By the first member that tells; the reader of version 2 refuses what tells nothing. */
async function versionOf(input: Input, context: ReadContext): Promise<2 | 3> {
  if ((await firstCharacter(input)) !== '{') return 2
  for await (const element of eachElement(input, context, ['/spdxVersion', '/@context', '/@graph/0'])) {
    if (element.type === 'problem') continue
    if (element.pattern !== '/spdxVersion') return 3
    return String(element.value).startsWith('SPDX-3') ? 3 : 2
  }
  return 2
}
