import type { Job, PipelineModel, Step } from '../contract.ts'
import { type Check, type Found, isPrivileged, linesOf, stepsOf, triggeredBy } from './check.ts'

/** Where the head of somebody's pull request is named. */
const HEAD =
  /github\.event\.pull_request\.(?:head\.(?:sha|ref|repo)|merge_commit_sha)|github\.head_ref|github\.event\.workflow_run\.(?:head_sha|head_branch|head_commit|head_repository)|refs\/pull\/\$\{\{|github\.event\.(?:issue|pull_request|client_payload)?\.?number\s*\}\}\/(?:merge|head)|\bpull\/\$\{\{[^}]{1,100}\}\}\/(?:merge|head)|steps\.[\w-]+\.outputs\.(?:head_?sha|head_?ref|pr_?sha|pr_?head\w*|pr_?ref)/
const CHECKOUT_COMMAND =
  /\bgh\s+pr\s+checkout\b|\bgit\s+fetch\b[^\n]*\bpull\/|\bgit\s+checkout\b[^\n]*\$\{\{[^}]*(?:head\.sha|head_ref|head\.ref)/
/** The condition lets only this repository's own pull requests, or people who belong to it, through. */
const SAME_REPOSITORY =
  /head\.repo\.(?:full_name|owner\.login|fork|id)|head_repository\.(?:full_name|owner\.login|fork|id)|github\.event\.repository\.fork/
const GUARDED =
  /author_association|\.labels|label\.name|sender\.login|github\.actor|permission|\.merged\b|user\.login/

/** What runs with rights of the repository for the events of strangers. GitHub only: the others give forks none by themselves. */
export const checkTriggers: Check = (model) => {
  if (model.system !== 'github-actions') return []
  const found = [...selfHosted(model), ...conditions(model)]
  if (!isPrivileged(model)) return found
  for (const job of model.jobs)
    found.push(...checkouts(model, job), ...artifacts(model, job), ...environmentFiles(model, job))
  return found
}

function checkouts(model: PipelineModel, job: Job): Found[] {
  return job.steps.flatMap((step, index) => {
    const place = headCheckout(model, step)
    const conditions = `${job.condition ?? ''} ${step.condition ?? ''}`
    if (place === undefined || SAME_REPOSITORY.test(conditions)) return []
    const runs = job.steps
      .slice(index + 1)
      .some(
        (later) =>
          later.script !== undefined ||
          later.use?.local !== undefined ||
          /setup-|build|install/.test(later.use?.name ?? ''),
      )
    const guarded = GUARDED.test(conditions) || job.environment !== undefined || needsGuard(model, job)
    const severity = guarded ? ('medium' as const) : runs ? ('critical' as const) : ('high' as const)
    return [
      {
        rule: 'cicd-untrusted-checkout',
        line: place,
        endLine: step.endLine,
        what: `job ${job.name}`,
        severity,
        confidence: guarded ? ('low' as const) : ('high' as const),
      },
    ]
  })
}

/** `issue_comment` alone is what people of the project write commands in; its jobs are mostly guarded by others before them. */
const needsGuard = (model: PipelineModel, job: Job): boolean =>
  !triggeredBy(model, 'pull_request_target', 'workflow_run') && /needs\./.test(job.condition ?? '')

function headCheckout(model: PipelineModel, step: Step): number | undefined {
  if (step.use && /^actions\/checkout$/.test(step.use.name)) {
    const named = step.use.with.find(
      ({ name, value }) => (name === 'ref' || name === 'repository') && HEAD.test(viaEnv(value, model)),
    )
    return named && !pathApart(step) ? named.line : named?.line
  }
  return linesOf(step).find(({ text }) => CHECKOUT_COMMAND.test(text))?.line
}

const pathApart = (step: Step): boolean => step.use?.with.some(({ name }) => name === 'path') ?? false

const viaEnv = (value: string, model: PipelineModel): string =>
  value.replace(
    /\benv\.(\w+)/g,
    (whole, name: string) => model.env.find((one) => one.name === name)?.value ?? whole,
  )

function artifacts(model: PipelineModel, job: Job): Found[] {
  if (
    !triggeredBy(model, 'workflow_run') ||
    SAME_REPOSITORY.test(job.condition ?? '') ||
    /\bevent\s*==\s*'(?:push|schedule)'/.test(job.condition ?? '')
  )
    return []
  return job.steps.flatMap((step) => {
    const other = step.use?.with.some(({ name }) => /^run[-_]id$|^workflow(?:_?run)?$/i.test(name))
    const taken =
      (/download-artifact/.test(step.use?.name ?? '') && other) ||
      linesOf(step).some(({ text }) => /\bgh run download\b|downloadArtifact\b/.test(text))
    return taken
      ? [
          {
            rule: 'cicd-untrusted-artifact',
            line: step.line,
            endLine: step.endLine,
            what: `job ${job.name}`,
            confidence: 'low' as const,
          },
        ]
      : []
  })
}

/** Values from outside that go to the environment of all later steps: an artifact's file, an event's text. */
function environmentFiles(model: PipelineModel, job: Job): Found[] {
  if (!triggeredBy(model, 'pull_request_target', 'workflow_run')) return []
  return job.steps.flatMap((step) => {
    const read = [
      ...(step.script?.text ?? '').matchAll(/\b(\w{1,60})=["']?\$\(\s*(?:cat|<|jq|unzip|head|tail)\b/g),
    ].map((match) => match[1] as string)
    return linesOf(step).flatMap(({ line, text }) => {
      const file = />>\s*["']?\$\{?(GITHUB_(?:ENV|PATH))\b/.exec(text)?.[1]
      const foreign =
        /\$\(\s*(?:cat|<|jq|unzip|head|tail)\b|\bcat\s+\S+[^\n]*>>|\$\{\{\s*github\.event\b/.test(text) ||
        read.some((name) => text.includes(`$${name}`) || text.includes(`\${${name}}`))
      return file && foreign ? [{ rule: 'cicd-environment-file', line, what: file }] : []
    })
  })
}

function selfHosted(model: PipelineModel): Found[] {
  if (!triggeredBy(model, 'pull_request', 'pull_request_target', 'issue_comment')) return []
  return model.jobs.flatMap((job) =>
    job.selfHosted &&
    !SAME_REPOSITORY.test(job.condition ?? '') &&
    !/event_name\s*!=\s*'pull_request'|event_name\s*==\s*'(?!pull_request)/.test(job.condition ?? '')
      ? [
          {
            rule: 'cicd-self-hosted-untrusted',
            line: job.line,
            what: `job ${job.name}`,
            confidence: 'low' as const,
          },
        ]
      : [],
  )
}

function conditions(model: PipelineModel): Found[] {
  const all = [
    ...model.jobs.map((job) => ({ text: job.condition, line: job.line })),
    ...stepsOf(model).map(({ step }) => ({ text: step.condition, line: step.line })),
  ]
  return all.flatMap(({ text = '', line }): Found[] => {
    const found: Found[] = []
    const actor = /github\.(?:actor|triggering_actor)\s*==\s*['"]([\w-]+\[bot\])['"]/.exec(text)?.[1]
    if (actor && triggeredBy(model, 'pull_request_target', 'workflow_run', 'issue_comment'))
      found.push({ rule: 'cicd-spoofable-actor', line, what: `github.actor == '${actor}'` })
    if (/\$\{\{[^}]*\}\}/.test(text) && text.replace(/\$\{\{[^}]*\}\}/g, '') !== '')
      found.push({
        rule: 'cicd-condition-always-true',
        line,
        what: text.trim().replace(/\s+/g, ' ').slice(0, 80),
      })
    return found
  })
}
