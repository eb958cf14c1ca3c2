import type { Endpoint, Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, plainText } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import type { Alert, Instance } from './alert.ts'

const SEVERITY = new Map<string | undefined, Severity>([
  ['0', 'info'],
  ['1', 'low'],
  ['2', 'medium'],
  ['3', 'high'],
])
const CONFIDENCE = new Map<string | undefined, Observation['confidence']>([
  ['1', 'low'],
  ['2', 'medium'],
  ['3', 'high'],
  ['4', 'high'],
])
const FALSE_POSITIVE = '0'
const CONFIRMED = '4'

/** What holds for every place of an alert, made once: an alert may have thousands. */
export interface Said {
  fields: Omit<Parameters<typeof observe>[0], 'raw' | 'description' | 'endpoint'>
  description: string | undefined
  otherinfo: string | undefined
}

export function saidOf(alert: Alert): Said {
  const fields = {
    kind: 'web' as const,
    rule: alert.alertRef ?? alert.pluginid ?? ruleOf(alert),
    title: alert.name ?? alert.alert ?? ruleOf(alert),
    severity: SEVERITY.get(alert.riskcode) ?? 'unknown',
    toolSeverity: alert.riskdesc?.replace(/ \([^)]*\)$/, '') ?? alert.riskcode,
    confidence: CONFIDENCE.get(alert.confidence),
    cwes: cwesOf(alert.cweid),
    references: linksIn(alert.reference),
    remediation: plainText(alert.solution),
    verdict:
      alert.confidence === FALSE_POSITIVE
        ? ({ state: 'false_positive', reason: 'confidence set to false positive', source: 'zap' } as const)
        : undefined,
    tags: [
      ...alert.tags.map((item) => item.tag),
      ...(alert.wascid && alert.wascid > 0 ? [`WASC-${alert.wascid}`] : []),
      ...(alert.confidence === CONFIRMED ? ['confirmed'] : []),
    ],
  }
  return { fields, description: plainText(alert.desc), otherinfo: plainText(alert.otherinfo) }
}

/** One place at which an alert was raised; `site` stands in where the report names no address. */
export const observationOf = (said: Said, instance: Instance, site: string, raw: string): Observation =>
  observe({
    ...said.fields,
    description: descriptionOf(said, instance),
    endpoint: endpointOf(instance, site),
    raw,
  })

const ruleOf = (alert: Alert): string => alert.name ?? alert.alert ?? 'alert'

function descriptionOf({ description, otherinfo }: Said, instance: Instance): string | undefined {
  const parts = [
    description,
    instance.otherinfo === undefined ? otherinfo : plainText(instance.otherinfo),
    instance.attack && `Attack: ${instance.attack}`,
  ]
  return parts.filter(Boolean).join('\n\n') || undefined
}

const endpointOf = (instance: Instance, site: string): Endpoint => ({
  url: instance.uri ?? site,
  method: instance.method,
  parameter: instance.param,
  request: message(instance['request-header'], instance['request-body']),
  response: message(instance['response-header'], instance['response-body']),
  evidence: instance.evidence,
})

function message(header: string | undefined, body: string | undefined): string | undefined {
  if (header === undefined) return body
  return body === undefined ? header.trimEnd() : `${header.trimEnd()}\n\n${body}`
}
