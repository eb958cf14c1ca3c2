import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { escapeSegment } from '../syntax/json-paths.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { asObject, asText } from '../values/fields.ts'
import { number, text, texts } from '../values/lenient.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { finding, isGood } from './finding.ts'

const check = z.object({ severity: z.string(), description: text })

/**
 * Whether binaries were built with what hardens them: each is an object of checks under its name. `info` says that the binary has what
 * the check asks for.
 */
export function* binaryChecks({ value, where }: Element): Generator<Observation | Problem> {
  const isList = Array.isArray(value)
  for (const [index, binary] of (isList ? value : [value]).entries()) {
    const place = isList ? `${where}/${index}` : where
    const checks = asObject(binary)
    if (!checks) {
      if (binary !== null) yield loss(place, 'left out, because it is not of the expected shape')
      continue
    }
    const path = relativePath(asText(checks.name) ?? '')
    for (const [name, told] of Object.entries(checks)) {
      const result = readBy(check, told)
      if (!result || isGood(result.severity) || /^info$/i.test(result.severity)) continue
      yield* finding(toldOf(name, result, path), `${place}/${name}`, { name: checks.name, [name]: told })
    }
  }
}

const toldOf = (rule: string, { severity, description }: z.output<typeof check>, path: string) => ({
  kind: 'config' as const,
  rule,
  title: `${rule}: ${description?.split(/\.\s/)[0] ?? severity}`,
  ...(description && { description }),
  toolSeverity: severity,
  ...(path && { location: { path } }),
})

const iosFinding = z.object({
  detailed_desc: text,
  description: text,
  severity: text,
  cvss: number,
  cwe: texts,
  'owasp-mobile': texts,
  masvs: texts,
})

/** What an iOS binary uses, by title; before 3.6 without `findings` around. */
export function* iosBinaryFindings({ value, where }: Element): Generator<Observation | Problem> {
  const section = asObject(value) ?? {}
  const inner = asObject(section.findings)
  for (const [title, told] of Object.entries(inner ?? section)) {
    if (!inner && title === 'summary') continue
    const found = readBy(iosFinding, told)
    if (isGood(found?.severity)) continue
    const place = `${where}/${inner ? 'findings/' : ''}${escapeSegment(title)}`
    yield* finding(found && iosToldOf(title, found), place, { [title]: told })
  }
}

function iosToldOf(title: string, found: z.output<typeof iosFinding>) {
  const description = found.detailed_desc ?? found.description
  const rating = cvssRating({ score: found.cvss || undefined })
  return {
    kind: 'code' as const,
    rule: title,
    title,
    ...(description && { description }),
    ...(found.severity && { toolSeverity: found.severity }),
    cvss: rating ? [rating] : [],
    cwes: cwesOf(found.cwe),
    controls: found.masvs.map((control) => `MASVS:${control}`),
    tags: found['owasp-mobile'],
  }
}
