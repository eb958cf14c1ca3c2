import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { listOf, part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, vulnerabilitySchema } from './observation.ts'

export const huskyci = {
  id: 'huskyci',
  name: 'huskyCI',
  link: 'https://github.com/globocom/huskyCI',
  extensions: ['.json'],
  kinds: ['code', 'dependency', 'secret', 'config'],
  howTo: 'curl -H "Husky-Token: TOKEN" https://husky.example/analysis/RID > huskyci.json',
  detect,
  read,
} satisfies Format

/** Below the language, the tool and the severity. */
const VULNERABILITIES = '/huskyciresults/*/*/*/*'

/** What the tools printed, which is told in order in `huskyciresults`. */
const OUTPUTS = '/containers/*/cOutput'

const frameSchema = z.object({
  RID: z.string(),
  repositoryURL: text,
  repositoryBranch: text,
  finishedAt: text,
  errorFound: text,
  containers: listOf(
    z.object({ securityTest: part(z.object({ name: text })), cStatus: text, cResult: text }),
  ),
  huskyciresults: z.record(z.string(), z.unknown()).nullable(),
})

const start = z.object({
  RID: z.string(),
  repositoryURL: z.string(),
  containers: z.array(z.unknown()).nullable(),
})

function detect({ outline }: Sample): number {
  return fits(start, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const run = await jsonFrame(input, context, {
    name: "huskyCI's JSON",
    omit: [VULNERABILITIES, OUTPUTS],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'huskyCI',
    target: run.repositoryURL,
    branch: run.repositoryBranch,
    producedAt: isoTime(run.finishedAt),
  })
  yield* failuresOf(run)
  yield* shapedItems(eachElement(input, context, [VULNERABILITIES]), vulnerabilitySchema, observationOf)
}

/** A tool that did not come to its end shows nothing, which is no sign that there is nothing. */
function* failuresOf({ errorFound, containers }: z.output<typeof frameSchema>): Generator<Problem> {
  if (errorFound)
    yield loss('/errorFound', 'huskyCI came upon an error: what it did not analyse may hold more')
  for (const [index, { securityTest, cStatus, cResult }] of containers.entries())
    if (cStatus === 'error running' || cResult === 'error')
      yield loss(`/containers/${index}`, `${securityTest?.name ?? 'A test'} failed: it may have found more`)
}
