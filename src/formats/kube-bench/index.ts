import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { asList } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { controlsSchema, groupSchema, isPassed, observationOf, resultSchema } from './observation.ts'

const MEMBERS = ['/Controls/*']

export const kubeBench = {
  id: 'kube-bench',
  name: 'kube-bench',
  link: 'https://github.com/aquasecurity/kube-bench/blob/main/docs/running.md',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'kube-bench run --json > kube-bench.json',
  detect,
  read,
} satisfies Format

const known = z.object({
  version: z.string(),
  text: z.string(),
  node_type: z.string(),
  tests: z.array(z.unknown()).nullable(),
})
const totals = z.object({ Controls: z.unknown(), Totals: z.object({ total_pass: z.number() }) })

function detect({ outline }: Sample): number {
  if (fits(known, firstListed(outline, MEMBERS))) return 1
  return fits(totals, outline) ? 1 : 0
}

/** Today's report is one object, before 0.6 it was a list, before 0.3 one object a line. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const header: ReportHeader = { type: 'header', tool: 'kube-bench' }
  let told = false
  for await (const element of eachListed(input, context, {
    name: "kube-bench's JSON",
    members: MEMBERS,
    isElement: (value) => fits(known, value),
  })) {
    if (!told) yield header
    told = true
    if (element.type === 'problem') yield element
    else yield* itemsOf(element)
  }
  if (!told) yield header
}

function* itemsOf(element: Element): Generator<Item> {
  const controls = shaped(controlsSchema, element)
  if (controls.type === 'problem') {
    yield controls
    return
  }
  for (const [at, value] of asList(controls.value.tests).entries()) {
    const where = `${element.where}/tests/${at}`
    const group = shaped(groupSchema, { where, value })
    if (group.type === 'problem') {
      yield group
      continue
    }
    for (const [index, one] of asList(group.value.results).entries()) {
      const result = shaped(resultSchema, { where: `${where}/results/${index}`, value: one })
      if (result.type === 'problem') yield result
      else if (isPassed(result.value)) continue
      else if (/^INFO$/i.test(result.value.status) && result.value.type?.toLowerCase() === 'skip')
        yield problem(`${where}/results/${index}`, `kube-bench skipped the test ${result.value.test_number}`)
      else yield observationOf(result.value, group.value, controls.value, JSON.stringify(one))
    }
  }
}
