import type { SourceFile } from '../../source/source-file.ts'
import type { PipelineModel } from '../contract.ts'
import { emptyJob, emptyModel, scriptStep, variablesOf } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf } from '../yaml/yaml-value.ts'

/** A `buildspec.yml` of AWS CodeBuild. Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
export function readCodebuild(file: SourceFile): PipelineModel[] {
  const [root] = readYaml(file.text)
  const phases = at(root, 'phases')
  if (!root || phases?.kind !== 'map') return []
  const model = emptyModel('codebuild', file.path)
  model.line = root.entries[0]?.line ?? 1
  model.env = variablesOf(at(root, 'env', 'variables'))
  model.jobs = phases.entries.map(({ key, line, value }) => ({
    ...emptyJob(key, line),
    steps: ['commands', 'finally'].flatMap((part) =>
      listOf(at(value, part)).flatMap((one) => scriptStep(one)),
    ),
  }))
  return [model]
}
