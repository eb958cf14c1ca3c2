import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { authenticationIn } from '../languages/jvm-authentication.ts'
import {
  annotationOf,
  JAVA_TYPES,
  type JvmMethod,
  jvmType,
  KOTLIN_TYPES,
  textsOf,
} from '../languages/jvm-types.ts'

const FRAMEWORK = 'spring-mvc-data-rest'

/** What Spring Data REST makes of a repository: https://docs.spring.io/spring-data/rest/reference/repository-resources.html */
const COLLECTION = ['GET', 'POST']
const ITEM = ['GET', 'PUT', 'PATCH', 'DELETE']

/** Repositories that Spring Data REST makes resources of. */
export const springMvcDataRest: Framework = {
  id: FRAMEWORK,
  name: 'Spring Data REST',
  language: 'jvm',
  packages: ['org.springframework.data.rest.', 'org.springframework.boot:spring-boot-starter-data-rest'],
  mentions:
    /@(?:Repository)?RestResource\b|\b(?:Jpa|Crud|PagingAndSorting|Mongo|ListCrud|ListPagingAndSorting)Repository</,
  rules: [
    { rule: JAVA_TYPES, language: 'java', facts: repositoryFacts },
    { rule: KOTLIN_TYPES, language: 'kotlin', facts: repositoryFacts },
  ],
}

function repositoryFacts(node: SgNode, file: SourceFile): RouteFact[] {
  const type = jvmType(node, file)
  const [base] = type.bases.filter((one) => /Repository$/.test(one))
  const annotation = annotationOf(type.annotations, 'RepositoryRestResource', 'RestResource')
  if (!type.interface || !base || annotation?.values.get('exported')?.[0]?.raw === 'false') return []
  if (annotationOf(type.annotations, 'NoRepositoryBean')) return []
  const entity = type.baseArguments.get(base)?.[0]
  const path = textsOf(annotation, 'path', 'collectionResourceRel')[0] ?? (entity && pluralOf(entity))
  if (!path) return []
  const authentication = authenticationIn(type.annotations)
  const security = authentication === undefined ? {} : { authentication }
  const route = (method: string, own: string, line: number): RouteFact => ({
    fact: 'route',
    line,
    framework: FRAMEWORK,
    method,
    path: `/${path}${own}`,
    handler: type.name,
    ...security,
    ...(entity ? { uses: [entity] } : {}),
  })
  // Spring's own `Repository` has nothing but what it declares; the others have everything but what is taken back.
  const closed = new Set(type.methods.filter((one) => exportedAs(one) === false).map((one) => one.name))
  const allowed = (method: string): boolean =>
    !(method === 'DELETE'
      ? closed.has('deleteById') || closed.has('delete')
      : method === 'GET'
        ? closed.has('findAll')
        : closed.has('save'))
  return [
    ...COLLECTION.filter(allowed).map((method) => route(method, '', type.line)),
    ...ITEM.filter(allowed).map((method) => route(method, '/{id}', type.line)),
    ...type.methods
      .filter(
        (one) =>
          /^(find|get|read|query|search|count|exists)/.test(one.name) &&
          !/^(findAll|findById)$/.test(one.name),
      )
      .flatMap((one) => {
        const said = exportedAs(one)
        return said === false ? [] : [route('GET', `/search/${said ?? one.name}`, one.line)]
      }),
  ]
}

/** The path that a query is given, false when it is taken back. */
function exportedAs(method: JvmMethod): string | false | undefined {
  const annotation = annotationOf(method.annotations, 'RestResource')
  if (annotation?.values.get('exported')?.[0]?.raw === 'false') return false
  return textsOf(annotation, 'path')[0]
}

/** `OrderLine` → `orderLines`, `Category` → `categories`: as Evo Inflector does for the common forms. */
function pluralOf(entity: string): string {
  const name = entity.charAt(0).toLowerCase() + entity.slice(1)
  if (/person$/.test(name)) return name.replace(/person$/, 'people')
  if (/[^aeiou]y$/.test(name)) return name.replace(/y$/, 'ies')
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`
}
