import type { Exposure } from '../../../model/application.ts'
import type { LinkKind } from '../../../model/estate.ts'
import type { Infrastructure } from '../../../model/infrastructure.ts'
import type { Fields, Scalar } from './value.ts'

/** A resource as any template language declares it, evaluated as far as possible. */
export interface Declared {
  /** Unique over everything that is described together. */
  id: string
  /** Address that people know it by. */
  name: string
  /** As its makers write it. */
  type: string
  /** Key in the table of types where it is another than `type`: a well-known module. */
  known?: string
  provider: string
  file: string
  line: number
  fields: Fields
  /** Folder or file that the address is unique in: put in front where two of them declare the same address. */
  scope: string
}

/** A question to one property. All that is said must hold; a property that is not known leaves the question open. */
export interface Test {
  at: string
  is?: Scalar | readonly Scalar[]
  not?: Scalar | readonly Scalar[]
  /** True: it is there (and not null or empty); false: it is not. */
  there?: boolean
  /** Text that matches. */
  like?: RegExp
  /** Known addresses among which is the whole internet. */
  world?: true
}

export interface Rule<Answer> {
  /** All must hold; none = always. */
  when?: readonly Test[]
  tells: Answer
  /** The words that show it; `at = value` of the first test when left out. */
  says?: string
}

/** Whether it has a public address at all; what stands in front of it (security groups) is another question. */
export type Facing = 'public' | 'private'

/** Where the rules of a firewall stand and how they are written. */
export interface Firewall {
  /** Path to the list of rules; '' = the resource is one rule. */
  rules: string
  /** Only rules that pass let something in. */
  only?: readonly Test[]
  /** Paths inside of a rule: ranges, other groups, first and last port, or one property for ports. */
  ranges: readonly string[]
  groups?: readonly string[]
  ports: readonly string[]
}

export interface LinkRule {
  kind: LinkKind
  /** Paths to the other end. */
  to: readonly string[]
  /** Path to the end it comes from; left out = the resource itself. */
  from?: readonly string[]
  /** From the other end to this one. */
  reverse?: true
  when?: readonly Test[]
  /** 0.9 when left out. */
  confidence?: number
}

/** What a type of resource is. All of it is data: paths are those of the template language that the type belongs to. */
export interface CloudType {
  kind: Infrastructure['kind']
  /** Only a step between two others (a listener, a target group): links go through it. */
  step?: true
  /** Attribute → paths of properties. */
  show?: Record<string, readonly string[]>
  /** First that holds decides. */
  facing?: readonly Rule<Facing>[]
  /** First that holds decides outright, firewalls or not. */
  exposure?: readonly Rule<Exposure>[]
  /** What it says of the exposure of another. `over` = stronger than what others say. */
  lends?: readonly (Rule<Exposure | Facing> & { to: readonly string[]; over?: true })[]
  /** Paths to subnets and interfaces that decide `facing` when it does not itself. */
  placed?: readonly string[]
  /** Paths to what guards it: security groups, firewalls, or interfaces and subnets that have some. */
  guards?: readonly string[]
  firewall?: Firewall | readonly Firewall[]
  /** It is a rule of that firewall. */
  partOf?: readonly string[]
  /** It puts a guard in front of another. */
  puts?: { guard: readonly string[]; before: readonly string[] }
  /** A firewall that applies to whatever is in its network and wears its tags. */
  covers?: { network: string; tags: string }
  /** Network and tags that such a firewall finds it by. */
  found?: { networks: readonly string[]; tags: string }
  links?: readonly LinkRule[]
  /** Roles it acts as. */
  actsAs?: readonly string[]
  /** A policy document; `to` = roles that get it, left out = kept for who names this policy. */
  grants?: readonly { policy: string; to?: readonly string[] }[]
  /** It gives policies by name to roles. */
  attaches?: { policies: readonly string[]; to?: readonly string[] }
  /** A policy on a resource: everybody in it means the internet. */
  opens?: readonly { policy: string; of?: readonly string[] }[]
  /** A role for members on a thing (Google, Azure). */
  binds?: { role: string; members: readonly string[]; on: readonly string[] }
  /** A route that it declares: `GET /x`. */
  route?: { key: string }
  /** Properties that name it in addresses and policies. */
  called?: readonly string[]
}

export type CloudTypes = Readonly<Record<string, CloudType>>
