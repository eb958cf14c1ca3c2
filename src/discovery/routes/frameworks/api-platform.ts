import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { type PhpArgument, phpArguments, phpElements, phpText } from '../languages/php-calls.ts'
import { plural } from '../languages/ruby-inflections.ts'
import { joinPaths } from '../names.ts'

const ID = 'api-platform'
const METHODS: Readonly<Record<string, string>> = {
  Get: 'GET',
  GetCollection: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
}
/** What a resource answers that names no operations. */
const ALL = ['GetCollection', 'Post', 'Get', 'Patch', 'Delete']
const OF_MANY = /^(?:GetCollection|Post)$/

/** API Platform: resources and their operations as attributes of classes. Source: https://api-platform.com/docs/core/operations/ */
export const apiPlatform: Framework = {
  id: ID,
  name: 'API Platform',
  language: 'php',
  packages: ['api-platform/core', 'api-platform/symfony', 'api-platform/laravel', 'ApiPlatform.'],
  mentions: /\bApiPlatform\\Metadata\b/,
  rules: [{ rule: { kind: 'class_declaration' }, facts: classFacts }],
}

/** A resource as its attribute says it; operations that stand beside it on the class belong to the one before. */
interface Resource {
  args: PhpArgument[]
  operations: { name: string; args: PhpArgument[]; line: number }[]
  line: number
}

function classFacts(type: SgNode): RouteFact[] {
  const name = type.field('name')?.text() ?? ''
  return resourcesOn(type).flatMap((resource) => {
    const short = textOf(resource.args, 'shortName') ?? name
    const front = textOf(resource.args, 'routePrefix') ?? ''
    const whole = saysWho(resource.args)
    const operations =
      resource.operations.length > 0
        ? resource.operations
        : ALL.map((one) => ({ name: one, args: [], line: resource.line }))
    // What stands below another resource has its path from the resource's attribute.
    const own = textOf(resource.args, 'uriTemplate') ?? `/${plural(snake(short))}`
    return operations.flatMap(({ name: operation, args, line }): RouteFact[] => {
      const method = textOf(args, 'method') ?? METHODS[operation]
      if (!method) return []
      const many = OF_MANY.test(operation) || textOf(resource.args, 'uriTemplate') !== undefined
      const path = textOf(args, 'uriTemplate', 0) ?? (many ? own : `${own}/{id}`)
      const authentication = saysWho(args) ?? whole
      return [
        {
          fact: 'route',
          framework: ID,
          line,
          method: method.toUpperCase(),
          path: joinPaths(front, path.replace(/\.?\{\.?_format\}$/, '')),
          handler: name,
          handlerLine: line,
          uses: [name],
          ...(authentication !== undefined ? { authentication } : {}),
        },
      ]
    })
  })
}

function resourcesOn(type: SgNode): Resource[] {
  const found: Resource[] = []
  const attributes = type
    .children()
    .filter((one) => one.kind() === 'attribute_list')
    .flatMap((one) => one.findAll({ rule: { kind: 'attribute' } }))
  for (const one of attributes) {
    const name = nameOf(one)
    const args = phpArguments(one)
    const line = lineOf(one)
    if (name === 'ApiResource') {
      const listed = args.find((each) => each.name === 'operations')?.value
      found.push({ args, line, operations: phpElements(listed).flatMap(({ value }) => operation(value)) })
    } else if (Object.hasOwn(METHODS, name)) {
      if (found.length === 0) found.push({ args: [], line, operations: [] })
      found.at(-1)?.operations.push({ name, args, line })
    }
  }
  return found
}

function operation(value: SgNode): Resource['operations'] {
  if (value.kind() !== 'object_creation_expression') return []
  return [{ name: nameOf(value), args: phpArguments(value), line: lineOf(value) }]
}

const nameOf = (node: SgNode): string =>
  (
    node
      .children()
      .find((one) => one.kind() === 'name' || one.kind() === 'qualified_name')
      ?.text() ?? ''
  ).replace(/^.*\\/, '')

/** Text of an argument by its name, or by its place where it has none. */
function textOf(args: readonly PhpArgument[], name: string, place?: number): string | undefined {
  const own = args.find((one) => one.name === name)
  if (own) return phpText(own.value)
  const placed = place === undefined ? undefined : args[place]
  return placed && placed.name === undefined ? phpText(placed.value) : undefined
}

/** `security: "is_granted('ROLE_ADMIN')"`; false where it says that all may come. */
function saysWho(args: readonly PhpArgument[]): string | false | undefined {
  const said = args.find((one) => one.name === 'security' || one.name === 'securityPostDenormalize')
  if (!said) return undefined
  const text = said.value.text().replace(/^['"]|['"]$/g, '')
  return /PUBLIC_ACCESS|^true$/.test(text) ? false : `security ${text}`.slice(0, 80)
}

/** `OrderDetail` → `order_detail`, as paths are made of names unless a setting says otherwise. */
const snake = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
