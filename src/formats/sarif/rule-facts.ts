import type { Kind } from '../../model/kind.ts'
import type { CvssRating, Observation } from '../../model/observation.ts'
import { advisoryIds, advisoryIdsIn } from '../values/advisory-id.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { asObject, asObjects, asText, asTexts, type Json } from '../values/fields.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { oneLine } from '../values/title.ts'
import { kindOf } from './kind.ts'
import { textAt } from './message.ts'
import type { FoundRule } from './rule-book.ts'
import { type Rated, ratedBy } from './severity.ts'

/** What a rule says of each of its results, worked out once a rule. */
export interface RuleFacts {
  kind: Kind
  title?: string
  description?: string
  remediation?: string
  rated?: Rated
  configuration?: Json
  confidence?: Observation['confidence']
  cwes: number[]
  advisories: string[]
  cvss: CvssRating[]
  references: string[]
  tags: string[]
  /** Message strings of the rule and its component. */
  strings: (Json | undefined)[]
}

/** Help texts run to pages; what a person reads first is at the beginning, and the link leads to the rest. */
const LONGEST_HELP = 8192

export function factsOf({ id, rule, component }: FoundRule, tool: string): RuleFacts {
  const properties = asObject(rule?.properties)
  const allTags = asTexts(properties?.tags)
  const name = asText(rule?.name)
  const short = textAt(rule, 'shortDescription')
  const full = textAt(rule, 'fullDescription')
  const help = textAt(rule, 'help')
  return {
    kind: kindOf({ tool, id, name, tags: allTags }),
    title: titleOf(id, name, short, full),
    description: full ?? short,
    remediation: adviceIn(help, [short, full]),
    rated: ratedBy(properties, allTags),
    configuration: configurationOf(rule, properties),
    confidence: confidenceOf(properties),
    cwes: cwesIn(rule, properties, allTags, [id, short, full]),
    advisories: advisoriesIn(id, rule, properties, allTags),
    cvss: cvssIn(properties),
    references: [asText(rule?.helpUri)].filter((uri) => uri !== undefined),
    tags: allTags.filter((tag) => cwesOf(tag).length === 0 && advisoryIdsIn(tag).length === 0),
    strings: [asObject(rule?.messageStrings), asObject(component?.globalMessageStrings)],
  }
}

/**
 * The help where it says more than the rule's descriptions: gosec's is one of these with the severity and
 * the confidence below it, Checkov's with the resource of the rule's first result.
 */
function adviceIn(
  help: string | undefined,
  descriptions: readonly (string | undefined)[],
): string | undefined {
  const more = help?.replace(RATINGS, '').trim()
  if (help === undefined || !more || descriptions.some((text) => text?.trim() === more)) return undefined
  return help.slice(0, LONGEST_HELP).toWellFormed()
}

const RATINGS = /^(?:severity|confidence|resource):.*$/gim

/** CodeQL's own queries all have a level; those that people write may have its `problem.severity` alone. */
function configurationOf(rule: Json | undefined, properties: Json | undefined): Json | undefined {
  const given = asObject(rule?.defaultConfiguration)
  const own = asText(properties?.['problem.severity'])
  if (own === undefined || asText(given?.level) !== undefined) return given
  return { ...given, level: own === 'recommendation' ? 'note' : own }
}

function titleOf(id: string, name: string | undefined, short: string | undefined, full: string | undefined) {
  // Semgrep repeats the id in a sentence that says nothing.
  if (short !== undefined && !short.includes(id)) return oneLine(firstSentence(short) ?? short)
  const sentence = firstSentence(full)
  if (sentence !== undefined && !sentence.includes(id)) return oneLine(sentence)
  return name !== undefined && name !== id ? oneLine(name) : short && oneLine(short)
}

/** A tool's word or number for how sure it is, in the property bag of a rule or result. */
export function confidenceOf(properties: Json | undefined): Observation['confidence'] {
  const word = (
    asText(properties?.precision) ??
    asText(properties?.confidence) ??
    asText(properties?.issue_confidence)
  )
    ?.toLowerCase()
    .replace(/^very[- ]/, '')
  return confidenceOfWord(word)
}

/** CWEs by relationship to a taxon, tag or property, then (only when none of these names one) by the rule's own words. */
function cwesIn(
  rule: Json | undefined,
  properties: Json | undefined,
  tags: string[],
  words: unknown[],
): number[] {
  const targets = asObjects(rule?.relationships).map((relationship) =>
    taxonCwe(asObject(relationship?.target)),
  )
  const named = cwesOf(
    targets,
    properties?.cwe,
    properties?.cwes,
    properties?.CWE,
    properties?.['cwe-id'],
    tags.filter(isCweTag),
  )
  return named.length > 0
    ? named
    : cwesOf(
        words.filter((word) => typeof word === 'string'),
        asText(rule?.helpUri),
      )
}

const isCweTag = (tag: string): boolean => /cwe/i.test(tag)

/** The CWE that a reference to a taxon means; undefined for those of other taxonomies. */
export function taxonCwe(reference: Json | undefined): string | undefined {
  const id = asText(reference?.id)
  const taxonomy = asText(asObject(reference?.toolComponent)?.name)
  if (id === undefined) return undefined
  return /^cwe/i.test(id) || /cwe/i.test(taxonomy ?? '') ? id : undefined
}

function advisoriesIn(
  id: string,
  rule: Json | undefined,
  properties: Json | undefined,
  tags: string[],
): string[] {
  const given = ['cve', 'cves', 'CVE', 'CVEs', 'ghsa', 'aliases', 'vulnerabilityId'].map(
    (key) => properties?.[key],
  )
  return advisoryIds(advisoryIdsIn(id, asTexts(rule?.deprecatedIds), given, tags))
}

/** As Trivy, Snyk and Dependency-Check write them: `cvssv3_baseScore`, `cvssv3_vector`. */
function cvssIn(properties: Json | undefined): CvssRating[] {
  const ratings = [4, 3, 2].map((version) =>
    cvssRating({
      score: properties?.[`cvssv${version}_baseScore`] ?? properties?.[`cvssv${version}_score`],
      vector: properties?.[`cvssv${version}_vector`],
      version: String(version),
    }),
  )
  const plain = cvssRating({
    score: properties?.cvss_score ?? properties?.cvssScore,
    vector: properties?.cvss_vector ?? properties?.cvssVector ?? properties?.cvss,
  })
  return [...ratings, plain].filter((rating) => rating !== undefined)
}
