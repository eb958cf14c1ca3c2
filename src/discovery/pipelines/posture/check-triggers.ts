import type { Job, PipelineModel, Step } from '../contract.ts'
import { type Check, type Found, isPrivileged, linesOf, stepsOf, triggeredBy } from './check.ts'
import { isPullRequestHead, onlyOwn } from './pull-request-head.ts'

const CHECKOUT_COMMAND =
  /\bgh\s+pr\s+checkout\b|\bgit\s+fetch\b[^\n]*\bpull\/|\bgit\s+checkout\b[^\n]*\$\{\{[^}]*(?:head\.sha|head_ref|head\.ref)/
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
    const place = headCheckout(model, job, step)
    if (place === undefined) return []
    const conditions = `${conditionsOf(model, job)} ${step.condition ?? ''}`
    if (onlyOwn(conditions)) return []
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

/** What must hold for a job to run: its own condition and, as it is skipped with those that it needs, theirs. */
function conditionsOf(model: PipelineModel, job: Job): string {
  const byName = new Map(model.jobs.map((one) => [one.name, one]))
  const all = new Set([job])
  for (const one of all) {
    if (/\b(?:always|failure|cancelled)\(\)/.test(one.condition ?? '')) continue
    for (const name of one.needs ?? []) {
      const needed = byName.get(name)
      if (needed) all.add(needed)
    }
  }
  return [...all].map(({ condition }) => condition ?? '').join(' ')
}

function headCheckout(model: PipelineModel, job: Job, step: Step): number | undefined {
  if (step.use && /^actions\/checkout$/.test(step.use.name)) {
    const named = step.use.with.find(
      ({ name, value }) => (name === 'ref' || name === 'repository') && isPullRequestHead(value, model, job),
    )
    return named && !pathApart(step) ? named.line : named?.line
  }
  return linesOf(step).find(({ text }) => CHECKOUT_COMMAND.test(text))?.line
}

const pathApart = (step: Step): boolean => step.use?.with.some(({ name }) => name === 'path') ?? false

function artifacts(model: PipelineModel, job: Job): Found[] {
  if (
    !triggeredBy(model, 'workflow_run') ||
    onlyOwn(conditionsOf(model, job)) ||
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
    !onlyOwn(conditionsOf(model, job)) &&
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
