import type { Deed, Job, PipelineModel, Use } from '../contract.ts'
import { type Found, triggeredBy } from './check.ts'

const SIGNED =
  /\b(?:cosign|sigstore|attest|slsa|provenance|notation|in-toto|gpg|signtool|codesign|sign-blob)\b|attest-build-provenance/i
const PRODUCTION = /^(?:prod|production|live|prd)(?:$|[-_ /])|[-_ /](?:prod|production|prd|live)$/i
/**
 * Actions that bring files of earlier runs: by being there, by an input, or unless an input says otherwise. Defaults are those of their
 * own `action.yml`; `setup-go` caches since version 4.
 */
const CACHED: readonly { name: RegExp; input?: RegExp; off?: [RegExp, RegExp]; ref?: RegExp }[] = [
  { name: /^actions\/cache(?:\/restore)?$/ },
  {
    name: /^(?:Swatinem\/rust-cache|gradle\/actions\/setup-gradle|gradle\/gradle-build-action)$/,
    off: [/^cache-disabled$/, /^true$/],
  },
  { name: /^actions\/setup-(?:node|python|java|dotnet)$/, input: /^cache$/ },
  { name: /^actions\/setup-go$/, off: [/^cache$/, /^false$/], ref: /^(?!v?[123](?:\.|$))/ },
  { name: /^ruby\/setup-ruby$/, input: /^bundler-cache$/ },
  { name: /^ramsey\/composer-install$/, off: [/^ignore-cache$/, /^(?:true|yes)$/] },
  { name: /^docker\/build-push-action$/, input: /^cache-from$/ },
]

/** What is published and deployed: whether someone approves it, whether it is signed, and whether a cache goes in. */
export function checkRelease(model: PipelineModel, deeds: ReadonlyMap<Job, Deed[]>): Found[] {
  const found: Found[] = []
  const text = model.jobs
    .flatMap((job) =>
      job.steps.map(
        (step) =>
          `${step.use?.name ?? ''} ${step.use?.with.map((one) => `${one.name}=${one.value}`).join(' ') ?? ''} ${step.script?.text ?? ''}`,
      ),
    )
    .join('\n')
  const published = [...deeds].flatMap(([job, all]) =>
    all
      .filter((deed) => deed.does === 'pushes' && (deed.what === 'package' || deed.what === 'image'))
      .map((deed) => ({ job, deed })),
  )
  const [first] = published
  if (first && !model.part && !SIGNED.test(text))
    found.push({
      rule: 'cicd-no-provenance',
      line: first.deed.line,
      what: [...new Set(published.map(({ deed }) => deed.name))].slice(0, 3).join(', '),
    })
  for (const [job, all] of deeds) {
    const deployed = all.find((deed) => deed.does === 'deploys')
    if (
      deployed &&
      isProduction(job, model, deployed) &&
      !job.manual &&
      !(job.environment && ['github-actions', 'azure-pipelines'].includes(model.system))
    )
      found.push({
        rule: 'cicd-no-approval',
        line: job.line,
        what: `${job.name === 'pipeline' ? '' : `job ${job.name}, `}${deployed.name}`,
        confidence: 'low',
      })
  }
  if (
    model.system === 'github-actions' &&
    (triggeredBy(model, 'release') || model.triggers.includes('push (tags)'))
  )
    found.push(...cached(published.map(({ job }) => job)))
  return found
}

const isProduction = (job: Job, _model: PipelineModel, deed: Deed): boolean =>
  PRODUCTION.test(job.environment ?? '') ||
  PRODUCTION.test(job.name) ||
  /(?:^|[-_])prod(?:uction)?(?:$|[-_])/i.test(job.name) ||
  /--prod\b|\bproduction\b/i.test(deed.evidence)

const cached = (jobs: readonly Job[]): Found[] =>
  [...new Set(jobs)].flatMap((job) => {
    const step = job.steps.find(({ use }) => use && bringsCache(use))
    return step
      ? [
          {
            rule: 'cicd-cache-in-release',
            line: step.line,
            endLine: step.endLine,
            what: `job ${job.name}, ${step.use?.name}`,
            confidence: 'medium' as const,
          },
        ]
      : []
  })

const bringsCache = (use: Use): boolean =>
  CACHED.some(
    ({ name, input, off, ref }) =>
      name.test(use.name) &&
      (!ref || ref.test(use.ref)) &&
      (!input || use.with.some((one) => input.test(one.name) && one.value !== 'false' && one.value !== '')) &&
      !(off && use.with.some((one) => off[0].test(one.name) && off[1].test(one.value))),
  )
