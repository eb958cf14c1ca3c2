import type { DataClass } from '../model/application.ts'
import type { Component, Dependency } from '../model/component.ts'
import type { Infrastructure, Link, Place } from '../model/infrastructure.ts'
import type { Observation } from '../model/observation.ts'
import type { FileFlow } from './flows/contract.ts'
import type { ImportedModule, PackageNamespaces } from './imports/contract.ts'
import type { SourceFile } from './source/source-file.ts'

export type { Infrastructure, Link, Place } from '../model/infrastructure.ts'

/** What can be built and run, or used by others: one folder of a repository, several in a monorepo. */
export interface Deployable {
  name: string
  kind: 'service' | 'application' | 'library' | 'function' | 'job' | 'site'
  /** Its folder relative to the root; `.` is the root. */
  path: string
  languages: string[]
  /** As their makers write them: `Express`, `Spring`. */
  frameworks: string[]
  /** Build and deployment files that tell of it, relative to the root. */
  manifests: string[]
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  type?: string
}

/** One operation that others can call. */
export interface Endpoint extends Place {
  /** What links call it where two deployables have the same operation; `METHOD path` without it. */
  name?: string
  /** Folder of the deployable that it belongs to. */
  deployable?: string
  /** Upper case; `ANY` when every method; GraphQL `QUERY`, `MUTATION`, `SUBSCRIPTION`; gRPC `RPC`; messages `PUBLISH`, `SUBSCRIBE`. */
  method: string
  /** `/users/{id}`, whatever the framework's own form; `Query.user`, `shop.Orders/Get`, the channel's address for other protocols. */
  path: string
  protocol: 'http' | 'graphql' | 'grpc' | 'message'
  /** Name of the framework, or of the description's format (`OpenAPI`). */
  framework: string
  /** Whether authentication is seen. */
  authenticated: boolean
  /** What shows it, as the source says it: `requireUser`, `@PreAuthorize`. */
  authentication?: string
  /** Classes of data that it takes or gives, as far as seen. */
  data: DataClass[]
  parameters: Parameter[]
  /** Function that answers, where it has a name. */
  handler?: Place & { name: string }
  /** `code` = a route in code, `declared` = an API description. */
  sources: ('code' | 'declared')[]
  /** Models and types that its handler names; the whole resolves `data` with them. */
  uses?: string[]
}

/** A field that holds sensitive data. */
export interface DataField extends Place {
  name: string
  /** Table, model, message or type that holds it. */
  model: string
  class: DataClass
  /** What exactly: `email`, `card-number`, `diagnosis`. */
  kind: string
  /** 0–1. */
  confidence: number
  /** Why: the word, the type, the annotation. */
  evidence: string
  /** Where fields of this sort come from: `sql`, `prisma`, `typeorm`, `django`, `protobuf`, `type`, … */
  source: string
  type?: string
}

export interface PipelineAction extends Place {
  /** `actions/checkout`, an orb, a component, an image. */
  name: string
  ref: string
  /** Bound to content: a commit or a digest. */
  pinned: boolean
  /** Whether it comes from outside of the organisation. */
  thirdParty: boolean
}

export interface Pipeline extends Place {
  system:
    | 'github-actions'
    | 'gitlab-ci'
    | 'jenkins'
    | 'azure-pipelines'
    | 'circleci'
    | 'bitbucket'
    | 'cloud-build'
    | 'codebuild'
    | 'drone'
    | 'travis'
  name: string
  triggers: string[]
  /** Images and packages that it builds, pushes, and environments or workloads that it deploys to. */
  builds: string[]
  pushes: string[]
  deploys: string[]
  actions: PipelineAction[]
  secrets: string[]
  permissions: string[]
}

export interface Owner {
  /** Pattern or folder relative to the root; `.` is everything. */
  path: string
  /** Team, person or address, as the source writes it. */
  owner: string
  source: 'codeowners' | 'catalog-info' | 'package' | 'history' | string
}

