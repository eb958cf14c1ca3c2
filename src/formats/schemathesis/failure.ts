import type { Observation } from '../../model/observation.ts'
import { observe } from '../values/observe.ts'

export interface ApiFailure {
  /** The check's name, or the title of the failure where the report has no other. */
  rule: string
  title: string
  message?: string | undefined
  /** `GET /users/{id}` */
  operation: string
  url?: string | undefined
  method?: string | undefined
  request?: string | undefined
  response?: string | undefined
  seenAt?: string | undefined
  tags?: string[]
  raw: string
}

const OPERATION = /^([A-Z]+) (\/\S*)$/

/** One check that failed for one operation of the API. The tool ranks failures only on the screen. */
export function observationOf(failure: ApiFailure): Observation {
  const [, method, path] = OPERATION.exec(failure.operation) ?? []
  const url = failure.url ?? path
  return observe({
    kind: 'api',
    rule: failure.rule,
    title: `${failure.title}: ${failure.operation}`,
    description: failure.message,
    severity: 'unknown',
    endpoint: url
      ? {
          url,
          method: failure.method ?? method,
          request: failure.request,
          response: failure.response,
        }
      : undefined,
    seenAt: failure.seenAt,
    tags: [failure.operation, ...(failure.tags ?? [])],
    raw: failure.raw,
  })
}
