import { z } from 'zod'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { label, listOf, part, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { policiesOf, policyMatches } from './policy.ts'

const ruleSchema = z
  .object({
    id: text,
    shortId: text,
    name: text,
    description: text,
    severity: text,
    remediationInstructions: text,
  })
  .refine(({ id, shortId, name }) => shortId ?? id ?? name, { path: ['id'] })

const matchSchema = z.object({
  resourceName: text,
  resourceType: text,
  fileName: text,
  lineNumber: position,
  matchContent: text,
  expected: text,
  found: text,
})

const ruleMatchSchema = z.object({
  rule: ruleSchema,
  severity: text,
  matches: listOf(matchSchema).refine((matches) => matches.length > 0),
  failedPolicyMatches: policyMatches,
})

/** A rule on configuration as code: an observation for each place that breaks it. */
export function* ruleItems(element: Element): Generator<Item> {
  const read = shaped(ruleMatchSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { rule, severity, matches, failedPolicyMatches } = read.value
  const given = (element.value as { matches: unknown[] }).matches
  for (const [index, match] of matches.entries()) {
    const path = match.fileName && relativePath(match.fileName)
    const word = severity ?? rule.severity
    yield observe({
      kind: 'config',
      rule: rule.shortId ?? rule.id ?? (rule.name as string),
      title: rule.name ?? (rule.shortId as string) ?? rule.id,
      description:
        [
          rule.description,
          match.expected && `Expected: ${match.expected}`,
          match.found && `Found: ${match.found}`,
        ]
          .filter(Boolean)
          .join('\n\n') || undefined,
      severity: severityOfWord(word),
      toolSeverity: word,
      location: path
        ? {
            path,
            ...(match.lineNumber && { line: match.lineNumber }),
            ...(match.matchContent && { snippet: match.matchContent }),
          }
        : undefined,
      resource: match.resourceName
        ? { address: match.resourceName, ...(match.resourceType && { type: match.resourceType }) }
        : undefined,
      remediation: rule.remediationInstructions,
      tags: policiesOf(failedPolicyMatches),
      raw: JSON.stringify({ ...(element.value as object), matches: [given[index]] }),
    })
  }
}

const dataSchema = z.object({
  dataClassifier: part(z.object({ id: text, name: text, category: text })),
  id: text,
  name: text,
  path: text,
  severity: text,
  matchCount: label,
  failedPolicyMatches: policyMatches,
})

/** Sensitive data in a file: what sort, and how often. */
export function* dataItems(element: Element): Generator<Item> {
  const read = shaped(dataSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { dataClassifier: classifier, name, id, path, severity, matchCount, failedPolicyMatches } = read.value
  const title = classifier?.name ?? name ?? 'Sensitive data'
  const place = path && relativePath(path)
  yield observe({
    kind: 'data',
    rule: classifier?.id ?? classifier?.name ?? id ?? title,
    title,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: place ? { path: place } : undefined,
    tags: [
      ...(classifier?.category ? [classifier.category] : []),
      ...(matchCount ? [`matches:${matchCount}`] : []),
      ...policiesOf(failedPolicyMatches),
    ],
    raw: element.text,
  })
}

const hostSchema = z.object({
  rule: ruleSchema,
  severity: text,
  status: text,
  result: text,
  failedPolicyMatches: policyMatches,
})

/** A check of the settings of an operating system. Those that it passed are no findings. */
export function* hostItems(element: Element): Generator<Item> {
  const read = shaped(hostSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { rule, severity, status, result, failedPolicyMatches } = read.value
  if (/^PASS/i.test(status ?? result ?? '')) return
  const word = severity ?? rule.severity
  yield observe({
    kind: 'config',
    rule: rule.shortId ?? rule.id ?? (rule.name as string),
    title: rule.name ?? rule.shortId ?? (rule.id as string),
    description: rule.description,
    severity: severityOfWord(word),
    toolSeverity: word,
    remediation: rule.remediationInstructions,
    tags: policiesOf(failedPolicyMatches),
    raw: element.text,
  })
}
