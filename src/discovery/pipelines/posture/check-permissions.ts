import type { PipelineModel, Variable } from '../contract.ts'
import type { Check, Found } from './check.ts'

/** Scopes that change what others take: for these a permission at the top of several jobs is too wide. */
const STRONG = new Set([
  'contents',
  'packages',
  'actions',
  'deployments',
  'id-token',
  'attestations',
  'security-events',
  'workflows',
  'pages',
])

/** Permissions of GitHub's token. */
export const checkPermissions: Check = (model) => {
  if (model.system !== 'github-actions' || model.part) return []
  return [
    ...writeAll(model.permissions, 'workflow'),
    ...model.jobs.flatMap((job) => writeAll(job.permissions, `job ${job.name}`)),
    ...missing(model),
    ...wide(model),
  ]
}

const writeAll = (permissions: readonly Variable[] | undefined, where: string): Found[] =>
  (permissions ?? []).flatMap(({ name, value, line }) =>
    name === '*' && value === 'write-all' ? [{ rule: 'cicd-permissions-write-all', line, what: where }] : [],
  )

function missing(model: PipelineModel): Found[] {
  if (model.permissions !== undefined) return []
  const open = model.jobs.filter((job) => job.permissions === undefined)
  const [first] = open
  return first
    ? [
        {
          rule: 'cicd-permissions-missing',
          line: first.line,
          endLine: first.line,
          what: `${open.length === 1 ? `job ${first.name}` : `${open.length} jobs`}`,
        },
      ]
    : []
}

function wide(model: PipelineModel): Found[] {
  const inheriting = model.jobs.filter((job) => job.permissions === undefined)
  if (inheriting.length < 2) return []
  return (model.permissions ?? []).flatMap(({ name, value, line }) =>
    value === 'write' && STRONG.has(name)
      ? [{ rule: 'cicd-permissions-wide', line, what: `${name}: write` }]
      : [],
  )
}
