import type { Endpoint, Parameter } from '../contract.ts'

/** Where a `$ref` leads when it leaves the file: `../paths/users.yaml#/list`. */
export interface FarRef {
  ref: string
}

/** One operation of a path of OpenAPI. */
export interface OperationFact {
  method: string
  line: number
  /** Names of what it asks for; `[]` = says that it is open; left out = as the document says. */
  security?: string[]
  parameters: (Parameter | FarRef)[]
  uses: string[]
  name?: string
}

/** A path of OpenAPI with its operations, or where they are. */
export interface PathItemFact {
  line: number
  ref?: string
  parameters: (Parameter | FarRef)[]
  operations: OperationFact[]
}

/** An OpenAPI document. */
export interface DocumentFact {
  fact: 'openapi'
  format: 'OpenAPI' | 'Swagger'
  prefix: string
  security?: string[]
  paths: [path: string, item: PathItemFact][]
  /** `paths: { $ref: … }`: all of them are elsewhere. */
  pathsRef?: string
}

/** Parts that documents in other files may refer to, by their JSON pointer (`` = the whole file). */
export interface FragmentFact {
  fact: 'fragment'
  items: [pointer: string, item: PathItemFact][]
  parameters: [pointer: string, parameter: Parameter][]
}

/** An operation that one file describes completely: AsyncAPI, gRPC. */
export interface EndpointFact {
  fact: 'endpoint'
  endpoint: Endpoint
}

/** A field of a type of GraphQL that may be a root. */
export interface GraphqlFact {
  fact: 'graphql'
  type: string
  field: string
  line: number
  authentication?: string | false
  parameters: Parameter[]
  uses: string[]
}

/** `schema { query: RootQuery }`. */
export interface GraphqlSchemaFact {
  fact: 'graphql-schema'
  operation: 'QUERY' | 'MUTATION' | 'SUBSCRIPTION'
  type: string
}

export type DescriptionFact = DocumentFact | FragmentFact | EndpointFact | GraphqlFact | GraphqlSchemaFact
