import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { type PhpArgument, phpArguments, phpElements, phpText, phpTexts } from '../languages/php-calls.ts'
import { whatPhpReads } from '../languages/php-handlers.ts'

const ID = 'symfony'
const ROUTE = /^(?:\\?(?:\w+\\)*)?Route$/
/** FOSRest's and Sensio's: the name says the method. */
const VERB =
  /^(?:\\?(?:FOS\\RestBundle\\Controller\\)?(?:Rest|FOSRest|Annotations)\\)?(Get|Post|Put|Patch|Delete|Head|Options)$/
const GUARD = /^(?:\\?(?:\w+\\)*)?(IsGranted|Security)$/
const OPEN = /PUBLIC_ACCESS|IS_AUTHENTICATED_ANONYMOUSLY/

/** What an attribute or annotation says. */
interface Said {
  name: string
  paths: string[]
  methods: string[]
}

/** Symfony's attributes and annotations. Source: https://symfony.com/doc/current/routing.html */
export const symfony: Framework = {
  id: ID,
  name: 'Symfony',
  language: 'php',
  packages: ['symfony/framework-bundle', 'symfony/routing', 'symfony/symfony', 'Symfony.', 'FOS.RestBundle.'],
  mentions:
    /#\[(?:\\?\w+\\)*(?:Route|Get|Post|Put|Patch|Delete)\b|[[,]\s*(?:\w+\\)*Route\(|\*\s*@(?:\w+\\)*(?:Route|Get|Post|Put|Patch|Delete)\(|#\[(?:\\?\w+\\)*(?:IsGranted|Security)\(/,
  rules: [{ rule: { kind: 'class_declaration' }, facts: classFacts }],
}

function classFacts(type: SgNode): RouteFact[] {
  const name = type.field('name')?.text() ?? ''
  const methods = (type.field('body')?.children() ?? []).filter((one) => one.kind() === 'method_declaration')
  const own = routesOn(type)
  const prefixes = own.length > 0 ? own.flatMap((one) => one.paths) : ['']
  const guard = guardOn(type)
  const routes = methods.flatMap((method) => {
    const handler = method.field('name')?.text() ?? ''
    const says = guardOn(method) ?? guardInside(method)
    const line = lineOf(method.field('name') ?? method)
    return routesOn(method).flatMap((one) =>
      one.paths.flatMap(optional).flatMap((path) =>
        (one.methods.length ? one.methods : ['ANY']).map(
          (verb): RouteFact => ({
            fact: 'route',
            framework: ID,
            line,
            router: name,
            own: true,
            method: verb.toUpperCase(),
            path,
            handler: `${name}.${handler}`,
            handlerLine: line,
            ...whatPhpReads(method.text().slice(0, 12_000)),
            ...(says !== undefined ? { authentication: says } : {}),
          }),
        ),
      ),
    )
  })
  const said = { framework: ID, line: lineOf(type) }
  // An invokable controller says its route on the class.
  const invoked = methods.find((one) => one.field('name')?.text() === '__invoke')
  if (routes.length === 0 && own.length > 0 && invoked)
    return own.flatMap((one) =>
      one.paths.flatMap(optional).flatMap((path) =>
        (one.methods.length ? one.methods : ['ANY']).map(
          (verb): RouteFact => ({
            ...said,
            fact: 'route',
            method: verb.toUpperCase(),
            path,
            handler: `${name}.__invoke`,
            handlerLine: lineOf(invoked),
            ...(guard !== undefined ? { authentication: guard } : {}),
          }),
        ),
      ),
    )
  if (routes.length === 0) return handlersOf(name, methods, guard)
  // A class with several prefixes is reached through each.
  if (prefixes.length > 1)
    return [
      { ...said, fact: 'router', name, ...(guard !== undefined ? { authentication: guard } : {}) },
      ...prefixes.map(
        (prefix): RouteFact => ({
          ...said,
          fact: 'mount',
          parent: `${name}#`,
          child: name,
          prefix: templateOf(prefix),
        }),
      ),
      ...routes,
    ]
  return [
    {
      ...said,
      fact: 'router',
      name,
      prefix: templateOf(prefixes[0] ?? ''),
      ...(guard !== undefined ? { authentication: guard } : {}),
    },
    ...routes,
  ]
}

/** What the functions of a class ask for whose routes stand in YAML. */
function handlersOf(name: string, methods: SgNode[], guard: string | false | undefined): RouteFact[] {
  return methods.flatMap((method): RouteFact[] => {
    const handler = method.field('name')?.text() ?? ''
    const authentication = guardOn(method) ?? guardInside(method) ?? guard
    const line = lineOf(method.field('name') ?? method)
    return authentication === undefined
      ? []
      : [
          {
            fact: 'handler',
            framework: ID,
            name: `${name}.${handler}`,
            line,
            authentication,
            ...whatPhpReads(method.text().slice(0, 12_000)),
          },
        ]
  })
}

