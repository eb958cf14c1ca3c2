import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachListed, firstListed, isRecordPerLine } from '../syntax/json-list.ts'
import { asObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { itemOf } from './item.ts'
import { nodeSchema, projectOf, toldByNode } from './node.ts'

// https://docs.gitlab.com/api/graphql/reference/#vulnerability, https://docs.gitlab.com/api/project_vulnerabilities,
// https://docs.gitlab.com/api/vulnerability_findings

const HOLDERS = ['', '/project', '/group', '/instanceSecurityDashboard'].map((holder) => `/data${holder}`)
const LISTS = ['vulnerabilities', 'securityReportFindings']
const MEMBERS = HOLDERS.flatMap((holder) => LISTS.map((list) => `${holder}/${list}/nodes/*`))

const words = { severity: z.string(), state: z.string() }
const mark = z.union([
  z.object({ ...words, title: z.string(), reportType: z.string() }),
  z.object({ ...words, title: z.string(), report_type: z.string() }),
  z.object({ ...words, name: z.string(), report_type: z.string() }),
])

export const isAnswer = (outline: unknown): boolean => fits(mark, firstListed(outline, MEMBERS))

export async function* readAnswer(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const list = { name: "an answer of GitLab's API", members: MEMBERS }
  let target: string | undefined
  let begun = false
  for await (const element of eachListed(input, context, list)) {
    const node = element.type === 'problem' ? element : shaped(nodeSchema, element)
    const project = node.type === 'problem' ? undefined : projectOf(node.value)
    if (!begun || (project !== undefined && project !== target))
      yield { type: 'header', tool: 'GitLab', ...(project !== undefined && { target: project }) }
    begun = true
    target = project ?? target
    if (node.type === 'problem') yield node
    else if (element.type === 'element') yield itemOf(toldByNode(node.value), element)
  }
  if (!begun) yield { type: 'header', tool: 'GitLab' }
  yield* gaps(input, context)
}

/** What a single answer says of its other pages, and of what failed. */
async function* gaps(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if ((await firstCharacter(input)) !== '{' || (await isRecordPerLine(input, context))) return
  const frame = await jsonFrame(input, context, {
    name: "an answer of GitLab's API",
    omit: MEMBERS,
    schema: z.looseObject({ errors: z.array(z.unknown()).nullish().catch(undefined) }),
  })
  const data = asObject(frame.data)
  for (const holder of [data, ...Object.values(data ?? {}).map(asObject)])
    for (const name of LISTS)
      if (asObject(asObject(holder?.[name])?.pageInfo)?.hasNextPage === true)
        yield loss(`/data/…/${name}/pageInfo`, 'the list goes on in another page, which is not in this file')
  for (const index of (frame.errors ?? []).keys())
    yield loss(`/errors/${index}`, 'the API reports an error: part of the answer is missing')
}
