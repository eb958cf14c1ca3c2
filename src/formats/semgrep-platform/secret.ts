import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { position } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import type { Secret } from './schema.ts'

/** The API says where a secret is and whether it works, never the secret. */
export function observationOf(found: Secret, element: Element): Observation {
  const [, path = found.findingPath, line] = /^(.*?):(\d+)$/.exec(found.findingPath) ?? []
  const severity = wordIn(found.severity)
  const validation = wordIn(found.validationState)
  return observe({
    kind: 'secret',
    rule: found.type,
    title: found.type,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    confidence: confidenceOfWord(wordIn(found.confidence)),
    location: { path: relativePath(path), line: position.parse(line) },
    references: found.findingPathUrl ? [found.findingPathUrl] : [],
    verdict: verdictOf(found),
    seenAt: isoTime(found.createdAt),
    tags: [
      ...(validation ? [validation.toLowerCase().replaceAll('_', '-')] : []),
      ...(found.ref ? [found.ref] : []),
      ...(found.historicalInfo?.gitCommit ? [`commit:${found.historicalInfo.gitCommit}`] : []),
    ],
    raw: element.text,
  })
}

/** `SEVERITY_HIGH`, `VALIDATION_STATE_CONFIRMED_VALID`: a name and its value. */
const wordIn = (value: string | undefined): string | undefined =>
  value?.replace(/^(?:SEVERITY|CONFIDENCE|VALIDATION_STATE|FINDING_STATUS)_/, '')

function verdictOf({ status }: Secret): ProducerVerdict | undefined {
  const word = wordIn(status)?.toLowerCase()
  if (word === 'fixed' || word === 'removed')
    return { state: 'fixed', reason: word, source: 'semgrep-triage' }
  return word === 'ignored' ? { state: 'accepted', reason: word, source: 'semgrep-triage' } : undefined
}
