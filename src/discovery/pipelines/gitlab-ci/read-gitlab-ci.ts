import type { SourceFile } from '../../source/source-file.ts'
import type { Job, PipelineModel, Step, Use, Variable } from '../contract.ts'
import { emptyJob, emptyModel, imageAt, scriptStep, usedAt } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf, namesOf, textOf, type YamlValue } from '../yaml/yaml-value.ts'

/** Keywords at the top that are no jobs. Source: https://docs.gitlab.com/ci/yaml/ */
const GLOBAL = new Set(
  'image services stages types before_script after_script variables cache include workflow default pages:deploy spec'.split(
    ' ',
  ),
)
const MAX_EXTENDS = 12

/** The pipeline of a `.gitlab-ci.yml`, or a file of the same kind that one includes. */
export function readGitlabCi(file: SourceFile): PipelineModel[] {
  const documents = readYaml(file.text).filter((one) => one.kind === 'map')
  const root = documents.find((one) => at(one, 'spec') === undefined || one.entries.length > 1)
  if (!root || !looksLikeGitlab(root)) return []
  const model = emptyModel('gitlab-ci', file.path)
  model.line = root.entries[0]?.line ?? 1
  model.part = !/(?:^|\/)\.gitlab-ci\.ya?ml$/.test(file.path)
  model.env = variablesOf(at(root, 'variables'))
  model.uses = listOf(at(root, 'include')).flatMap(includeOf)
  const defaults = at(root, 'default') ?? root
  model.jobs = [
    {
      ...emptyJob('default', defaults.line),
      images: imagesOf(defaults),
      steps: [...scripts(defaults, 'before_script'), ...scripts(defaults, 'after_script')],
    },
    ...root.entries
      .filter(
        ({ key, value }) =>
          !GLOBAL.has(key) && value.kind === 'map' && !(key.startsWith('.') && !isJob(value)),
      )
      .map(({ key, line, value }) => readJob(key, line, value, root)),
  ]
  model.triggers = triggersOf(root)
  return [model]
}

const isJob = (value: YamlValue): boolean =>
  [
    'script',
    'image',
    'trigger',
    'extends',
    'before_script',
    'after_script',
    'environment',
    'variables',
    'services',
    'run',
  ].some((key) => at(value, key))

const looksLikeGitlab = (root: YamlValue): boolean =>
  !!at(root, 'include') ||
  root.entries.some(
    ({ value }) =>
      value.kind === 'map' && (at(value, 'script') || at(value, 'trigger') || at(value, 'extends')),
  )

/** `variables` hold texts, or maps with a `value`. */
const variablesOf = (value: YamlValue | undefined): Variable[] =>
  (value?.entries ?? []).flatMap(({ key, line, value: one }) => {
    const text = textOf(one) ?? textOf(at(one, 'value'))
    return text === undefined ? [] : [{ name: key, value: text, line }]
  })

const imagesOf = (value: YamlValue | undefined): Use[] =>
  [at(value, 'image'), ...listOf(at(value, 'services'))].flatMap((one) => {
    const name = one?.kind === 'map' ? at(one, 'name') : one
    return name?.kind === 'text' && !name.tag ? imageAt(name) : []
  })

/** Lines of a script; `!reference` ones stand in the job that they are taken from. */
const scripts = (value: YamlValue | undefined, key: string): Step[] =>
  flat(at(value, key)).flatMap((one) => scriptStep(one))

const flat = (value: YamlValue | undefined, depth = 0): YamlValue[] =>
  depth > 10
    ? []
    : listOf(value).flatMap((one) =>
        one.tag === '!reference' ? [] : one.kind === 'list' ? flat(one, depth + 1) : [one],
      )

