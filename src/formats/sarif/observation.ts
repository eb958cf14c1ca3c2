import type { CodeLocation, Observation } from '../../model/observation.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { asNumber, asObject, asObjects, asText, asTexts, type Json } from '../values/fields.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { packageKind } from '../values/package-kind.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'
import { endpointOf } from './endpoint.ts'
import { fingerprintsOf } from './fingerprints.ts'
import { isPage } from './locations.ts'
import { messageText } from './message.ts'
import { packageOf } from './package.ts'
import { confidenceOf, type RuleFacts, taxonCwe } from './rule-facts.ts'
import type { Run } from './run.ts'
import { type Rated, ratedBy, ratedByLevel } from './severity.ts'
import { verdictOf } from './verdict.ts'

/** Results of these kinds are checks that found nothing (3.27.9). Conftest says so by the rule of a result without a level. */
export const isPassed = (result: Json): boolean =>
  result.kind === 'pass' ||
  result.kind === 'notApplicable' ||
  (result.level === 'none' && CONFTEST_PASSED.test(asText(result.ruleId) ?? ''))

const CONFTEST_PASSED = /^[\w.]+\/(?:success|skipped)$/

/**
 * A result (SARIF 2.1.0, 3.27) as an observation. Built field by field, without a schema: this runs for every result of reports with
 * hundreds of thousands of them.
 */
export function observationOf(result: Json, raw: string, run: Run): Observation {
  const found = run.rules.find(result, asText(asObject(result.message)?.text))
  const rule = run.factsOf(found)
  const properties = asObject(result.properties)
  const message = messageText(asObject(result.message), ...rule.strings)
  const rated = ratingOf(result, properties, rule)
  const observation: Observation = {
    type: 'observation',
    kind: rule.kind,
    rule: found.id,
    title: rule.title ?? titleOf(firstSentence(message), found.id),
    severity: rated.severity,
    raw,
  }
  if (rated.toolSeverity !== undefined) observation.toolSeverity = rated.toolSeverity
  const description =
    descriptionOf(message, namedMessage(result, rule), observation.title) ?? rule.description
  if (description !== undefined) observation.description = description
  addPlaces(observation, result, run)
  addRuleFacts(observation, rule, result, properties)
  addSubject(observation, result, message, run)
  addProducersWords(observation, result, properties, run)
  return observation
}

/** What a message's id names, where the message has a text too: SpotBugs gives its rule's name for that text. */
const namedMessage = (result: Json, { strings }: RuleFacts): string | undefined => {
  const { text, ...rest } = asObject(result.message) ?? {}
  return text === undefined || rest.id === undefined ? undefined : messageText(rest, ...strings)
}

function descriptionOf(
  message: string | undefined,
  named: string | undefined,
  title: string,
): string | undefined {
  if (named === undefined || named === message) return message === title ? undefined : message
  return message === undefined || isSameButForStop(message, title) ? named : `${message}\n\n${named}`
}

const isSameButForStop = (one: string, other: string): boolean =>
  one.replace(/\.$/, '') === other.replace(/\.$/, '')

const ratingOf = (result: Json, properties: Json | undefined, rule: RuleFacts): Rated =>
  result.kind === undefined || result.kind === 'fail'
    ? (ratedBy(properties) ?? rule.rated ?? ratedByLevel(result, rule.configuration))
    : ratedByLevel(result, rule.configuration)

function addPlaces(observation: Observation, result: Json, run: Run): void {
  const places = run.locations.places(result.locations)
  const location = places.shift() ?? targetOf(result, run)
  if (location) observation.location = location
  if (result.relatedLocations !== undefined) places.push(...run.locations.places(result.relatedLocations))
  if (places.length > 0) observation.related = places
  if (result.codeFlows === undefined && result.stacks === undefined) return
  const flow = run.locations.flow(result)
  if (flow.length > 0) observation.flow = flow
}

/** Without a location, the file that was analysed is the place (3.27.13). */
function targetOf(result: Json, run: Run): CodeLocation | undefined {
  const artifactLocation = asObject(result.analysisTarget)
  return artifactLocation && run.locations.place({ physicalLocation: { artifactLocation } })
}

