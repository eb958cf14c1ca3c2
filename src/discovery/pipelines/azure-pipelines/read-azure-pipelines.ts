import type { SourceFile } from '../../source/source-file.ts'
import type { Job, PipelineModel, Step, Use, Variable } from '../contract.ts'
import { emptyJob, emptyModel, imageAt, variablesOf as pairs, scriptStep, usedAt } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf, namesOf, textOf, type YamlValue } from '../yaml/yaml-value.ts'

const SCRIPTS = ['script', 'bash', 'pwsh', 'powershell']
const MAX_DEPTH = 30

/**
 * A pipeline or template of Azure Pipelines: stages, jobs, deployments, steps, with `${{ if }}` and `${{ each }}` taken as if they were not there.
 * Source: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/
 */
export function readAzurePipelines(file: SourceFile): PipelineModel[] {
  const [root] = readYaml(file.text)
  if (root?.kind !== 'map') return []
  const parts = ['stages', 'jobs', 'steps', 'extends'].filter((key) => at(root, key))
  const pool = ['trigger', 'pr', 'pool', 'resources', 'schedules'].some((key) => at(root, key))
  const named = /(?:^|\/)[^/]*azure[-_]?pipelines?[^/]*\.ya?ml$/i.test(file.path)
  if (
    parts.length === 0 ||
    !(
      pool ||
      named ||
      /(?:^|\/)(?:\.azure|\.vsts|azure-?pipelines?|\.pipelines|eng|build|ci|pipelines|\.azuredevops)/i.test(
        file.path,
      )
    )
  )
    return []
  if (!pool && !named && !looksLikeAzure(file.text)) return []
  const model = emptyModel(
    'azure-pipelines',
    textOf(at(root, 'name')) && !/\$\(/.test(textOf(at(root, 'name')) ?? '')
      ? (textOf(at(root, 'name')) as string)
      : file.path,
  )
  model.line = root.entries[0]?.line ?? 1
  model.part = !pool && !!at(root, 'parameters')
  model.triggers = triggersOf(root)
  model.defaults = parametersOf(at(root, 'parameters'))
  model.env = variablesOf(at(root, 'variables'))
  model.freeInputs = listOf(at(root, 'parameters')).flatMap((one) =>
    ['string', undefined].includes(textOf(at(one, 'type'))) && !at(one, 'values') && textOf(at(one, 'name'))
      ? [textOf(at(one, 'name')) as string]
      : [],
  )
  model.uses = repositoriesOf(at(root, 'resources'))
  const folder = file.folder
  const top = emptyJob('job', root.line)
  top.runners = poolOf(at(root, 'pool'))
  walk(root, top, 0)
  if (top.steps.length > 0 || top.images.length > 0) model.jobs.unshift(top)
  return [model]

  function walk(value: YamlValue, job: Job, depth: number): void {
    if (depth > MAX_DEPTH) return
    for (const item of value.items) walk(item, job, depth + 1)
    const own = jobOf(value)
    if (own) {
      if (own.runners.length === 0) own.runners = job.runners
      model.jobs.push(own)
    }
    const now = own ?? job
    now.steps.push(...stepOf(value, folder))
    for (const { key, value: one } of value.entries)
      if (
        /^(?:stages|jobs|steps|extends|strategy|runOnce|rolling|canary|preDeploy|deploy|routeTraffic|postRouteTraffic|on|failure|success|\$\{\{.*)$/.test(
          key,
        ) &&
        one.kind !== 'text'
      )
        walk(one, now, depth + 1)
  }
}

const looksLikeAzure = (text: string): boolean =>
  /^\s*-?\s*(?:task|script|bash|pwsh|powershell|template|deployment|job|checkout):/m.test(text)

const triggersOf = (root: YamlValue): string[] => {
  const says = (key: string) => at(root, key) && textOf(at(root, key)) !== 'none'
  const found: string[] = ['trigger', 'pr', 'schedules']
    .filter(says)
    .map((key) => (key === 'trigger' ? 'push' : key === 'pr' ? 'pull request' : 'schedule'))
  if (at(root, 'trigger', 'tags')) found.push('tag')
  return found
}

const parametersOf = (value: YamlValue | undefined): Variable[] =>
  listOf(value).flatMap((one) => {
    const [name, text] = [textOf(at(one, 'name')), textOf(at(one, 'default'))]
    return name && text !== undefined ? [{ name, value: text, line: one.line }] : []
  })

/** `variables` are a map, or a list of `name` and `value`. */
const variablesOf = (value: YamlValue | undefined): Variable[] =>
  value?.kind === 'map'
    ? pairs(value)
    : listOf(value).flatMap((one) => {
        const [name, text] = [textOf(at(one, 'name')), textOf(at(one, 'value'))]
        return name && text !== undefined ? [{ name, value: text, line: one.line }] : []
      })

const poolOf = (value: YamlValue | undefined): string[] =>
  value?.kind === 'map'
    ? [textOf(at(value, 'vmImage')) ?? textOf(at(value, 'name')) ?? ''].filter(Boolean)
    : namesOf(value)

function repositoriesOf(resources: YamlValue | undefined): Use[] {
  return listOf(at(resources, 'repositories')).flatMap((one) => {
    const name = textOf(at(one, 'name'))
    return name
      ? [
          usedAt(
            'template',
            one,
            name,
            (textOf(at(one, 'ref')) ?? '').replace(/^refs\/(?:heads\/|(?=tags\/))/, ''),
          ),
        ]
      : []
  })
}

function jobOf(value: YamlValue): Job | undefined {
  const name = at(value, 'job') ?? at(value, 'deployment')
  if (name?.kind !== 'text' && name?.kind !== 'null') return undefined
  const job = emptyJob(name.text || 'job', value.line)
  const pool = at(value, 'pool')
  const container = at(value, 'container')
  const image = container?.kind === 'map' ? at(container, 'image') : container
  job.runners = poolOf(pool)
  job.selfHosted =
    pool?.kind === 'map' &&
    !at(pool, 'vmImage') &&
    !!at(pool, 'name') &&
    !/^Azure Pipelines$/i.test(textOf(at(pool, 'name')) ?? '')
  job.condition = textOf(at(value, 'condition'))
  job.environment = textOf(at(value, 'environment')) ?? textOf(at(value, 'environment', 'name'))
  job.env = variablesOf(at(value, 'variables'))
  if (image?.kind === 'text' && /[/:]/.test(image.text)) job.images = imageAt(image)
  return job
}

function stepOf(value: YamlValue, folder: string): Step[] {
  const common = {
    line: value.line,
    endLine: value.endLine,
    name: textOf(at(value, 'displayName')),
    condition: textOf(at(value, 'condition')),
    env: pairs(at(value, 'env')),
    folder: textOf(at(value, 'workingDirectory'))?.replace(
      /^\$\((?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory)\)\/?/,
      '',
    ),
  }
  for (const key of SCRIPTS) {
    const script = at(value, key)
    if (script?.kind === 'text') return scriptStep(script, common)
  }
  const template = at(value, 'template')
  if (template?.kind === 'text') {
    const [path = '', alias] = template.text.split('@')
    const local =
      alias && alias !== 'self'
        ? undefined
        : path.startsWith('/')
          ? path.slice(1)
          : [folder, path].filter(Boolean).join('/')
    return [
      {
        ...common,
        use: usedAt('template', template, template.text, '', {
          ...(local ? { local: flatPath(local) } : { pinned: true }),
          with: pairs(at(value, 'parameters')),
        }),
      },
    ]
  }
  const task = at(value, 'task')
  if (task?.kind !== 'text') return []
  const sign = task.text.lastIndexOf('@')
  const input = pairs(at(value, 'inputs'))
  // Versions of tasks are chosen by their major number; the organisation's administrators install them.
  const use = usedAt(
    'task',
    task,
    sign < 0 ? task.text : task.text.slice(0, sign),
    task.text.slice(sign + 1),
    { with: input, pinned: true, endLine: value.endLine },
  )
  const inline = at(value, 'inputs', 'inlineScript') ?? at(value, 'inputs', 'script')
  return [{ ...common, use, ...(inline?.source ? { script: inline.source } : {}) }]
}

const flatPath = (path: string): string => {
  const out: string[] = []
  for (const part of path.split('/'))
    if (part === '..') out.pop()
    else if (part && part !== '.') out.push(part)
  return out.join('/')
}