function readJob(name: string, line: number, value: YamlValue, root: YamlValue): Job {
  const whole = [value, ...parentsOf(value, root)]
  const first = (key: string): YamlValue | undefined => whole.map((one) => at(one, key)).find(Boolean)
  const environment = first('environment')
  const job = emptyJob(name, line)
  job.images = imagesOf(value)
  job.environment = textOf(environment) ?? textOf(at(environment, 'name'))
  job.env = whole.toReversed().flatMap((one) => variablesOf(at(one, 'variables')))
  job.runners = namesOf(first('tags'))
  job.condition = textOf(at(first('rules')?.items[0], 'if')) ?? namesOf(first('only')).join(', ')
  job.manual =
    textOf(first('when')) === 'manual' ||
    listOf(first('rules')).some((rule) => textOf(at(rule, 'when')) === 'manual')
  const own = ['before_script', 'script', 'after_script'].flatMap((key) => scripts(value, key))
  // What a job takes over from a template runs as well: with its own variables and in its own environment.
  const taken = at(value, 'script')
    ? []
    : whole
        .slice(1)
        .flatMap((one) => scripts(one, 'script'))
        .slice(0, 200)
  job.steps = [...own, ...taken]
  const trigger = at(value, 'trigger')
  for (const include of listOf(at(trigger, 'include')))
    for (const use of includeOf(include))
      job.steps.push({ line: use.line, endLine: use.endLine, env: [], use })
  return job
}

/** Templates that a job extends, in the same file, nearest first. */
function parentsOf(value: YamlValue, root: YamlValue): YamlValue[] {
  const found: YamlValue[] = []
  const seen = new Set<string>()
  let names = namesOf(at(value, 'extends'))
  for (let round = 0; round < MAX_EXTENDS && names.length > 0; round++) {
    const next: string[] = []
    for (const name of names.toReversed()) {
      const parent = at(root, name)
      if (!parent || seen.has(name)) continue
      seen.add(name)
      found.push(parent)
      next.push(...namesOf(at(parent, 'extends')))
    }
    names = next
  }
  return found
}

/** Source: https://docs.gitlab.com/ci/yaml/includes/ */
function includeOf(value: YamlValue): Use[] {
  if (value.kind === 'text')
    return /^https?:\/\//.test(value.text)
      ? [usedAt('include', value, value.text, '')]
      : [usedAt('include', value, value.text, '', { local: value.text.replace(/^\//, '') })]
  const text = (key: string): string | undefined => textOf(at(value, key))
  if (text('local'))
    return [
      usedAt('include', value, text('local') ?? '', '', { local: (text('local') ?? '').replace(/^\//, '') }),
    ]
  if (text('project')) return [usedAt('include', value, text('project') ?? '', text('ref') ?? '')]
  if (text('remote'))
    return [usedAt('include', value, text('remote') ?? '', '', text('integrity') ? { pinned: true } : {})]
  const component = text('component')
  if (component) {
    const sign = component.lastIndexOf('@')
    return [
      usedAt(
        'include',
        value,
        sign < 0 ? component : component.slice(0, sign),
        sign < 0 ? '' : component.slice(sign + 1),
      ),
    ]
  }
  // Templates come with the GitLab that runs them.
  return text('template')
    ? [usedAt('include', value, `template ${text('template')}`, '', { pinned: true })]
    : []
}

function triggersOf(root: YamlValue): string[] {
  const conditions = [root, ...root.entries.map(({ value }) => value), at(root, 'workflow')]
    .flatMap((one) => [
      ...listOf(at(one, 'rules')).map((rule) => textOf(at(rule, 'if')) ?? ''),
      ...namesOf(at(one, 'only')),
    ])
    .join('\n')
  const found = [
    /merge_request/.test(conditions) ? ['merge request'] : [],
    /CI_COMMIT_TAG|^tags$/m.test(conditions) ? ['tag'] : [],
    /schedule/.test(conditions) ? ['schedule'] : [],
    /"web"|'web'|^web$/m.test(conditions) ? ['web'] : [],
    /trigger|pipeline/.test(conditions) && /"(?:trigger|pipeline)"/.test(conditions) ? ['trigger'] : [],
  ]
  return ['push', ...found.flat()]
}
