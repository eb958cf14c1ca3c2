import type { Severity } from '../../model/severity.ts'
import type { Pipeline } from '../contract.ts'

export type System = Pipeline['system']

export interface Variable {
  name: string
  value: string
  line: number
}

/** Shell text, or what stands for it; its lines count from `line`, one for one with the file. */
export interface Script {
  line: number
  text: string
  /** `bash` unless said: `groovy-string` = filled in by Groovy before the shell sees it. */
  shell?: string
}

export type UseKind =
  | 'action'
  | 'workflow'
  | 'image'
  | 'orb'
  | 'pipe'
  | 'include'
  | 'template'
  | 'library'
  | 'task'

/** Something from elsewhere that a pipeline runs. */
export interface Use {
  kind: UseKind
  name: string
  /** Tag, branch, commit, digest; '' when it says none. */
  ref: string
  line: number
  endLine: number
  /** What it is given. */
  with: Variable[]
  /** File or folder of the same repository, relative to the root. */
  local?: string
  /** `inherit` when every secret goes along. */
  secrets?: 'inherit' | undefined
  /** Whether it only stands beside the job for its time: a database for tests. */
  service?: boolean
  /** Whether it is bound to content by other means (a checksum beside it, a version that cannot move). */
  pinned?: boolean
}

export interface Step {
  line: number
  endLine: number
  /** What others call it by, for its outputs. */
  id?: string | undefined
  name?: string | undefined
  condition?: string | undefined
  script?: Script | undefined
  use?: Use | undefined
  env: Variable[]
  /** Folder that the script runs in, relative to the root. */
  folder?: string | undefined
}

export interface Job {
  name: string
  line: number
  condition?: string | undefined
  runners: string[]
  selfHosted: boolean
  images: Use[]
  /** Options of its container, as text, with the line. */
  options?: Script | undefined
  environment?: string | undefined
  /** Whether a person must start it. */
  manual: boolean
  env: Variable[]
  /** Rows of its matrix: what each run of the job has. */
  matrix: Variable[][]
  permissions?: Variable[] | undefined
  steps: Step[]
  /** Jobs that must have gone well before this one. */
  needs?: string[]
  /** Values that later jobs may read. */
  outputs?: Variable[]
}

/** A pipeline's file in the words that all systems share. */
export interface PipelineModel {
  system: System
  line: number
  name: string
  /** No pipeline of its own: a composite action, a template, an included file. */
  part: boolean
  triggers: string[]
  permissions?: Variable[] | undefined
  env: Variable[]
  /** Values of inputs that a caller may give others for. */
  defaults: Variable[]
  /** Orbs, includes, libraries. */
  uses: Use[]
  jobs: Job[]
  /** Inputs that are text of the caller's choice. */
  freeInputs: string[]
  /** Parts of the file that the reader could not follow, with lines. */
  unread: { line: number; message: string }[]
}

/** Where a rule of the posture applies. */
export interface Hit {
  rule: string
  line: number
  endLine?: number
  /** Which thing, for the title: an action, a variable, a job. */
  what: string
  /** Overrides the rule's. */
  severity?: Severity
  confidence?: 'high' | 'medium' | 'low'
  /** Name of what is used, for rules whose rank depends on who owns it. */
  owner?: string
  /** Further lines of the same file. */
  more?: number[]
  /** The lines as text, secrets masked. */
  text: string
}

/** What building and deploying comes to: what, how it was seen and where. */
export interface Deed {
  does: 'builds' | 'pushes' | 'deploys'
  what: 'image' | 'package' | 'environment' | 'workload' | 'path' | 'target'
  name: string
  line: number
  evidence: string
  /** Folder that goes into an image or package. */
  context?: string
}

export interface PipelineFact {
  kind: 'pipeline'
  model: Omit<PipelineModel, 'jobs' | 'unread' | 'freeInputs' | 'permissions' | 'env' | 'defaults'>
  /** `with` only for parts of the same repository. */
  uses: Use[]
  deeds: Deed[]
  secrets: string[]
  permissions: string[]
  env: Variable[]
  hits: Hit[]
  unread: { line: number; message: string }[]
}

/** A word of the tree that tells whose repository it is. */
export interface OrganisationFact {
  kind: 'organisation'
  name: string
}

export type Fact = PipelineFact | OrganisationFact
