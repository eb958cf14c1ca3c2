import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { label, needed, number, part, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'

const VULNERABILITIES = '/vulnerabilities/*'
const LIBRARIES = '/libraries/*'

export const insider = {
  id: 'insider',
  name: 'Insider',
  link: 'https://github.com/insidersec/insider',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'insider -tech java -target .',
  detect,
  read,
} satisfies Format

const vulnerability = z.object({ vul_id: z.string(), classMessage: z.string() })
const outline = z.union([
  z.object({ vulnerabilities: z.tuple([vulnerability], z.unknown()) }),
  z.object({ sast: z.object({ securityScore: z.unknown(), averageCvss: z.unknown() }), total: z.number() }),
])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const frameSchema = z
  .object({
    vulnerabilities: z.array(z.unknown()).nullish(),
    sast: part(z.object({ name: text })),
    total: number,
  })
  .refine((frame) => frame.vulnerabilities ?? frame.sast, { path: ['vulnerabilities'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { sast } = await jsonFrame(input, context, {
    name: 'Insider JSON',
    omit: [VULNERABILITIES, LIBRARIES],
    schema: frameSchema,
  })
  yield { type: 'header', tool: 'Insider', ...(sast?.name && { target: sast.name }) }
  for await (const element of eachElement(input, context, [VULNERABILITIES, LIBRARIES]))
    yield element.type === 'problem' ? element : itemOf(element)
}

const librarySchema = z.object({ name: needed, current: label })

const vulnerabilitySchema = z
  .object({
    cvss: number,
    cwe: text,
    line: position,
    column: position,
    class: text,
    classMessage: text,
    vul_id: text,
    method: text,
    description: text,
    recomendation: text,
    recommendation: text,
  })
  .refine((one) => one.cwe ?? one.description, { path: ['cwe'] })

function itemOf(element: Element): Item {
  if (element.pattern === LIBRARIES) {
    const library = shaped(librarySchema, element)
    return library.type === 'problem' ? library : componentOf(library.value)
  }
  const one = shaped(vulnerabilitySchema, element)
  return one.type === 'problem' ? one : observationOf(one.value, element.text)
}

/** A version may be a property of the build file that was not resolved. */
function componentOf({ name, current }: z.output<typeof librarySchema>): Component {
  const version = current?.includes('${') ? undefined : current
  const isMaven = /^[\w.-]+:[\w.-]+$/.test(name)
  const purl = isMaven ? purlOf({ type: 'maven', name, ...(version && { version }) }) : undefined
  return { type: 'component', ref: name, name, ...(version && { version }), ...(purl && { purl }) }
}

/** Insider gives its checks no ids: the weakness stands for them. */
function observationOf(one: z.output<typeof vulnerabilitySchema>, raw: string): Observation {
  const title = firstSentence(one.description) ?? one.cwe ?? 'vulnerability'
  const [, file = '', line] = /^(.*?)\s*(?:\((\d+):\d+\))?$/.exec(one.classMessage ?? one.class ?? '') ?? []
  const path = relativePath(file)
  const rating = cvssRating({ score: one.cvss })
  return observe({
    kind: 'code',
    rule: one.cwe ?? title,
    title,
    description: one.description,
    severity: rating?.score === undefined ? 'unknown' : severityOfScore(rating.score),
    toolSeverity: one.cvss === undefined ? undefined : String(one.cvss),
    cvss: rating && [rating],
    cwes: cwesOf(one.cwe),
    location:
      path === ''
        ? undefined
        : {
            path,
            line: one.line ?? (Number(line) || undefined),
            column: one.column,
            snippet: one.method?.trim(),
          },
    remediation: one.recomendation ?? one.recommendation,
    fingerprints: one.vul_id && /[1-9a-f]/i.test(one.vul_id) ? { vulId: one.vul_id } : undefined,
    raw,
  })
}
