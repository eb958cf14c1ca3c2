import type { Job, Use, Variable } from '../contract.ts'

const BUILDS = /build-push-action|bake-action/
const STEP_OUTPUT = /\bsteps\.([\w-]+)\.outputs\b/

/**
 * What a build action is given, in the one form that the table of known actions reads: images in `tags`, `push` as a word. Tags that
 * `docker/metadata-action` makes are those of its images; `outputs` names the image where it is pushed by its digest; version 1 of the
 * action took `repository` and pushed unless told otherwise. Source: https://github.com/docker/build-push-action, its `action.yml` by version.
 */
export function withBuildInputs(use: Use, job: Job): Use {
  if (!BUILDS.test(use.name)) return use
  const input = (name: string) => use.with.find((one) => one.name === name)
  const repository = input('repository')
  if (repository && /^v?1(?:\.|$)/.test(use.ref))
    return given(use, { tags: repository.value, push: input('push')?.value ?? 'true' })
  const tags = input('tags')
  const made = STEP_OUTPUT.exec(tags?.value ?? '')?.[1]
  const images = made === undefined ? undefined : imagesOf(job, made)
  const output = outputOf(input('outputs'))
  return given(use, {
    ...(images !== undefined
      ? { tags: images }
      : output.name && (!tags || made !== undefined)
        ? { tags: output.name }
        : {}),
    ...(output.pushed ? { push: 'true' } : {}),
  })
}

/** Images of the step of that name; of the only one there is when none has it. */
function imagesOf(job: Job, id: string): string | undefined {
  const all = job.steps.filter(({ use }) => use?.name === 'docker/metadata-action')
  return (all.find((step) => step.id === id) ?? all[0])?.use?.with.find(({ name }) => name === 'images')
    ?.value
}

/** The image that an exporter of BuildKit names, and whether it is pushed: `type=image,name=acme/api,push=true`. */
function outputOf(outputs: Variable | undefined): { name?: string; pushed: boolean } {
  const text = outputs?.value.replace(/["']/g, '') ?? ''
  const name = /(?:^|[,\s])name=((?:\$\{\{[^}]*\}\}|[^,\s])+)/.exec(text)?.[1]
  const pushed =
    /(?:^|[,\s])type=registry\b/.test(text) ||
    (/(?:^|[,\s])type=image\b/.test(text) && /(?:^|[,\s])push=true\b/.test(text))
  return { ...(name ? { name } : {}), pushed }
}

const given = (use: Use, values: Record<string, string>): Use => ({
  ...use,
  with: [
    ...use.with.filter(({ name }) => values[name] === undefined),
    ...Object.entries(values).map(([name, value]) => ({ name, value, line: use.line })),
  ],
})
