import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachListed, firstListed, isRecordPerLine } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { asObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import {
  configurationRow,
  configurationSchema,
  issueRow,
  issueSchema,
  vulnerabilityRow,
  vulnerabilitySchema,
} from './api-node.ts'
import { issueItem, type RowItem } from './issue.ts'
import { vulnerabilityItem } from './vulnerability.ts'

// Answers of Wiz's GraphQL API, whose fields are those of the tables under other names.
// https://win.wiz.io/reference/pull-issues, https://win.wiz.io/reference/pull-vulnerability-findings

const QUERIES = ['issues', 'issuesV2', 'vulnerabilityFindings', 'configurationFindings']
const MEMBERS = QUERIES.flatMap((query) => [`/data/${query}/nodes/*`, `/${query}/nodes/*`])

const isIssue = z.object({
  id: z.string(),
  severity: z.string(),
  status: z.string(),
  entitySnapshot: z.object({}),
})
const isVulnerability = z.object({ id: z.string(), detailedName: z.string(), vulnerableAsset: z.object({}) })
const isConfiguration = z.object({
  id: z.string(),
  result: z.string(),
  rule: z.object({}),
  resource: z.object({}),
})

const answer = z.union(QUERIES.map((query) => z.object({ [query]: z.object({ nodes: z.tuple([]) }) })))

/** Whether a document is an answer of the API, whatever was asked for, or a list of its nodes. */
export function isAnswer(outline: unknown): boolean {
  const first = firstListed(outline, MEMBERS)
  if (first === undefined) return fits(answer, asObject(outline)?.data)
  return [isIssue, isVulnerability, isConfiguration].some((schema) => fits(schema, first))
}

export async function* readAnswer(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Wiz' }
  const once = eachOnce()
  const list = { name: "an answer of Wiz's API", members: MEMBERS }
  for await (const element of eachListed(input, context, list)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const told = rowItemOf(element)
    if (!told) continue
    yield* once([told.claim])
    yield told.item
  }
  yield* gaps(input, context)
}

/** Undefined for a rule that a resource follows. */
function rowItemOf({
  value,
  where,
  text,
}: {
  value: unknown
  where: string
  text: string
}): RowItem | undefined {
  const isOf = (schema: z.ZodType) => fits(schema, value)
  if (isOf(isVulnerability)) {
    const node = shaped(vulnerabilitySchema, { value, where })
    return node.type === 'problem'
      ? { claim: undefined, item: node }
      : vulnerabilityItem({ type: 'row', where, text, row: vulnerabilityRow(node.value) })
  }
  if (isOf(isConfiguration)) {
    const node = shaped(configurationSchema, { value, where })
    if (node.type === 'problem') return { claim: undefined, item: node }
    if (/^pass$/i.test(node.value.result ?? '')) return undefined
    return issueItem({ type: 'row', where, text, row: configurationRow(node.value) })
  }
  const node = shaped(issueSchema, { value, where })
  return node.type === 'problem'
    ? { claim: undefined, item: node }
    : issueItem({ type: 'row', where, text, row: issueRow(node.value) })
}

/** What a single answer says of its other pages, and of what failed. */
async function* gaps(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if ((await firstCharacter(input)) !== '{' || (await isRecordPerLine(input, context))) return
  const frame = await jsonFrame(input, context, {
    name: "an answer of Wiz's API",
    omit: MEMBERS,
    schema: z.looseObject({ errors: z.array(z.unknown()).nullish().catch(undefined) }),
  })
  const data = asObject(frame.data) ?? frame
  for (const query of QUERIES)
    if (asObject(asObject(asObject(data)?.[query])?.pageInfo)?.hasNextPage === true)
      yield loss(`/data/${query}/pageInfo`, 'the list goes on in another page, which is not in this file')
  for (const index of (frame.errors ?? []).keys())
    yield loss(`/errors/${index}`, 'the API reports an error: part of the answer is missing')
}
