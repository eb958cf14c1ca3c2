import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { flag, label, listOf, needed, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'

const BUGS = '/bugs/*'

export const restler = {
  id: 'restler',
  name: 'RESTler',
  link: 'https://github.com/microsoft/restler-fuzzer/blob/main/docs/user-guide/BugBuckets.md',
  extensions: ['.json'],
  kinds: ['api'],
  howTo:
    'restler fuzz --grammar_file grammar.py …; the bug_buckets folder holds one JSON file a bug, and Bugs.json.',
  detect,
  read,
} satisfies Format

const summary = z.object({ filepath: z.string(), reproducible: z.boolean(), checker_name: z.string() })
const detail = z.object({
  checker_name: z.string(),
  verb: z.string(),
  endpoint: z.string(),
  request_sequence: z.array(z.unknown()),
})

const marks = z.object({ bugs: z.tuple([summary], z.unknown()) })

function detect({ outline }: Sample): number {
  if (fits(detail, outline)) return 1
  return fits(marks, outline) ? 1 : 0
}

const bugSchema = z.object({
  checker_name: needed,
  reproducible: flag,
  error_code: label,
  status_code: label,
  status_text: text,
  verb: text,
  endpoint: text,
  filepath: text,
  request_sequence: listOf(z.object({ replay_request: text, response: text })),
})

/** The file of one bug, or the list of all, which names only the files. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const damage: Problem[] = []
  const frame = await jsonFrame(input, context, {
    damage,
    name: 'a RESTler bug',
    omit: [BUGS],
    schema: z.union([z.object({ bugs: z.array(z.unknown()) }), detail.loose()]),
  })
  yield { type: 'header', tool: 'RESTler' }
  if (!('bugs' in frame)) {
    yield* damage
    yield itemOf('', frame, JSON.stringify(frame))
    return
  }
  for await (const element of eachElement(input, context, [BUGS]))
    yield element.type === 'problem' ? element : itemOf(element.where, element.value, element.text)
}

function itemOf(where: string, value: unknown, raw: string): Item {
  const bug = shaped(bugSchema, { where, value })
  return bug.type === 'problem' ? bug : observationOf(bug.value, raw)
}

function observationOf(bug: z.output<typeof bugSchema>, raw: string): Observation {
  const code = bug.status_code ?? bug.error_code
  const last = bug.request_sequence.at(-1)
  const steps = bug.request_sequence.map(({ replay_request }) => replay_request?.split(/\r?\n/, 1)[0] ?? '…')
  return observe({
    kind: 'api',
    rule: code ? `${bug.checker_name}_${code}` : bug.checker_name,
    title: [bug.checker_name, code, bug.verb, bug.endpoint].filter(Boolean).join(' '),
    description: steps.length > 0 ? `Requests that lead to it:\n${steps.join('\n')}` : undefined,
    severity: 'unknown',
    confidence: bug.reproducible === undefined ? undefined : bug.reproducible ? 'high' : 'low',
    endpoint: bug.endpoint
      ? {
          url: bug.endpoint,
          method: bug.verb,
          request: last?.replay_request,
          response: last?.response,
          evidence: [code, bug.status_text].filter(Boolean).join(' ') || undefined,
        }
      : undefined,
    resource: !bug.endpoint && bug.filepath ? { address: bug.filepath, type: 'bug' } : undefined,
    tags: bug.reproducible === undefined ? [] : [bug.reproducible ? 'reproducible' : 'not reproducible'],
    raw,
  })
}
