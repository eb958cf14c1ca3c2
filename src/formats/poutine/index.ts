import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { eachOnce } from '../values/claims.ts'
import { ownIn } from '../values/fields.ts'
import { label, listOf, part, position, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { fits, readBy } from '../values/read-schema.ts'

const FINDINGS = '/findings/*'

export const poutine = {
  id: 'poutine',
  name: 'poutine',
  link: 'https://boostsecurityio.github.io/poutine/',
  extensions: ['.json'],
  kinds: ['pipeline'],
  howTo: 'poutine analyze_local . --format json > poutine.json',
  detect,
  read,
} satisfies Format

const marks = z.object({
  findings: z.tuple([z.object({ rule_id: z.string(), purl: z.string(), meta: z.object({}) })], z.unknown()),
  rules: z.record(z.string(), z.unknown()).optional(),
})
const withoutFindings = z.object({
  findings: z.tuple([]),
  rules: z.record(z.string(), z.object({ id: z.string(), level: z.string(), refs: z.unknown() })),
})

function detect({ outline }: Sample): number {
  if (fits(marks, outline)) return 1
  const rules = readBy(withoutFindings, outline)?.rules
  return rules && Object.keys(rules).length > 0 ? 0.9 : 0
}

const frameSchema = z.object({
  findings: z.array(z.unknown()),
  rules: z.record(z.string(), z.unknown()).optional().catch(undefined),
})

const ruleSchema = z.object({
  title: text,
  description: text,
  level: text,
  refs: listOf(z.object({ ref: text })),
})

/** Two passes: the rules stand behind the findings. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { rules } = await jsonFrame(input, context, {
    name: 'poutine JSON',
    omit: [FINDINGS, '/blobshas'],
    schema: frameSchema,
  })
  yield { type: 'header', tool: 'poutine' }
  const once = eachOnce()
  for await (const element of eachElement(input, context, [FINDINGS])) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem') yield finding
    else {
      yield* once([repositoryOf(finding.value.purl)])
      const rule = readBy(ruleSchema, ownIn(rules, finding.value.rule_id))
      yield observationOf(finding.value, rule, element as Element)
    }
  }
}

const findingSchema = z.object({
  rule_id: z.string().trim().min(1),
  purl: text,
  meta: part(
    z.object({
      path: text,
      line: position,
      job: text,
      step: label,
      osv_id: text,
      details: text,
      event_triggers: texts,
      blobsha: text,
      injection_sources: texts,
      lotp_tool: text,
      lotp_action: text,
      lotp_targets: texts,
      referenced_secrets: texts,
    }),
  ),
})

type Finding = z.output<typeof findingSchema>

function observationOf(
  { rule_id, purl, meta }: Finding,
  rule: z.output<typeof ruleSchema> | undefined,
  { text }: Element,
): Observation {
  const path = relativePath(meta?.path ?? '')
  return observe({
    kind: 'pipeline',
    rule: rule_id,
    title: rule?.title ?? rule_id,
    description: descriptionOf(meta, rule?.description),
    severity: severityOfWord(rule?.level),
    toolSeverity: rule?.level,
    advisories: advisoryIds(meta?.osv_id),
    location: path ? { path, line: meta?.line, symbol: placeIn(meta) } : undefined,
    references: rule?.refs.flatMap(({ ref }) => ref ?? []),
    fingerprints: meta?.blobsha ? { blob: meta.blobsha } : undefined,
    tags: [...(purl ? [purl] : []), ...(meta?.event_triggers ?? [])],
    raw: text,
  })
}

const placeIn = (meta: Finding['meta']): string | undefined =>
  [meta?.job && `job ${meta.job}`, meta?.step && `step ${meta.step}`].filter(Boolean).join(', ') || undefined

function descriptionOf(meta: Finding['meta'], description: string | undefined): string | undefined {
  const facts = [
    ['Sources', meta?.injection_sources.join(', ')],
    ['Tool', meta?.lotp_tool ?? meta?.lotp_action],
    ['Targets', meta?.lotp_targets.join(', ')],
    ['Secrets in reach', meta?.referenced_secrets.join(', ')],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return [description, meta?.details, ...facts].filter(Boolean).join('\n\n') || undefined
}

/** The repository that was looked at: `pkg:github/acme/shop@main`. */
function repositoryOf(purl: string | undefined): AssetClaim | undefined {
  const host = /^pkg:(github|gitlab)\//.exec(purl ?? '')?.[1]
  const known = packageOfPurl(purl)
  if (!host || !known) return undefined
  return {
    type: 'asset',
    kind: 'repository',
    name: `https://${host}.com/${known.name}`,
    ...(known.version && { attributes: { ref: known.version } }),
  }
}
