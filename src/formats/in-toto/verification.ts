import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { label, part, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { descriptor, type Statement } from './statement.ts'
import { subjectItems, subjectName } from './subject.ts'

const predicateSchema = z.object({
  verifier: part(z.object({ id: text })),
  timeVerified: text,
  timeWritten: text,
  resourceUri: text,
  policy: part(descriptor),
  verificationResult: text,
  verifiedLevels: texts,
  slsaVersion: label,
  result: text,
  url: text,
  warnedTests: texts,
  failedTests: texts,
})

/** Who checked an artifact and how it went: https://slsa.dev/spec/v1.0/verification_summary and in-toto's test result. Passing is no finding. */
export function* verificationItems(statement: Statement): Generator<Item> {
  const predicate = readBy(predicateSchema, statement.predicate)
  const seenAt = isoTime(predicate?.timeVerified) ?? isoTime(predicate?.timeWritten)
  yield withoutGaps({
    type: 'header' as const,
    tool: predicate?.verifier?.id ?? 'in-toto',
    target: predicate?.resourceUri ?? subjectName(statement),
    producedAt: seenAt,
  })
  yield* subjectItems(statement)
  if (!predicate) return
  const address = predicate.resourceUri ?? subjectName(statement)
  const make = (rule: string, title: string, toolSeverity: string | undefined): Observation =>
    observe({
      kind: 'pipeline',
      rule,
      title,
      description: describe(predicate),
      severity: 'unknown',
      toolSeverity,
      resource: address ? { address } : undefined,
      references: [predicate.policy?.uri, predicate.url].filter((link) =>
        link?.startsWith('http'),
      ) as string[],
      seenAt,
      raw: statement.text,
    })
  if (predicate.verificationResult && predicate.verificationResult !== 'PASSED')
    yield make('slsa-verification', 'SLSA verification failed', predicate.verificationResult)
  for (const test of predicate.failedTests) yield make(test, `Test failed: ${test}`, 'FAILED')
  for (const test of predicate.warnedTests) yield make(test, `Test warned: ${test}`, 'WARNED')
  if (predicate.result === 'FAILED' && predicate.failedTests.length === 0)
    yield make('test-result', 'Tests failed', predicate.result)
}

function describe({ policy, verifiedLevels }: z.output<typeof predicateSchema>): string | undefined {
  const parts = [
    policy?.uri && `Policy: ${policy.uri}`,
    verifiedLevels.length > 0 && `Verified levels: ${verifiedLevels.join(', ')}`,
  ]
  return parts.filter(Boolean).join('\n') || undefined
}
