import type { AssetClaim } from '../../model/asset.ts'
import type { ReportHeader } from '../contract.ts'
import { asObject, asObjects, asText, asTexts, type Json } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import { Locations } from './locations.ts'
import { type FoundRule, RuleBook } from './rule-book.ts'
import { factsOf, type RuleFacts } from './rule-facts.ts'

/** What the results of one run share. */
export class Run {
  readonly tool: string | undefined
  readonly rules: RuleBook
  readonly locations: Locations
  /** The report has runs of other tools too. */
  readonly isOneOfSeveral: boolean
  readonly #facts = new Map<Json | string, RuleFacts>()

  constructor(run: Json, isOneOfSeveral: boolean) {
    this.tool = toolOf(run)
    this.isOneOfSeveral = isOneOfSeveral
    this.rules = new RuleBook(asObject(run.tool))
    this.locations = new Locations(run)
  }

  factsOf(found: FoundRule): RuleFacts {
    const key = found.rule ?? found.id
    let facts = this.#facts.get(key)
    if (!facts) {
      facts = factsOf(found, this.tool ?? '')
      this.#facts.set(key, facts)
    }
    return facts
  }
}

export const toolOf = (run: Json): string | undefined => {
  const tool = asObject(run.tool)
  return asText(asObject(tool?.driver)?.name) ?? asText(tool?.name)
}

export function headerOf(run: Json): ReportHeader {
  const driver = asObject(asObject(run.tool)?.driver)
  const invocation = asObjects(run.invocations)[0]
  const source = asObjects(run.versionControlProvenance)[0]
  const tool = toolOf(run)
  const toolVersion = asText(driver?.semanticVersion) ?? asText(driver?.version)
  const target = categoryOf(run) ?? asText(asObject(run.properties)?.imageName)
  const producedAt = isoTime(invocation?.endTimeUtc) ?? isoTime(invocation?.startTimeUtc)
  const [branch, revision] = [asText(source?.branch), asText(source?.revisionId)]
  return {
    type: 'header',
    ...(tool !== undefined && { tool }),
    ...(toolVersion !== undefined && { toolVersion }),
    ...(target !== undefined && { target }),
    ...(producedAt !== undefined && { producedAt }),
    ...(branch !== undefined && { branch }),
    ...(revision !== undefined && { revision }),
  }
}

/**
 * What the run looked at, by its id (3.17.3): the part before the last slash, as the last one is the single run's. An id without a
 * slash is taken whole unless it looks made for one run: two targets must never be taken for one.
 */
function categoryOf(run: Json): string | undefined {
  const id = asText(asObject(run.automationDetails)?.id)?.trim()
  if (id === undefined) return undefined
  const slash = id.lastIndexOf('/')
  if (slash >= 0) return id.slice(0, slash) || undefined
  return /\d{4}-?\d{2}-?\d{2}|^[\d.-]+$|[0-9a-f]{8}-[0-9a-f]{4}/i.test(id) ? undefined : id
}

/** Trivy says which image it looked at. */
export function imageOf(run: Json): AssetClaim | undefined {
  const properties = asObject(run.properties)
  const name = asTexts(properties?.repoTags)[0] ?? asText(properties?.imageName)
  return name === undefined ? undefined : { type: 'asset', kind: 'container-image', name }
}
