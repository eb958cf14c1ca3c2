import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider } from '../hide-secrets.ts'
import { loss } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { isObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { commitSchema, v2Items } from './version-2.ts'
import { addSecrets, resultSchema, secretSchema, v3Items } from './version-3.ts'

export const trufflehog = {
  id: 'trufflehog',
  name: 'TruffleHog',
  link: 'https://github.com/trufflesecurity/trufflehog#readme',
  extensions: ['.json', '.jsonl'],
  kinds: ['secret'],
  howTo: 'trufflehog git file://. --json > trufflehog.jsonl',
  silentWhenClean: true,
  detect,
  read,
} satisfies Format

const known = z.union([
  z.object({ SourceMetadata: z.object({}), DetectorName: z.string(), Raw: z.string() }),
  z.object({ stringsFound: z.array(z.string()), reason: z.string(), printDiff: z.string() }),
  // truffleHog3 wrote the same before its version 3, without the diff.
  z.object({
    stringsFound: z.array(z.string()),
    reason: z.string(),
    commitHash: z.string(),
    branch: z.string(),
  }),
  // What it logs stands between the results where both go into one file.
  z.object({ logger: z.literal('trufflehog'), msg: z.string() }),
])

function detect({ outline }: Sample): number {
  return fits(known, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const logSchema = z.object({
  level: z.string(),
  msg: z.string(),
  trufflehog_version: z.string().optional().catch(undefined),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { secrets, version } = await firstLook(input, context)
  yield { type: 'header', tool: 'TruffleHog', ...(version && { toolVersion: version }) }
  const hide = secretHider(secrets)
  const images = new Set<string>()
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') yield element
    else
      for (const item of itemsOf(element)) {
        if (item.type === 'asset') {
          if (images.has(item.name)) continue
          images.add(item.name)
        }
        yield item.type === 'observation' ? hide(item) : item
      }
  }
}

/** One secret stands in several fields of a result, and in whatever else its detector tells. The version is logged at the end. */
async function firstLook(input: Input, context: ReadContext) {
  const secrets = new Set<string>()
  let version: string | undefined
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') continue
    version ??= logIn(element)?.trufflehog_version
    const result = readBy(secretSchema, element.value)
    if (result) addSecrets(secrets, result)
    else for (const secret of commitIn(element)?.stringsFound ?? []) secrets.add(secret)
  }
  return { secrets, version }
}

function* itemsOf(element: Element): Generator<Item> {
  const commit = commitIn(element)
  const log = logIn(element)
  if (commit) yield* v2Items(commit)
  else if (!log) {
    const result = shaped(resultSchema, element)
    yield* result.type === 'problem' ? [result] : v3Items(result.value, element)
  } else if (/^(?:error|fatal)/.test(log.level))
    yield loss(element.where, 'TruffleHog logged an error: what it did not scan may hold more')
}

// Most records are results, which one member tells.

const commitIn = ({ value }: Element) =>
  isObject(value) && value.stringsFound !== undefined ? readBy(commitSchema, value) : undefined

const logIn = ({ value }: Element) =>
  isObject(value) && value.level !== undefined ? readBy(logSchema, value) : undefined