/** Somebody else's system that the code talks to. */
export interface ThirdParty extends Place {
  /** `Stripe`, `api.partner.example`. */
  name: string
  kind: 'sdk' | 'host' | 'queue'
  /** Package, host or queue that shows it. */
  evidence: string
  /** Classes of data that endpoints whose code calls it move: what may reach it. */
  data?: DataClass[]
}

/** Artificial intelligence in use. */
export interface AiUse extends Place {
  kind: 'model' | 'prompt' | 'sdk' | 'mcp-server' | 'agent' | 'vector-store'
  /** Model id, package, server's name. */
  name: string
  evidence: string
  /** Names in the arguments of the calls that send something to it: what data may reach it. */
  uses?: string[]
}

/** A package that a lockfile pins, or what is built here (`root`). `ref` is unique in the tree. */
export interface DiscoveredComponent extends Component {
  /** Folder of the deployable that uses it; where several share a lockfile, the one that the lockfile belongs to. */
  deployable: string
}

/** Something that could not be read or used. Counted and shown, never dropped in silence. */
export interface DiscoveryProblem {
  /** Path, with `:line` where known. */
  where: string
  message: string
}

/** A method that answers an operation which only a description gives a path. */
export interface Implementation extends Place {
  name: string
  framework: string
  authentication?: string
  /** What its whole asks for by path, which only the description knows. */
  guarded?(method: string, path: string): string | false | undefined
  uses?: string[]
}

/** Everything that was found in one tree. Plain data. */
export interface Discovery {
  deployables: Deployable[]
  endpoints: Endpoint[]
  fields: DataField[]
  infrastructure: Infrastructure[]
  pipelines: Pipeline[]
  owners: Owner[]
  /** Policies that the tree keeps for its own findings. */
  policies: { path: string; text: string }[]
  thirdParties: ThirdParty[]
  ai: AiUse[]
  /** The SBOM: who uses what follows from `dependencies`, which starts at each deployable's root. */
  components: DiscoveredComponent[]
  dependencies: Dependency[]
  /** Which modules code imports, folder by folder, and the package that each is of. */
  imports: ImportedModule[]
  /** Namespaces that packages say are theirs; the whole finds packages of imports with them. */
  namespaces: PackageNamespaces[]
  /** Functions that touch tables and others' systems, and databases that are talked to; the whole finds whose endpoints they answer. */
  flows: FileFlow[]
  /** Methods of controllers whose routes are in a description; the whole finds which. */
  implementations: Implementation[]
  links: Link[]
  /** Weaknesses of the posture that reading showed (unpinned actions, …): they go the way of every tool's observations. */
  observations: Observation[]
  problems: DiscoveryProblem[]
}

/** All paths of the tree and the files that a unit may ask for by name while it joins. */
export interface Tree {
  /** Sorted, relative to the root, `/` between folders. */
  paths: readonly string[]
  has(path: string): boolean
}

export interface FileFacts<Fact> {
  path: string
  facts: readonly Fact[]
}

/**
 * One thing that discovery knows how to read. Two steps, both pure: `read` makes facts of one file alone, plain JSON that is kept by the
 * file's content, so that an unchanged file is never read twice; `join` sees the facts of all files and says what there is.
 */
export interface Unit<Fact = unknown> {
  /** Kebab-case, the folder's name. */
  id: string
  /** Raise it when `read` would say something else about the same file: kept facts of older versions are then read again. */
  version: number
  /** Whether a file may hold something for this unit, by its path alone. */
  wants(path: string): boolean
  /** A cheap test of the text before it is parsed; left out = every wanted file is read. */
  mentions?: RegExp
  /** Facts of one file. May throw on a broken file: that is one problem with the file's name. */
  read(file: SourceFile): Fact[]
  /** What the facts of all files say together. */
  join(files: readonly FileFacts<Fact>[], tree: Tree): Partial<Discovery>
}

/** A unit without its own type of fact, as the registry holds it. */
export type AnyUnit = Unit<never>

/** Says `unit` once, typed, and hands it over for the registry. */
export const asAny = <Fact>(unit: Unit<Fact>): AnyUnit => unit as unknown as AnyUnit
