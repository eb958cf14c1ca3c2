import { z } from 'zod'
import type { ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { listOf, needed, number, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import type { Survey } from './survey.ts'

const schema = z.object({
  rule: needed,
  pkg: number,
  license: number,
  license_source: text,
  severity: text,
  message: text,
  how_to_fix: text,
  resolutions: listOf(z.number()),
})

/** A rule of the policy that a package breaks, mostly by its license. */
export function* violationItems(element: Element, known: Survey): Generator<Item> {
  const read = shaped(schema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const from = read.value
  const license = from.license === undefined ? undefined : known.licenses.get(from.license)
  yield observe({
    kind: 'license',
    rule: from.rule,
    title: firstSentence(from.message) ?? from.rule,
    description: from.message,
    // ORT's hints are for people to know.
    severity: from.severity === 'HINT' ? 'info' : severityOfWord(from.severity),
    toolSeverity: from.severity,
    component: from.pkg === undefined ? undefined : known.packages.get(from.pkg),
    remediation: from.how_to_fix,
    verdict: resolved(known, 'rule_violation_resolutions', from.resolutions),
    tags: [...(license ? [license] : []), ...(from.license_source ? [from.license_source] : [])],
    raw: element.text,
  })
}

/** What a resolution of the repository's configuration decided. */
export function resolved(known: Survey, table: string, ids: number[]): ProducerVerdict | undefined {
  if (ids.length === 0) return undefined
  const reason = ids.flatMap((id) => known.resolutions.get(`${table} ${id}`) || []).join('; ')
  const isMistake = /INEFFECTIVE|INVALID_MATCH|NOT_A_VULNERABILITY/.test(reason)
  return {
    state: isMistake ? 'false_positive' : 'accepted',
    ...(reason && { reason }),
    source: 'ort-resolution',
  }
}
