import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { label, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const list = z.array(z.unknown()).nullish()

const fileSchema = z.object({
  filename: needed,
  namespace: text,
  failures: list,
  warnings: list,
  exceptions: list,
})

/** What a policy says beside its message is up to its author: these names are common. */
const metadata = z.object({
  query: text,
  id: label,
  code: label,
  title: text,
  description: text,
  details: text,
  severity: text,
  remediation: text,
  url: texts,
  link: texts,
  references: texts,
})

const resultSchema = z.object({ msg: needed, metadata: part(metadata) })

const LISTS = { failures: 'failure', warnings: 'warning', exceptions: 'exception' } as const
type Level = (typeof LISTS)[keyof typeof LISTS]

/** What a namespace's policies say of one file. */
export function* fileItems(element: Element): Generator<Observation | Problem> {
  const file = shaped(fileSchema, element)
  if (file.type === 'problem') {
    yield file
    return
  }
  const { filename, namespace } = file.value
  for (const [name, level] of Object.entries(LISTS))
    for (const [index, value] of (file.value[name as keyof typeof LISTS] ?? []).entries()) {
      const result = shaped(resultSchema, { where: `${element.where}/${name}/${index}`, value })
      const raw = JSON.stringify({ filename, namespace, [name]: [value] })
      yield result.type === 'problem'
        ? result
        : observationOf({ filename, namespace, level }, result.value, raw)
    }
}

interface Of {
  filename: string
  namespace: string | undefined
  level: Level
}

function observationOf(of: Of, { msg, metadata }: z.output<typeof resultSchema>, raw: string): Observation {
  const { query, severity, remediation } = metadata ?? {}
  return observe({
    kind: 'config',
    rule: metadata?.id ?? metadata?.code ?? query ?? of.namespace ?? of.level,
    title: metadata?.title ?? msg,
    description:
      [metadata?.title && msg, metadata?.description, metadata?.details].filter(Boolean).join('\n\n') ||
      undefined,
    // A policy denies or warns.
    severity: severityOfWord(
      severity ?? { failure: 'error', warning: 'warning', exception: undefined }[of.level],
    ),
    toolSeverity: severity ?? of.level,
    location: { path: relativePath(of.filename) },
    references: [...(metadata?.url ?? []), ...(metadata?.link ?? []), ...(metadata?.references ?? [])],
    remediation,
    verdict:
      of.level === 'exception'
        ? { state: 'accepted', reason: 'an exception of the policy', source: 'conftest-exception' }
        : undefined,
    tags: [of.namespace, query].filter((tag) => tag !== undefined),
    raw,
  })
}
