import type { Endpoint } from '../../contract.ts'
import type { Template } from '../cloudformation/contract.ts'

/** One serverless.yml: what it deploys as a template, and the operations that its events declare. */
export interface ServerlessFact {
  template: Template
  /** Id in the template → what people call it. */
  names: Record<string, string>
  provider: string
  endpoints: Endpoint[]
  /** Parts that stand in other files, which are not followed. */
  elsewhere: string[]
}
