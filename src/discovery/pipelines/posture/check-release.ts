import type { Deed, Job, PipelineModel } from '../contract.ts'
import { type Found, triggeredBy } from './check.ts'

const SIGNED =
  /\b(?:cosign|sigstore|attest|slsa|provenance|notation|in-toto|gpg|signtool|codesign|sign-blob)\b|attest-build-provenance/i
const PRODUCTION = /^(?:prod|production|live|prd)(?:$|[-_ /])|[-_ /](?:prod|production|prd|live)$/i
const CACHED: readonly [RegExp, RegExp | undefined][] = [
  [/^actions\/cache(?:\/restore)?$/, undefined],
  [/^(?:Swatinem\/rust-cache|gradle\/actions\/setup-gradle|gradle\/gradle-build-action)$/, undefined],
  [/^actions\/setup-(?:node|python|java|dotnet)$/, /^cache$/],
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
    const step = job.steps.find(
      ({ use }) =>
        use &&
        CACHED.some(
          ([name, input]) =>
            name.test(use.name) &&
            (!input ||
              use.with.some((one) => input.test(one.name) && one.value !== 'false' && one.value !== '')),
        ),
    )
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
