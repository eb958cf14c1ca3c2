import { type ConstDirectiveNode, Kind, type TypeNode } from 'graphql'
import type { SourceFile } from '../source/source-file.ts'
import type { GraphqlFact, GraphqlSchemaFact } from './facts.ts'
import { sdlDocuments } from './graphql-documents.ts'

// Directives by which servers ask for authentication, and those that say that none is needed.
const GUARDS =
  /^(?:auth|authenticated|isAuthenticated|authorized|authorize|authorise|requireAuth|requiresAuth|hasRole|hasRoles|requiresRole|requireRole|hasPermission|requiresPermissions?|hasScope|requiresScopes|policy|protected|private|guard|can|loggedIn|login|aws_auth|aws_cognito_user_pools|aws_iam|aws_oidc|aws_lambda|aws_api_key|secured|restricted|isAdmin|admin|role|roles|permission|permissions|hasAuth)$/i
const OPEN = /^(?:public|skipAuth|noAuth|anonymous|allowAnonymous)$/i
const ROOT = /^(?:Root)?(Query|Mutation|Subscription)(?:s|Root|Type)?$|^(Query|Mutation|Subscription)Root$/
const SCALARS = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])

/** Fields of types that are, or may be, the roots of a GraphQL schema, and what its `schema` says the roots are. */
export function graphqlFacts(file: SourceFile): (GraphqlFact | GraphqlSchemaFact)[] {
  const documents = sdlDocuments(file)
  const schema = documents.flatMap(({ document }) =>
    document.definitions.flatMap((one): GraphqlSchemaFact[] =>
      one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION
        ? (one.operationTypes ?? []).map((root) => ({
            fact: 'graphql-schema',
            operation: root.operation.toUpperCase() as GraphqlSchemaFact['operation'],
            type: root.type.name.value,
          }))
        : [],
    ),
  )
  const roots = new Set(schema.map((one) => one.type))
  const fields = documents.flatMap(({ document, line }) =>
    document.definitions.flatMap((one): GraphqlFact[] => {
      if (one.kind !== Kind.OBJECT_TYPE_DEFINITION && one.kind !== Kind.OBJECT_TYPE_EXTENSION) return []
      if (!ROOT.test(one.name.value) && !roots.has(one.name.value)) return []
      const around = guardOf(one.directives)
      return (one.fields ?? []).flatMap((field): GraphqlFact[] => {
        if (field.name.value.startsWith('_')) return []
        const authentication = guardOf(field.directives) ?? around
        const args = (field.arguments ?? []).map((argument) => ({
          name: argument.name.value,
          in: 'body' as const,
          type: typeName(argument.type),
        }))
        const uses = [typeName(field.type), ...args.map((argument) => argument.type)].filter(
          (name) => !SCALARS.has(name),
        )
        return [
          {
            fact: 'graphql',
            type: one.name.value,
            field: field.name.value,
            line: line + (field.name.loc?.startToken.line ?? 1) - 1,
            ...(authentication === undefined ? {} : { authentication }),
            parameters: args,
            uses: [...new Set(uses)],
          },
        ]
      })
    }),
  )
  return [...schema, ...fields]
}

/** Which operation a root's name means without a `schema` that says so. */
export const usualRoot = (type: string): GraphqlSchemaFact['operation'] | undefined => {
  const found = ROOT.exec(type)
  return (found?.[1] ?? found?.[2])?.toUpperCase() as GraphqlSchemaFact['operation'] | undefined
}

function guardOf(directives: readonly ConstDirectiveNode[] | undefined): string | false | undefined {
  const names = (directives ?? []).map((one) => one.name.value)
  const guard = names.find((name) => GUARDS.test(name))
  if (guard) return `@${guard}`
  return names.some((name) => OPEN.test(name)) ? false : undefined
}

const typeName = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type)
