import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { loss, problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { anything, label, shaped, text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { observationOf, secretOf } from './observation.ts'
import { resultSchema } from './result.ts'

const RESULTS = '/results/*'
/** What any result about a secret has in it: the others need not be parsed twice. */
const OF_SECRETS = /"secrets"|\b(?:259|321|798)\b|"validation_state"\s*:\s*"(?!NO_VALIDATOR")/
const ERRORS = '/errors/*'
/** Lists that grow with the code and that nothing here reads. */
const UNREAD = [
  '/paths',
  '/time',
  '/explanations',
  '/skipped_rules',
  '/rules_by_engine',
  '/subprojects',
  '/profiling_results',
]

const frame = z.object({ results: z.array(z.unknown()), version: text })
const errorSchema = z.object({ type: anything, level: label, path: text, rule_id: text })

export const semgrep = {
  id: 'semgrep',
  name: 'Semgrep',
  link: 'https://semgrep.dev/docs/semgrep-appsec-platform/json-and-sarif',
  extensions: ['.json'],
  kinds: ['code', 'dependency', 'secret'],
  howTo: 'semgrep scan --config auto --json --output semgrep.json',
  detect,
  read,
} satisfies Format

const outline = z.object({
  results: z.array(z.unknown()),
  errors: z.array(z.unknown()).optional(),
  version: anything,
  paths: anything,
})

const marks = z.object({ check_id: z.string(), path: z.string() })

/**
 * The first result tells, also in a report that breaks off behind it. Before it comes, only the company of `results`, `errors` and `paths`
 * tells it from other tools.
 */
function detect(sample: Sample): number {
  const result = outline.safeParse(sample.outline)
  if (!result.success) return 0
  const { results, errors, version, paths } = result.data
  if (results.length > 0) return fits(marks, results[0]) ? 1 : 0
  if (errors === undefined) return 0
  if (paths !== undefined) return 0.95
  return version !== undefined || Object.keys(sample.outline as object).length === 2 ? 0.6 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { version } = await jsonFrame(input, context, {
    name: 'Semgrep JSON',
    omit: [RESULTS, ERRORS, ...UNREAD],
    schema: frame,
  })
  yield { type: 'header', tool: 'Semgrep', ...(version && { toolVersion: version }) }
  const hide = secretHider(
    await secretsIn(eachElement(input, context, [RESULTS], { only: OF_SECRETS }), secretsOf),
  )
  for await (const element of eachElement(input, context, [RESULTS, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS) yield scanProblem(element)
    else {
      const result = shaped(resultSchema, element)
      yield result.type === 'problem' ? result : hide(observationOf(result.value, element))
    }
  }
}

/** Another rule may match the line that holds a secret, and prints it as well. */
function secretsOf({ value }: Element): (string | undefined)[] {
  const result = resultSchema.safeParse(value)
  return result.success ? [secretOf(result.data)] : []
}

/** A file or rule that Semgrep could not use. Its message may quote source, so only its type and place are told. */
function scanProblem(element: Element): Problem {
  const { type, level, path, rule_id: rule } = readBy(errorSchema, element.value) ?? {}
  const name = Array.isArray(type) ? type[0] : type
  const place = [path && `in ${path}`, rule && `with rule ${rule}`].filter(Boolean).join(' ')
  const message = `Semgrep reports "${typeof name === 'string' ? name : 'an error'}" ${place}`.trim()
  // Warnings (a file that parses in part) are everyday; an error may have cost the run whole files or rules.
  const told = level === 'error' ? loss : problem
  return told(element.where, `${message}: what it did not analyse may hold more`)
}
