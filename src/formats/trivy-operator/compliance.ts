import { z } from 'zod'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { controlId } from '../values/control-id.ts'
import { anything, label, listOf, number, part, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'
import { checkOf, checkSchema } from './check.ts'
import type { Reported } from './object.ts'

const benchmarkSchema = z.object({ id: text, title: text })
const statusSchema = z.object({
  detailReport: part(benchmarkSchema.extend({ results: listOf(z.unknown()) })),
  summaryReport: part(benchmarkSchema.extend({ controlCheck: listOf(z.unknown()) })),
})
const specSchema = z.object({ compliance: part(benchmarkSchema) })
const resultSchema = z.object({ id: label, name: text, severity: text, checks: z.array(anything).nullish() })
const controlSchema = z.object({
  id: label,
  name: text,
  description: text,
  severity: text,
  totalFail: number,
})

/** A benchmark over the cluster: each failed check with its target, or each failed control where only the summary is kept. */
export function* complianceItems({ where, report, spec }: Reported): Generator<Item> {
  const status = shaped(statusSchema, { where, value: report })
  if (status.type === 'problem') {
    yield status
    return
  }
  const { detailReport, summaryReport } = status.value
  const { compliance } = readBy(specSchema, spec) ?? {}
  const benchmark = detailReport ?? summaryReport ?? compliance
  const framework = benchmark?.title ?? benchmark?.id ?? compliance?.title ?? 'compliance'
  if (detailReport) yield* detailItems(`${where}/detailReport/results`, detailReport.results, framework)
  else
    yield* summaryItems(`${where}/summaryReport/controlCheck`, summaryReport?.controlCheck ?? [], framework)
}

function* detailItems(where: string, results: unknown[], framework: string): Generator<Item> {
  for (const [index, value] of results.entries()) {
    const result = shaped(resultSchema, { where: `${where}/${index}`, value })
    if (result.type === 'problem') {
      yield result
      continue
    }
    const { id, severity, checks } = result.value
    const control = id && controlId(framework, id, 'kubernetes')
    for (const [number, one] of (checks ?? []).entries()) {
      const check = shaped(checkSchema, { where: `${where}/${index}/checks/${number}`, value: one })
      if (check.type === 'problem') yield check
      else if (check.value.success !== true)
        yield checkOf(check.value, {
          resource: resourceOf(check.value.target),
          severity,
          control,
          raw: JSON.stringify({ ...(value as object), checks: [one] }),
        })
    }
  }
}

/** Targets are paths: `/namespace/Kind/name`. */
function resourceOf(target: string | undefined) {
  const address = target?.replace(/^\/+/, '')
  return address ? { address, provider: 'kubernetes' } : undefined
}

function* summaryItems(where: string, controls: unknown[], framework: string): Generator<Item> {
  for (const [index, value] of controls.entries()) {
    const control = shaped(controlSchema, { where: `${where}/${index}`, value })
    if (control.type === 'problem') yield control
    else if (control.value.totalFail !== undefined && control.value.totalFail > 0) {
      const { id = '', name, description, severity, totalFail } = control.value
      yield observe({
        kind: 'config',
        rule: id || (name ?? 'control'),
        title: name ?? `Control ${id}`,
        description,
        severity: severityOfWord(severity),
        toolSeverity: severity,
        controls: id ? [controlId(framework, id, 'kubernetes')] : [],
        tags: [`failed:${totalFail}`],
        raw: JSON.stringify(value),
      })
    }
  }
}
