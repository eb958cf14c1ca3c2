import type { SourceFile } from '../source/source-file.ts'
import { withBuildInputs } from './commands/build-inputs.ts'
import { deedsOf } from './commands/deeds-of.ts'
import { deedsOfAction } from './commands/deeds-of-action.ts'
import type { Deed, Job, PipelineFact, PipelineModel, Step, Variable } from './contract.ts'
import { isPinned, usesOf } from './posture/check-pins.ts'
import { postureOf } from './posture/posture-of.ts'

const SECRETS: Partial<Record<PipelineModel['system'], RegExp>> = {
  'github-actions': /\bsecrets\.([A-Za-z_][\w-]*)/g,
  jenkins: /\bcredentials(?:Id)?\s*(?:\(|:)\s*['"]([^'"\n]{1,200})['"]/g,
}
const SECRET_VARIABLE =
  /\$[({]?([A-Z][A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS)(?:_[A-Z0-9]+)?)\b/gi

/** What one pipeline's file says, and what is weak in it. */
export function factOf(model: PipelineModel, file: SourceFile): PipelineFact {
  const deeds = new Map<Job, Deed[]>(model.jobs.map((job) => [job, deedsOfJob(model, job)]))
  const { system, line, name, part, triggers } = model
  return {
    kind: 'pipeline',
    model: { system, line, name, part, triggers: unique(triggers), uses: [] },
    uses: usesOf(model)
      .filter(({ kind }) => kind !== 'task' || system === 'azure-pipelines')
      .map((use) => ({ ...use, with: use.local === undefined ? [] : use.with, pinned: isPinned(use) })),
    deeds: [...deeds.values()].flat(),
    secrets: secretsOf(model, file.text),
    permissions: unique(
      [model.permissions, ...model.jobs.map((job) => job.permissions)]
        .flatMap((all) => all ?? [])
        .map(({ name: scope, value }) => (scope === '*' ? value : `${scope}: ${value}`)),
    ),
    env: [...model.defaults, ...model.env],
    hits: postureOf(model, deeds, file),
    unread: model.unread,
  }
}

function deedsOfJob(model: PipelineModel, job: Job): Deed[] {
  const shared = [...model.env, ...job.env]
  const named: Deed[] =
    job.environment && !/^\$/.test(job.environment)
      ? [
          {
            does: 'deploys',
            what: 'environment',
            name: job.environment,
            line: job.line,
            evidence: `environment ${job.environment}`,
          },
        ]
      : []
  // A job of a matrix runs once for each row; one that names nothing of it does the same each time.
  const rows = job.matrix.length > 0 ? job.matrix : [[]]
  const all = job.steps.flatMap((step) =>
    rows.flatMap((row) => deedsOfStep(model, job, step, [...shared, ...row, ...step.env])),
  )
  const seen = new Set<string>()
  return [...named, ...all].filter((deed) => {
    const key = `${deed.does} ${deed.what} ${deed.name} ${deed.line}`
    return !seen.has(key) && seen.add(key)
  })
}

function deedsOfStep(model: PipelineModel, job: Job, step: Step, variables: Variable[]): Deed[] {
  const scripted =
    step.script && step.script.shell !== 'javascript'
      ? deedsOf(step.script, variables, cleanFolder(step.folder))
      : []
  const { use } = step
  if (!use) return scripted
  const deeds = deedsOfAction(withBuildInputs(use, job), model.system, variables)
  return [...scripted, ...deeds]
}

const cleanFolder = (folder = ''): string => (/[$<{]/.test(folder) ? '' : folder.replace(/^\.\/|\/$/g, ''))

function secretsOf(model: PipelineModel, text: string): string[] {
  const pattern = SECRETS[model.system]
  const named = pattern ? [...text.matchAll(pattern)].map((match) => match[1] as string) : []
  if (model.system === 'github-actions') return unique(named)
  const own = new Set([...model.env, ...model.jobs.flatMap((job) => job.env)].map(({ name }) => name))
  const used = model.jobs.flatMap((job) =>
    job.steps.flatMap((step) =>
      [...(step.script?.text ?? '').matchAll(SECRET_VARIABLE)].map((match) => match[1] as string),
    ),
  )
  return unique([...named, ...used.filter((name) => !own.has(name))])
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]