/** `{id<\d+>?1}` and `{!page}` are `{id}` and `{page}`. */
export const templateOf = (path: string): string =>
  path.replace(/\{!?(\w+)(?::[\w.]+)?(?:<[^>]*>)?(?:\?[^}]*)?\}/g, '{$1}')

/** A path whose last parameter has a default is two: `/blog/{page?1}`. Where it says so elsewhere, the longer one stands for both. */
function optional(path: string): string[] {
  const whole = templateOf(path)
  return /\/\{!?\w+(?:<[^>]*>)?\?[^}]*\}$/.test(path) ? [whole, whole.replace(/\/\{\w+\}$/, '')] : [whole]
}

const attributesOf = (node: SgNode): SgNode[] =>
  node
    .children()
    .filter((one) => one.kind() === 'attribute_list')
    .flatMap((one) => one.findAll({ rule: { kind: 'attribute' } }))

const attributeName = (attribute: SgNode): string =>
  attribute
    .children()
    .find((one) => one.kind() === 'name' || one.kind() === 'qualified_name')
    ?.text() ?? ''

function routesOn(node: SgNode): Said[] {
  const attributes = attributesOf(node).flatMap((one): Said[] => {
    const name = attributeName(one)
    const verb = VERB.exec(name)?.[1]
    if (!ROUTE.test(name) && !verb) return []
    const args = phpArguments(one)
    const methods = verb
      ? [verb]
      : phpTexts(argument(args, 'methods', 4)?.value)
          .filter((text) => /^[A-Za-z]+$|METHOD_/.test(text))
          .map(methodOf)
    return [{ name, paths: pathsOf(argument(args, 'path', 0)?.value), methods }]
  })
  return attributes.length > 0 ? attributes : annotationsOn(node)
}

/** `'GET'`, `Request::METHOD_GET`. */
const methodOf = (text: string): string => (/METHOD_([A-Z]+)/.exec(text)?.[1] ?? text).toUpperCase()

const argument = (args: PhpArgument[], name: string, index: number): PhpArgument | undefined =>
  args.find((one) => one.name === name) ??
  (args[index]?.name === undefined && index === 0 ? args[0] : undefined)

/** A path, or one for each language: `['en' => '/a', 'nl' => '/b']`. */
function pathsOf(value: SgNode | undefined): string[] {
  if (value?.kind() === 'array_creation_expression')
    return phpElements(value).flatMap((one) => phpText(one.value) ?? [])
  return [(value && phpText(value)) ?? '']
}

/** `@Route("/x", methods={"GET"})` in the comment in front. */
function annotationsOn(node: SgNode): Said[] {
  const comment = node.prev()
  if (comment?.kind() !== 'comment') return []
  const text = comment
    .text()
    .slice(0, 8_000)
    .replace(/^\s*\*/gm, ' ')
  return [
    ...text.matchAll(
      /@(?:(?:Rest|FOSRest|Routing|Annotations|Symfony\\\w+(?:\\\w+)*)\\)?(Route|Get|Post|Put|Patch|Delete)\(([^@]{0,2000})/g,
    ),
  ].map(([, name = '', args = '']) => {
    const path =
      /^\s*(?:path\s*=\s*)?"([^"]*)"/.exec(args)?.[1] ?? /\bpath\s*=\s*"([^"]*)"/.exec(args)?.[1] ?? ''
    const list = /\bmethods\s*=\s*(\{[^}]*\}|"[^"]*")/.exec(args)?.[1] ?? ''
    const methods = name === 'Route' ? [...list.matchAll(/[A-Za-z]+/g)].map(([one]) => one) : [name]
    return { name, paths: [path], methods }
  })
}

/** `#[IsGranted('ROLE_ADMIN')]`, `@Security("…")`; false where it says that all may come. */
function guardOn(node: SgNode): string | false | undefined {
  for (const one of attributesOf(node)) {
    if (!GUARD.test(attributeName(one))) continue
    const text = one.text().replace(/\s+/g, ' ')
    return OPEN.test(text) ? false : `#[${text.slice(0, 78)}]`
  }
  const comment = node.prev()
  const said =
    comment?.kind() === 'comment'
      ? /@(?:\w+\\)*(IsGranted|Security)\(([^)\n]{0,120})/.exec(comment.text().slice(0, 8_000))
      : undefined
  return said ? (OPEN.test(said[2] ?? '') ? false : `@${said[1]}(${said[2]})`.slice(0, 80)) : undefined
}

/** `$this->denyAccessUnlessGranted('ROLE_ADMIN')` in the function itself. */
const guardInside = (method: SgNode): string | undefined =>
  method.text().includes('denyAccessUnlessGranted(') ? 'denyAccessUnlessGranted' : undefined
