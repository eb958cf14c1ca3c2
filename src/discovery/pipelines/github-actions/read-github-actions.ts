import type { SourceFile } from '../../source/source-file.ts'
import type { Job, PipelineModel, Step, Use, Variable } from '../contract.ts'
import { emptyJob, emptyModel, imageAt, imageParts, scriptStep, usedAt, variablesOf } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf, namesOf, textOf, type YamlValue } from '../yaml/yaml-value.ts'
import { matrixOf } from './matrix-of.ts'

/**
 * A workflow, or a composite or container action (`action.yml`), of GitHub Actions.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
 */
export function readGithubActions(file: SourceFile): PipelineModel[] {
  const [root] = readYaml(file.text)
  if (root?.kind !== 'map') return []
  // A workflow may be called `action.yml` too.
  const action = /^action\.ya?ml$/i.test(file.name) && !at(root, 'jobs')
  const model = emptyModel('github-actions', textOf(at(root, 'name')) ?? file.path)
  if (action) return at(root, 'runs') ? [readAction(root, model)] : []
  const jobs = at(root, 'jobs')
  if (!jobs) return []
  const on = at(root, 'on') ?? at(root, 'true')
  model.line = root.entries[0]?.line ?? 1
  model.triggers = triggersOf(on)
  model.permissions = permissionsOf(at(root, 'permissions'))
  model.defaults = defaultsOf(at(on, 'workflow_call', 'inputs'))
  model.env = variablesOf(at(root, 'env'))
  model.freeInputs = freeInputsOf(on)
  model.jobs = jobs.entries.map(({ key, line, value }) => readJob(key, line, value))
  const folder = textOf(at(root, 'defaults', 'run', 'working-directory'))
  if (folder) for (const job of model.jobs) for (const step of job.steps) step.folder ??= folder
  return [model]
}

function readAction(root: YamlValue, model: PipelineModel): PipelineModel {
  model.part = true
  model.freeInputs = namesOf(at(root, 'inputs'))
  model.defaults = defaultsOf(at(root, 'inputs'))
  const runs = at(root, 'runs')
  const job = emptyJob('runs', runs?.line ?? 1)
  job.steps = listOf(at(runs, 'steps')).flatMap((step) => readStep(step))
  const image = at(runs, 'image')
  if (image?.text.startsWith('docker://')) job.images = imageAt(image, image.text.slice(9))
  model.jobs = [job]
  return model
}

/** `push`, with what narrows it down for those where it matters: `push (tags)`. */
const triggersOf = (on: YamlValue | undefined): string[] =>
  on?.kind === 'map'
    ? on.entries.map(({ key, value }) =>
        at(value, 'tags') && !at(value, 'branches') ? `${key} (tags)` : key,
      )
    : namesOf(on)

const permissionsOf = (value: YamlValue | undefined): Variable[] | undefined =>
  value === undefined || value.kind === 'null'
    ? undefined
    : value.kind === 'text'
      ? [{ name: '*', value: value.text, line: value.line }]
      : variablesOf(value)

/** Default values of the inputs of a workflow that others call. */
const defaultsOf = (inputs: YamlValue | undefined): Variable[] =>
  (inputs?.entries ?? []).flatMap(({ key, line, value }) => {
    const text = textOf(at(value, 'default'))
    return text ? [{ name: key, value: text, line }] : []
  })

/** Inputs of text that a caller fills in: those of booleans, numbers and choices can hold no commands. */
const freeInputsOf = (on: YamlValue | undefined): string[] =>
  ['workflow_dispatch', 'workflow_call'].flatMap((trigger) =>
    (at(on, trigger, 'inputs')?.entries ?? []).flatMap(({ key, value }) =>
      ['boolean', 'number', 'choice', 'environment'].includes(textOf(at(value, 'type')) ?? '') ? [] : [key],
    ),
  )

