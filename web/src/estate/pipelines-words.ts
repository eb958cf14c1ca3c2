import type { EstateNode } from '../api/types.ts'
import { counted } from '../words/format.ts'

const SYSTEM: Record<string, string> = {
  'github-actions': 'GitHub',
  'gitlab-ci': 'GitLab',
  jenkins: 'Jenkins',
  'azure-pipelines': 'Azure',
  circleci: 'CircleCI',
  bitbucket: 'Bitbucket',
  'cloud-build': 'Cloud Build',
  codebuild: 'CodeBuild',
  drone: 'Drone',
  travis: 'Travis',
}

export const systemWords = ({ attributes: { system } }: EstateNode): string =>
  (system && (SYSTEM[system] ?? system)) || ''

/** The last part of a path: where pipelines lie is the same in every repository. */
export const fileWords = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

interface ActionsUsed {
  used: number
  unpinned: number
}

/** Counts come as text, as every attribute does. */
export const actionsOf = ({ attributes }: EstateNode): ActionsUsed => ({
  used: Number(attributes.actions ?? 0) || 0,
  unpinned: Number(attributes.unpinned ?? 0) || 0,
})

export const actionWords = ({ used, unpinned }: ActionsUsed): string =>
  used === 0
    ? 'no actions'
    : `${counted(used, 'action')}, ${unpinned === 0 ? 'all pinned' : `${unpinned} not pinned`}`

/** Where the open weaknesses of an asset's pipelines are listed. */
export const pipelineFindings = (asset: string) => ({ state: 'open', kind: 'pipeline', asset })
