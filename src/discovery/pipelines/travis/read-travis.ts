import type { SourceFile } from '../../source/source-file.ts'
import type { PipelineModel } from '../contract.ts'
import { emptyJob, emptyModel, scriptStep } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf, textOf, type YamlValue } from '../yaml/yaml-value.ts'

// In the order in which they run: https://docs.travis-ci.com/user/job-lifecycle/
const PHASES = [
  'before_install',
  'install',
  'before_script',
  'script',
  'after_success',
  'after_failure',
  'before_deploy',
  'after_deploy',
  'after_script',
]

/** A `.travis.yml`. Source: https://config.travis-ci.com/ */
export function readTravis(file: SourceFile): PipelineModel[] {
  const [root] = readYaml(file.text)
  const own = [root, ...listOf(at(root, 'jobs', 'include')), ...listOf(at(root, 'matrix', 'include'))]
  if (!root || (!at(root, 'language') && own.every((one) => !PHASES.some((phase) => at(one, phase)))))
    return []
  const model = emptyModel('travis', file.path)
  model.line = root.entries[0]?.line ?? 1
  model.jobs = own.flatMap((one) =>
    one
      ? [
          {
            ...emptyJob(textOf(at(one, 'name')) ?? textOf(at(one, 'stage')) ?? 'default', one.line),
            env: variables(at(one, 'env')),
            environment: deployed(one),
            steps: PHASES.flatMap((phase) => listOf(at(one, phase)).flatMap((line) => scriptStep(line))),
          },
        ]
      : [],
  )
  return [model]
}

/** `env: [A=1 B=2]` and `env: { global: [A=1] }`; secure ones are objects and stay out. */
const variables = (value: YamlValue | undefined): { name: string; value: string; line: number }[] =>
  [...listOf(value), ...listOf(at(value, 'global'))].flatMap((one) =>
    one.kind === 'text'
      ? [...one.text.matchAll(/([A-Za-z_]\w{0,100})=("[^"]{0,500}"|\S{0,500})/g)].map((match) => ({
          name: match[1] as string,
          value: (match[2] as string).replaceAll('"', ''),
          line: one.line,
        }))
      : [],
  )

const deployed = (value: YamlValue): string | undefined =>
  listOf(at(value, 'deploy')).flatMap((one) => textOf(at(one, 'provider')) ?? [])[0]