function readJob(name: string, line: number, value: YamlValue): Job {
  const job = emptyJob(name, line)
  const runner = at(value, 'runs-on')
  const container = at(value, 'container')
  job.condition = textOf(at(value, 'if'))
  job.runners =
    runner?.kind === 'map' ? namesOf(at(runner, 'labels') ?? at(runner, 'group')) : namesOf(runner)
  job.selfHosted =
    job.runners.some((one) => one === 'self-hosted') || (runner?.kind === 'map' && !!at(runner, 'group'))
  job.environment = textOf(at(value, 'environment')) ?? textOf(at(value, 'environment', 'name'))
  job.permissions = permissionsOf(at(value, 'permissions'))
  job.env = variablesOf(at(value, 'env'))
  job.needs = namesOf(at(value, 'needs'))
  job.outputs = variablesOf(at(value, 'outputs'))
  job.matrix = matrixOf(at(value, 'strategy', 'matrix'))
  const images = [container?.kind === 'map' ? at(container, 'image') : container]
  const services = (at(value, 'services')?.entries ?? []).map((service) => at(service.value, 'image'))
  const read = (image: YamlValue | undefined): Use[] => (image?.kind === 'text' ? imageAt(image) : [])
  job.images = [...images.flatMap(read), ...services.flatMap(read).map((use) => ({ ...use, service: true }))]
  const options = at(container, 'options') ?? at(container, 'volumes')
  if (options) job.options = { line: options.line, text: namesOf(options).join('\n') }
  const uses = at(value, 'uses')
  if (uses?.kind === 'text') job.steps = [calledWorkflow(uses, value)]
  const folder = textOf(at(value, 'defaults', 'run', 'working-directory'))
  for (const step of listOf(at(value, 'steps'))) job.steps.push(...readStep(step, folder))
  return job
}

function calledWorkflow(uses: YamlValue, job: YamlValue): Step {
  const secrets = textOf(at(job, 'secrets')) === 'inherit' ? ('inherit' as const) : undefined
  const use = { ...usedThing(uses, 'workflow'), secrets, with: variablesOf(at(job, 'with')) }
  return { line: uses.line, endLine: uses.endLine, env: variablesOf(at(job, 'secrets')), use }
}

function readStep(value: YamlValue, folder?: string): Step[] {
  if (value.kind !== 'map') return []
  const uses = at(value, 'uses')
  const input = variablesOf(at(value, 'with'))
  const common = {
    line: value.line,
    endLine: value.endLine,
    id: textOf(at(value, 'id')),
    name: textOf(at(value, 'name')) ?? textOf(at(value, 'id')),
    condition: conditionOf(at(value, 'if')),
    env: variablesOf(at(value, 'env')),
    folder: textOf(at(value, 'working-directory')) ?? folder,
  }
  if (uses?.kind === 'text') {
    const use = { ...usedThing(uses, 'action'), with: input, endLine: value.endLine }
    const local = use.local === undefined ? {} : { local: use.local }
    const script = at(value, 'with', 'script')
    const isScript = use.name === 'actions/github-script' && script?.source
    return [
      {
        ...common,
        use: { ...use, ...local },
        ...(isScript ? { script: { ...isScript, shell: 'javascript' } } : {}),
      },
    ]
  }
  return scriptStep(at(value, 'run'), { ...common })
}

/** A block that keeps its line break around `${{ … }}` is text that is never empty: the sign stays to be seen. */
const conditionOf = (value: YamlValue | undefined): string | undefined =>
  value?.openBlock ? `${value.text}` : textOf(value)

function usedThing(value: YamlValue, kind: 'action' | 'workflow'): Use {
  const text = value.text.trim()
  if (text.startsWith('./')) {
    const local = text.slice(2).replace(/\/$/, '')
    return usedAt(kind, value, text, '', { local })
  }
  if (text.startsWith('docker://')) {
    const { name, ref } = imageParts(text.slice(9))
    return usedAt('image', value, name, ref)
  }
  const sign = text.lastIndexOf('@')
  return usedAt(kind, value, sign < 0 ? text : text.slice(0, sign), sign < 0 ? '' : text.slice(sign + 1))
}
