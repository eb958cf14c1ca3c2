import type { Hcl } from '../../syntax/hcl-tree.ts'

/** One resource of a template, of either language; expressions in one form. */
export interface AzureResource {
  /** Name inside of the template: the symbol of Bicep, type and name of ARM. */
  symbol: string
  type: string
  line: number
  body: Hcl
  /** Made only when it holds. */
  condition?: Hcl
  /** Made once for each of these. */
  loop?: { names: string[]; over: Hcl }
  /** Symbol of the resource that it belongs to. */
  parent?: string
  /** Only named here: made by somebody else. */
  existing?: true
}

export interface AzureModule {
  symbol: string
  source: string
  line: number
  body: Hcl
  condition?: Hcl
}

/** What one template of Azure says: Bicep or ARM JSON. */
export interface AzureTemplate {
  /** Parameters with their standard values; null when they have none. */
  parameters: [string, Hcl | null][]
  variables: [string, Hcl][]
  resources: AzureResource[]
  modules: AzureModule[]
  outputs: [string, Hcl][]
  /** Lines that the reader did not understand. */
  unread: number[]
}