function addRuleFacts(
  observation: Observation,
  rule: RuleFacts,
  result: Json,
  properties: Json | undefined,
): void {
  const confidence = confidenceOf(properties) ?? rule.confidence
  if (confidence) observation.confidence = confidence
  const cwes = cwesIn(result, properties, rule)
  if (cwes.length > 0) observation.cwes = cwes
  if (rule.advisories.length > 0) observation.advisories = rule.advisories
  if (rule.cvss.length > 0) observation.cvss = rule.cvss
  const tags = properties === undefined ? [] : asTexts(properties?.tags)
  if (rule.tags.length + tags.length > 0)
    observation.tags = tags.length > 0 ? [...new Set([...rule.tags, ...tags])] : rule.tags
  const references = referencesIn(result, rule)
  if (references.length > 0) observation.references = references
  const remediation = remediationIn(result, rule)
  if (remediation !== undefined) observation.remediation = remediation
}

function cwesIn(result: Json, properties: Json | undefined, rule: RuleFacts): number[] {
  if (result.taxa === undefined && properties === undefined) return rule.cwes
  const taxa = asObjects(result.taxa).map(taxonCwe)
  const tags = asTexts(properties?.tags).filter((tag) => /cwe/i.test(tag))
  return cwesOf(taxa, properties?.cwe, properties?.cwes, tags, rule.cwes)
}

function referencesIn(result: Json, rule: RuleFacts): string[] {
  if (result.hostedViewerUri === undefined && result.workItemUris === undefined) return rule.references
  const page = asText(result.hostedViewerUri)
  return [...rule.references, ...(page === undefined ? [] : [page]), ...asTexts(result.workItemUris)]
}

function remediationIn(result: Json, rule: RuleFacts): string | undefined {
  if (result.fixes === undefined) return rule.remediation
  const fixes = asObjects(result.fixes).map((fix) => messageText(asObject(fix?.description), ...rule.strings))
  return [...fixes, rule.remediation].filter((text) => text !== undefined).join('\n\n') || undefined
}

/** What the observation is about besides a place: a package, a page, a resource, a secret. */
function addSubject(observation: Observation, result: Json, message: string | undefined, run: Run): void {
  const properties = asObject(result.properties)
  const { kind, location } = observation
  const symbol = location?.symbol ?? run.locations.symbol(asObjects(result.locations)[0])
  if (kind === 'dependency' || kind === 'container' || kind === 'malware')
    addPackage(observation, message, symbol, properties)
  const page = location && isPage(location.path) ? location.path : undefined
  const endpoint = endpointOf(result, page)
  if (endpoint) observation.endpoint = endpoint
  if (page !== undefined) delete observation.location
  if (symbol !== undefined && (kind === 'config' || !hasPlace(observation)))
    observation.resource = { address: symbol }
  if (kind === 'secret' || observation.cwes?.some(isHardCoded)) addSecret(observation, properties)
}

const hasPlace = ({ location, endpoint, component }: Observation): boolean =>
  location !== undefined || endpoint !== undefined || component !== undefined

function addPackage(
  observation: Observation,
  message: string | undefined,
  symbol: string | undefined,
  properties: Json | undefined,
): void {
  const { advisories = advisoryIdsIn(observation.title, message), location } = observation
  if (advisories.length > 0) observation.advisories = advisories
  const component = packageOf(message, symbol, properties)
  if (!component) return
  observation.component = location ? { ...component, path: location.path } : component
  if (observation.kind === 'dependency') observation.kind = packageKind(advisories[0] ?? '', component.purl)
}

/** Hard-coded passwords (259), keys (321) and credentials (798). */
const isHardCoded = (cwe: number): boolean => cwe === 798 || cwe === 259 || cwe === 321

/** A result about a hard-coded secret prints it. One of a code scanner is such a result when the secret can be told from the code. */
function addSecret(observation: Observation, properties: Json | undefined): void {
  const given = asText(properties?.secret) ?? asText(properties?.offender) ?? observation.location?.snippet
  const secret = given === undefined ? undefined : secretInMatch(given)
  if (secret === undefined || (observation.kind !== 'secret' && secret === given?.trim())) return
  observation.kind = 'secret'
  observation.secret = secret
}

function addProducersWords(
  observation: Observation,
  result: Json,
  properties: Json | undefined,
  run: Run,
): void {
  const fingerprints = fingerprintsOf(result)
  if (fingerprints) observation.fingerprints = fingerprints
  const verdict = verdictOf(result)
  if (verdict) observation.verdict = verdict
  const seenAt = isoTime(asObject(result.provenance)?.lastDetectionTimeUtc)
  if (seenAt !== undefined) observation.seenAt = seenAt
  const epss = asNumber(properties?.epss)
  if (epss !== undefined) observation.epss = epss
  if (run.isOneOfSeveral && run.tool !== undefined) observation.tool = run.tool
}
