import type { KnownResource } from '../../../formats/infrastructure/terraform/known-resources.ts'
import type { Hcl, HclAttribute, HclBlock } from '../../syntax/hcl-tree.ts'

/** What one file of Terraform says. */
export type TerraformFact =
  | { fact: 'config'; blocks: HclBlock[]; broken?: number }
  | { fact: 'variables'; attributes: HclAttribute[] }
  /** Resources of a state or a plan, with the values that are known. */
  | { fact: 'known'; resources: KnownResource[] }
  /** A template or a document that `file()` and `templatefile()` may read. */
  | { fact: 'text'; text: Hcl }
