import type { PipelineModel, Use } from '../contract.ts'
import type { Check, Found } from './check.ts'

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/
const RULE: Partial<Record<Use['kind'], string>> = {
  action: 'cicd-unpinned-action',
  workflow: 'cicd-unpinned-action',
  image: 'cicd-unpinned-image',
  orb: 'cicd-unpinned-orb',
  pipe: 'cicd-unpinned-pipe',
  include: 'cicd-unpinned-include',
  library: 'cicd-unpinned-library',
  template: 'cicd-unpinned-template',
}

/** Everything that a pipeline takes from elsewhere, or from its own repository. */
export const usesOf = (model: PipelineModel): Use[] => [
  ...model.uses,
  ...model.jobs.flatMap((job) => [
    ...job.images,
    ...job.steps.flatMap((step) => (step.use ? [step.use] : [])),
  ]),
]

/** Whether what is used is bound to content. */
export const isPinned = (use: Use): boolean =>
  use.pinned === true || use.local !== undefined || COMMIT.test(use.ref) || use.ref.startsWith('sha256:')

/** Whether a moving reference is one that moves with every change of its maker. */
const isBranch = (use: Use): boolean =>
  /^(?:main|master|develop|dev|trunk|latest|edge|nightly|HEAD|next|volatile|dev:.*)$|^$/i.test(use.ref)

/** What is used without being bound to content; once per thing and version, with all its places. */
export const checkPins: Check = (model) => {
  const groups = new Map<string, Use[]>()
  for (const use of usesOf(model)) {
    const rule = RULE[use.kind]
    // What a variable names can't be judged from here.
    if (!rule || isPinned(use) || /[$<]/.test(use.name + use.ref)) continue
    const key = `${rule} ${use.name} ${use.ref}`
    groups.set(key, [...(groups.get(key) ?? []), use])
  }
  return [...groups.values()]
    .flatMap(([first, ...more]) => (first ? [foundOf(first, more)] : []))
    .filter(isWorthSaying)
}

function foundOf(use: Use, more: readonly Use[]): Found {
  const branch = isBranch(use)
  const base: Found = {
    rule: RULE[use.kind] as string,
    line: use.line,
    endLine: use.line,
    what: use.ref ? `${use.name}${use.kind === 'image' ? ':' : '@'}${use.ref}` : use.name,
    ...(more.length > 0 ? { more: more.map(({ line }) => line) } : {}),
  }
  if (use.kind === 'image' || use.kind === 'pipe')
    return { ...base, severity: branch && !use.service ? 'medium' : 'low' }
  if (use.kind === 'action' || use.kind === 'workflow')
    return { ...base, severity: branch ? 'high' : 'medium', owner: use.name.split('/')[0] ?? '' }
  if (use.kind === 'library' || use.kind === 'template') return { ...base, severity: 'low' }
  return { ...base, severity: use.kind === 'include' && !branch ? 'low' : 'medium' }
}

/** A library without a version may have one in the settings of Jenkins; a tag of a template is a choice of its owner. */
const isWorthSaying = (found: Found): boolean =>
  !(found.rule === 'cicd-unpinned-template' && /@(?:refs\/)?tags\//.test(found.what)) &&
  !(found.rule === 'cicd-unpinned-library' && /@v?\d/.test(found.what))
