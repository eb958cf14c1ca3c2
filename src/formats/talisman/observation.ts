import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { secretInMatch } from '../values/secret-in-match.ts'

const list = z.array(z.unknown()).nullish()

const fileSchema = z.object({
  filename: needed,
  failure_list: list,
  warning_list: list,
  ignore_list: list,
})

const failureSchema = z.object({ type: needed, message: text, severity: text, commits: texts })

type Failure = z.output<typeof failureSchema>

const LISTS = ['failure_list', 'warning_list', 'ignore_list'] as const
type List = (typeof LISTS)[number]

/** What the report says of one file: failures, warnings, and what `.talismanrc` ignores. */
export function* fileItems(element: Element): Generator<Observation | Problem> {
  const file = shaped(fileSchema, element)
  if (file.type === 'problem') {
    yield file
    return
  }
  const { filename } = file.value
  for (const list of LISTS)
    for (const [index, value] of (file.value[list] ?? []).entries()) {
      const failure = shaped(failureSchema, { where: `${element.where}/${list}/${index}`, value })
      const raw = JSON.stringify({ filename, [list]: [value] })
      yield failure.type === 'problem' ? failure : observationOf(filename, list, failure.value, raw)
    }
}

/** The secrets in a file's messages: each file's element holds several. */
export function secretsOf({ value }: Element): (string | undefined)[] {
  const file = fileSchema.safeParse(value)
  if (!file.success) return []
  const failures = LISTS.flatMap((list) => file.data[list] ?? [])
  return failures.map((failure) => messageOf(readBy(failureSchema, failure)?.message).secret)
}

function observationOf(filename: string, list: List, failure: Failure, raw: string): Observation {
  const { type, message, severity, commits } = failure
  const { check, secret } = messageOf(message)
  return observe({
    kind: type === 'filesize' ? 'code' : 'secret',
    rule: check ?? type,
    title: check ?? message ?? type,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: { path: relativePath(filename) },
    secret,
    verdict:
      list === 'ignore_list'
        ? { state: 'accepted', reason: 'ignored by .talismanrc', source: 'talisman-ignore' }
        : undefined,
    tags: [
      type,
      ...(list === 'warning_list' ? ['warning'] : []),
      ...commits.map((commit) => `commit:${commit}`),
    ],
    raw,
  })
}

/** Checks of content name themselves and print what they found: `Expected file to … such as: FOUND`, `Potential secret pattern : FOUND`. */
function messageOf(message: string | undefined): { check?: string; secret?: string } {
  const [, check, found] =
    /^(Expected file to .*?) such as: ([\s\S]+)$/.exec(message ?? '') ??
    /^(Potential secret pattern) : ([\s\S]+)$/.exec(message ?? '') ??
    []
  if (check === undefined || found === undefined) return {}
  // What is long is cut.
  const secret = secretInMatch(found.replace(/\.\.\.$/, ''))
  return { check, ...(secret !== undefined && { secret }) }
}
