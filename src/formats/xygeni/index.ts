import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { flag, label, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { codeObservation, codeSchema } from './code.ts'
import { dependencyItems } from './dependency.ts'
import { secretObservation, secretSchema } from './secret.ts'

const LISTS = { code: '/vulnerabilities/*', secret: '/secrets/*', dependency: '/dependencies/*' }
const ERRORS = '/errors/*'
const ALL = [...Object.values(LISTS), ERRORS]

export const xygeni = {
  id: 'xygeni',
  name: 'Xygeni',
  link: 'https://docs.xygeni.io/xygeni-scanner-cli/xygeni-cli-overview',
  extensions: ['.json'],
  kinds: ['code', 'secret', 'dependency', 'malware'],
  howTo: 'xygeni scan --run="sast,secrets,deps" --dir . --format json --output xygeni.json',
  detect,
  read,
} satisfies Format

const list = z.array(z.unknown()).nullish()
const frameSchema = z
  .object({
    metadata: z.object({
      timestamp: text,
      projectName: text,
      format: z.string().regex(/-xygeni$/),
      reportProperties: part(z.object({ 'tool.version': label })),
      scm: part(z.object({ branch: text, commit: text })),
    }),
    vulnerabilities: list,
    secrets: list,
    dependencies: list,
  })
  .refine((frame) => frame.vulnerabilities ?? frame.secrets ?? frame.dependencies, {
    path: ['vulnerabilities'],
  })

function detect({ outline }: Sample): number {
  return fits(frameSchema, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { metadata } = await jsonFrame(input, context, {
    name: "Xygeni's JSON",
    omit: ALL,
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Xygeni',
    toolVersion: metadata.reportProperties?.['tool.version'],
    producedAt: isoTime(metadata.timestamp),
    branch: metadata.scm?.branch?.replace(/^origin\//, ''),
    revision: metadata.scm?.commit,
  })
  for await (const element of eachElement(input, context, ALL)) {
    if (element.type === 'problem') yield element
    else yield* itemsOf(element)
  }
}

const errorSchema = z.object({ code: label, fatal: flag })

function* itemsOf(element: Element): Generator<Item> {
  if (element.pattern === LISTS.dependency) yield* dependencyItems(element)
  else if (element.pattern === LISTS.code) {
    const one = shaped(codeSchema, element)
    yield one.type === 'problem' ? one : codeObservation(one.value, element.text)
  } else if (element.pattern === LISTS.secret) {
    const one = shaped(secretSchema, element)
    yield one.type === 'problem' ? one : secretObservation(one.value, element.text)
  } else {
    // Its words may quote the source.
    const { code = 'an error', fatal } = readBy(errorSchema, element.value) ?? {}
    const told = fatal ? loss : problem
    yield told(element.where, `Xygeni reports ${code}: what it did not analyse may hold more`)
  }
}
