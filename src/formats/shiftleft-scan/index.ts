import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { isPassed, observationOf } from '../sarif/observation.ts'
import { headerOf, Run } from '../sarif/run.ts'
import { runProblems } from '../sarif/run-problems.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { asList, isObject } from '../values/fields.ts'
import { fits } from '../values/read-schema.ts'

export const shiftleftScan = {
  id: 'shiftleft-scan',
  name: 'ShiftLeft Scan',
  link: 'https://github.com/ShiftLeftSecurity/sast-scan',
  extensions: ['.json'],
  kinds: [
    'code',
    'dependency',
    'secret',
    'config',
    'license',
    'pipeline',
    'container',
    'api',
    'web',
    'malware',
  ],
  howTo: 'scan --src . --out_dir reports',
  detect,
  read,
} satisfies Format

const outline = z.object({
  tool: z.object({ driver: z.object({ name: z.string() }) }),
  conversion: z.unknown(),
  results: z.array(z.unknown()),
})

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 0.95 : 0
}

/** The runs of several tools, one a line, each as SARIF has them but without the log around. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  for await (const element of eachRecord(input, context))
    if (element.type === 'problem') yield element
    else yield* itemsOfRun(element)
}

function* itemsOfRun({ value, where }: Element): Generator<Item> {
  if (!isObject(value) || !isObject(value.tool)) {
    yield loss(where, 'this line is no run of a tool and is left out')
    return
  }
  const run = new Run(value, true)
  yield headerOf(value)
  for (const [index, result] of asList(value.results).entries())
    if (!isObject(result))
      yield loss(`${where}/results/${index}`, 'this result is not an object and is left out')
    else if (!isPassed(result)) yield observationOf(result, JSON.stringify(result), run)
  yield* runProblems(value, where)
}
