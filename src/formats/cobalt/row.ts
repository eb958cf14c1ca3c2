import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { isoTime } from '../values/time.ts'
import { isWebAddress } from '../values/web-address.ts'

/** A row of the export, which puts a quote before each cell so that no table program takes it for a formula. */
export function rowItem({ row, text: raw, where }: Row): Observation | Problem {
  const at = (column: string) => row[column]?.trim().replace(/^'/, '') || undefined
  const [title, token] = [at('Title'), at('Token')]
  if (title === undefined) return loss(where, 'left out, because of Title: missing')
  const url = at('BrowserUrl')
  return observe({
    kind: 'web',
    rule: at('Type') ?? title,
    title,
    description: paragraphs(
      at('Description'),
      at('StepsToReproduce') && `Steps to reproduce: ${at('StepsToReproduce')}`,
      at('Prerequisites') && `Prerequisites: ${at('Prerequisites')}`,
      at('CriticalityJustification'),
    ),
    severity: 'unknown',
    endpoint: isWebAddress(url)
      ? { url, ...(at('HttpRequest') && { request: at('HttpRequest') as string }) }
      : undefined,
    references: linksOf(at('ReportUrl')),
    remediation: at('SuggestedFix'),
    fingerprints: token === undefined ? undefined : { id: token },
    verdict: verdictOf(at('EvaluatedResult')),
    seenAt: isoTime(at('CreatedAt')),
    tags: ['Tag', 'ToolsUsed', 'RefKey'].flatMap((column) => at(column) ?? []),
    raw,
  })
}

const verdictOf = (result = ''): ProducerVerdict | undefined =>
  /^(?:invalid|duplicate|out of scope)/i.test(result)
    ? { state: 'false_positive', reason: result, source: 'cobalt-result' }
    : undefined
