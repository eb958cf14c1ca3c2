import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { type Element, eachElement, wholeJson } from '../syntax/json.ts'
import { isObject } from '../values/fields.ts'
import { listOf, needed, number, part, shaped, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { locationOf, objectSchema, placeOf, resourceOf } from './place.ts'
import { cisOf } from './result.ts'

/** Frameworks stand alone, or in an object that says which cluster they are about. */
const CONTROLS = ['/*/controlReports/*', '/frameworks/*/controlReports/*']

const framework = z.object({ controlReports: z.array(z.unknown()).nullable() })

export function isOldReport(outline: unknown): boolean {
  const list = Array.isArray(outline) ? outline : isObject(outline) ? outline.frameworks : undefined
  return Array.isArray(list) && fits(framework, list[0])
}

const controlSchema = z.object({
  name: needed,
  controlID: text,
  id: text,
  description: text,
  remediation: text,
  baseScore: number,
  ruleReports: listOf(
    z.object({
      name: text,
      remediation: text,
      ruleResponses: listOf(
        z.object({
          alertMessage: text,
          failedPaths: texts,
          fixPaths: listOf(z.object({ path: text, value: text })),
          exception: part(z.object({ name: text })),
          alertObject: part(
            z.object({ k8sApiObjects: listOf(objectSchema), externalObjects: part(objectSchema) }),
          ),
        }),
      ),
    }),
  ),
})

/** Reads a report of version 1; says whether it was one. */
export async function* readOld(input: Input, context: ReadContext): AsyncGenerator<Item, boolean> {
  const isList = (await firstCharacter(input)) === '['
  const { value } = await wholeJson(input, context, [...CONTROLS, '/results/*', '/resources/*'])
  if (!isOldReport(value)) return false
  const { clusterName, generationTime } = (isList ? {} : value) as Record<string, unknown>
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Kubescape',
    target: typeof clusterName === 'string' && clusterName !== '' ? clusterName : undefined,
    producedAt: isoTime(generationTime),
  })
  for await (const element of eachElement(input, context, CONTROLS)) {
    const control = element.type === 'problem' ? element : shaped(controlSchema, element)
    if (control.type === 'problem' || element.type === 'problem') {
      if (control.type === 'problem') yield control
    } else yield* observationsOf(control.value, element)
  }
  return true
}

function* observationsOf(control: z.output<typeof controlSchema>, element: Element): Generator<Observation> {
  const { ruleReports: _, ...rest } = element.value as Record<string, unknown>
  const id = control.controlID ?? control.id ?? control.name
  for (const report of control.ruleReports)
    for (const response of report.ruleResponses) {
      const object = response.alertObject?.k8sApiObjects[0] ?? response.alertObject?.externalObjects
      const place = { ...placeOf(object), id: object?.name ?? '', path: object?.sourcePath }
      const fixes = response.fixPaths.map(({ path, value }) => `${path}: ${value ?? ''}`.trim())
      yield observe({
        kind: 'config',
        rule: id,
        title: control.name,
        description: lines(control.description, response.alertMessage, ...response.failedPaths),
        severity: control.baseScore ? severityOfScore(control.baseScore) : 'unknown',
        toolSeverity: control.baseScore?.toString(),
        location: locationOf(place),
        resource: object && resourceOf(place),
        controls: cisOf(id, control.name),
        remediation: lines(control.remediation, report.remediation, ...fixes),
        verdict: response.exception
          ? {
              state: 'accepted',
              reason: response.exception.name ?? 'exception',
              source: 'kubescape-exception',
            }
          : undefined,
        tags: report.name ? [report.name] : [],
        raw: JSON.stringify({ ...rest, rule: report.name, response }),
      })
    }
}

const lines = (...parts: (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n') || undefined
