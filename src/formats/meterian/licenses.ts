import { z } from 'zod'
import type { Item } from '../contract.ts'
import { label, listOf, needed, shaped, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'

const licensedSchema = z.object({
  name: needed,
  version: label,
  licenses: listOf(z.object({ id: text, name: text })),
  violations: listOf(z.string()),
  warnings: listOf(z.string()),
})

/** A package with its licences, and what Meterian has against them: a breach of the project's policy, or a doubt. */
export function* licensesOf(
  element: { where: string; value: unknown; text: string },
  language: string | undefined,
): Generator<Item> {
  const result = shaped(licensedSchema, element)
  if (result.type === 'problem') {
    yield result
    return
  }
  const { name, version, licenses, violations, warnings } = result.value
  const ecosystem = purlTypeOf(language)
  const component = withoutGaps({
    name,
    version,
    purl: ecosystem && purlOf({ type: ecosystem, name, ...(version && { version }) }),
  })
  yield withoutGaps({
    type: 'component' as const,
    ref: component.purl ?? element.where,
    ...component,
    licenses: licenses.flatMap((license) => license.id ?? license.name ?? []),
  })
  const said = [
    ...violations.map((text) => ({ text, bad: true })),
    ...warnings.map((text) => ({ text, bad: false })),
  ]
  for (const { text, bad } of said)
    yield observe({
      kind: 'license',
      rule: bad ? 'license-violation' : 'license-warning',
      title: `${name}: ${text}`,
      severity: bad ? 'medium' : 'low',
      toolSeverity: bad ? 'violation' : 'warning',
      component,
      raw: element.text,
    })
}
