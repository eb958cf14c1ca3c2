import { Kind as Node, type TypeNode } from 'graphql'
import { sdlDocuments } from '../../api-descriptions/graphql-documents.ts'
import type { RawField } from '../raw-field.ts'
import type { FieldSource } from './contract.ts'

const ROOTS = new Set(['Query', 'Mutation', 'Subscription'])

/** Fields of GraphQL types, interfaces and inputs; what takes arguments or gives other types is a way, not a value. */
export const graphql: FieldSource = {
  id: 'graphql',
  wants: (path) => /\.(?:graphqls?|gql|[cm]?[jt]sx?)$/i.test(path),
  mentions: /\b(?:type|input|interface)\s+\w/,
  read(file) {
    return sdlDocuments(file).flatMap(({ document, line }) =>
      document.definitions.flatMap((one): RawField[] => {
        if (!('fields' in one) || !one.fields || !('name' in one) || !one.name || ROOTS.has(one.name.value))
          return []
        const model = one.name.value
        return one.fields.map((field) => ({
          model,
          name: field.name.value,
          type: typeName(field.type),
          line: line + (field.loc?.startToken.line ?? 1) - 1,
          source: 'graphql',
          note: (field.directives ?? []).map((directive) => `@${directive.name.value}`).join(' '),
        }))
      }),
    )
  },
}

const typeName = (type: TypeNode): string =>
  type.kind === Node.NAMED_TYPE ? type.name.value : typeName(type.type)
