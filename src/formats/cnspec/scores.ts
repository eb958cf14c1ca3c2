import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { isObject, ownIn } from '../values/fields.ts'
import { number, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'

const SCORES = '/scores/*'

const members = z.record(z.string(), z.unknown())

const frameSchema = z.object({
  assets: members,
  scores: members,
  errors: members.nullish().catch(undefined),
})

const assetSchema = part(z.object({ name: text, platformName: text, url: text }))

interface Asset {
  mrn: string
  name: string
  platform: string | undefined
}

/** The scores of each asset's checks. Answers to queries (`data`) are no checks. */
export async function* readScores(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'cnspec JSON',
    // The scores themselves are read after the assets, which may stand behind them.
    omit: ['/scores/*/*', '/data'],
    schema: frameSchema,
  })
  yield { type: 'header', tool: 'cnspec' }
  for (const mrn of Object.keys(frame.errors ?? {}))
    yield loss(`/errors/${mrn}`, 'cnspec could not scan this asset: what it would have found is missing')
  for (const [mrn, given] of Object.entries(frame.assets)) {
    const asset = assetSchema.parse(given)
    yield claimOf({ mrn, name: asset?.name ?? mrn, platform: asset?.platformName })
  }
  for await (const element of eachElement(input, context, [SCORES])) {
    if (element.type === 'problem') yield element
    else {
      const mrn = keyAt(element.where)
      const asset = assetSchema.parse(ownIn(frame.assets, mrn))
      yield* itemsOfAsset(element, { mrn, name: asset?.name ?? mrn, platform: asset?.platformName })
    }
  }
}

const CLOUDS = /^(?:aws|azure|gcp|google|k8s|kubernetes|oci|terraform|ms365|github|gitlab|okta|slack)/

const claimOf = ({ mrn, name, platform }: Asset): AssetClaim => ({
  type: 'asset',
  kind: CLOUDS.test(platform ?? '') ? 'cloud-resource' : 'host',
  name: name.trim() || mrn || 'unnamed',
  ...(platform && { attributes: { platform } }),
})

const scoreSchema = z.object({ score: number, riskScore: number, status: z.string() })

/** Version 2 of the JSON puts the scores into `values`. */
function* itemsOfAsset({ value, where }: Element, asset: Asset): Generator<Item> {
  if (!isObject(value)) {
    yield loss(where, 'the scores of this asset are no object and are left out')
    return
  }
  const [scores, path] =
    isObject(value.values) && !('status' in value.values) ? [value.values, `${where}/values`] : [value, where]
  for (const [mrn, given] of Object.entries(scores)) {
    // Scores of the asset and of its policies sum up those of the checks.
    const check = /\/(?:queries|checks)\/([^/]+)$/.exec(mrn)?.[1]
    if (check === undefined) continue
    const score = readBy(scoreSchema, given)
    if (!score) yield loss(path, 'a score without a status is left out')
    else if (score.status === 'error') yield problem(path, 'a check failed to run: it may be a finding')
    else if (score.status === 'fail') yield observationOf({ check, mrn }, score, asset, given)
  }
}

function observationOf(
  { check, mrn }: { check: string; mrn: string },
  score: z.output<typeof scoreSchema>,
  asset: Asset,
  given: unknown,
): Observation {
  // A check of impact 80 that fails leaves a score of 20.
  const risk = score.riskScore ?? (score.score === undefined ? undefined : 100 - score.score)
  const isRated = risk !== undefined && risk >= 0 && risk <= 100
  return observe({
    kind: 'config',
    rule: check,
    title: check,
    severity: isRated ? severityOfScore(risk / 10) : 'unknown',
    toolSeverity: isRated ? `risk ${risk}` : undefined,
    resource: {
      address: asset.name.trim() || asset.mrn || 'unnamed',
      ...(asset.platform && { type: asset.platform }),
    },
    fingerprints: { mrn },
    raw: JSON.stringify({ asset: asset.mrn, check: mrn, score: given }),
  })
}
