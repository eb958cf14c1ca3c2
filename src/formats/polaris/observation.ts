import { z } from 'zod'
import type { Observation, Resource } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { escapeSegment } from '../syntax/json-paths.ts'
import { asObject, type Json } from '../values/fields.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { anything, listOf, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

export const resultSchema = z.object({
  Name: z.string(),
  Kind: text,
  Namespace: text,
  Results: anything,
  PodResult: part(
    z.object({
      Name: text,
      Results: anything,
      ContainerResults: listOf(z.object({ Name: text, Results: anything })),
    }),
  ),
})

const checkSchema = z.object({
  ID: needed,
  Success: z.boolean(),
  Message: text,
  Details: texts,
  Severity: text,
  Category: text,
})

/** The failed checks of an object, of its pods, and of their containers. */
export function* observationsOf(
  result: z.output<typeof resultSchema>,
  element: Element,
): Generator<Observation | Problem> {
  const { Kind: kind, Namespace: namespace, Name: name, PodResult: pod } = result
  const address = kubernetesAddress({ kind, namespace, name })
  const resource = address ? ({ address, type: kind, provider: 'kubernetes' } as Resource) : undefined
  const groups: [string, unknown, string | undefined][] = [
    ['/Results', result.Results, undefined],
    ['/PodResult/Results', pod?.Results, undefined],
    ...(pod?.ContainerResults ?? []).map((container, index): [string, unknown, string | undefined] => [
      `/PodResult/ContainerResults/${index}/Results`,
      container.Results,
      container.Name,
    ]),
  ]
  for (const [place, checks, container] of groups)
    for (const [key, value] of Object.entries((asObject(checks) ?? {}) as Json)) {
      const check = shaped(checkSchema, { where: `${element.where}${place}/${escapeSegment(key)}`, value })
      if (check.type === 'problem') yield check
      else if (!check.value.Success) {
        const raw = JSON.stringify({ Name: name, Namespace: namespace, Kind: kind, container, check: value })
        yield observationOf(check.value, resource, container, raw)
      }
    }
}

function observationOf(
  check: z.output<typeof checkSchema>,
  resource: Resource | undefined,
  container: string | undefined,
  raw: string,
): Observation {
  return observe({
    kind: 'config',
    rule: check.ID,
    title: check.Message ?? check.ID,
    description:
      [...check.Details, container && `Container: ${container}`].filter(Boolean).join('\n') || undefined,
    severity: severityOf(check.Severity),
    toolSeverity: check.Severity,
    resource,
    tags: check.Category ? [check.Category] : [],
    raw,
  })
}

const severityOf = (word: string | undefined): Severity =>
  word?.toLowerCase() === 'danger' ? 'high' : severityOfWord(word)
