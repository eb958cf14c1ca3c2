import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { asksWho, authenticationOf } from '../languages/python-authentication.ts'
import {
  attributesOf,
  basesOf,
  type Definition,
  definitionOf,
  membersOf,
  usesOf,
} from '../languages/python-functions.ts'
import { argumentsOf, dottedName, pathText, textsOf } from '../languages/python-syntax.ts'
import { type Answer, djangoNote, type ViewClass } from './django-notes.ts'
import { regexPath } from './django-paths.ts'
import { permissionsOf, permittedBy } from './django-permissions.ts'

// Functions of a class that answer a method or an action of a router.
const ANSWERS =
  /^(?:get|post|put|patch|delete|list|create|retrieve|update|partial_update|destroy|form_valid|bulk_\w+)$/
const ONLY: Record<string, string[] | undefined> = {
  require_GET: ['GET'],
  require_POST: ['POST'],
  require_safe: ['GET'],
}

/** A function that takes a request: what it answers is said by the patterns. */
export function viewFunction(node: SgNode): RouteFact[] {
  const definition = definitionOf(node)
  // Methods are told with their class.
  const outer = node.parent()?.kind() === 'decorated_definition' ? node.parent()?.parent() : node.parent()
  if (!definition || outer?.kind() === 'block') return []
  return [djangoNote('view-function', definition.name, definition.line, answerOf(definition))]
}

function answerOf(definition: Definition): Answer {
  const { node, decorators, line } = definition
  const authentication = authenticationOf(decorators) ?? permittedBy(decorators)
  const methods = decorators.flatMap(methodsOf)
  const text = node.text().slice(0, 20_000)
  const uses = usesOf(definition)
  const parameters = parametersRead(text)
  const rest = decorators.some((one) => /(?:^|\.)api_view$/.test(dottedName(one)))
  const action = actionOf(definition)
  return {
    line,
    ...(methods.length > 0 ? { methods } : rest ? { methods: ['GET'] } : methodsAskedFor(text)),
    ...(authentication === undefined ? {} : { authentication }),
    ...(uses.length > 0 ? { uses } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(rest ? { rest } : {}),
    ...(refuses(node) ? { refuses: true as const } : {}),
    ...(action ? { action } : {}),
  }
}

/** Whether a function does nothing else than to refuse. */
function refuses(node: SgNode): boolean {
  const statements = (node.field('body')?.children() ?? []).filter(
    (one) => one.isNamed() && one.kind() !== 'comment',
  )
  const [first, another] = statements.filter((one) => one.child(0)?.kind() !== 'string')
  return (
    first !== undefined &&
    another === undefined &&
    /^(?:raise|return)\b[^\n]*(?:MethodNotAllowed|405|METHOD_NOT_ALLOWED|HttpResponseNotAllowed|http_method_not_allowed)/.test(
      first.text(),
    )
  )
}

function methodsOf(decorator: SgNode): string[] {
  const name = dottedName(decorator).replace(/^.*\./, '')
  if (Object.hasOwn(ONLY, name)) return ONLY[name] ?? []
  if (name !== 'require_http_methods' && name !== 'api_view') return []
  return (textsOf(argumentsOf(decorator).positional[0]) ?? []).map((one) => one.toUpperCase())
}

/** Methods that a body tells apart: a view that never looks answers GET. */
function methodsAskedFor(text: string): { methods?: string[] } {
  const asked = new Set<string>()
  for (const [, one] of text.matchAll(/\.method\s*(?:==|!=|not in|in)\s*[[({]?\s*["'](\w{3,7})["']/g))
    asked.add(one as string)
  if (asked.size === 0 && /\brequest\.(?:POST|FILES)\b/.test(text)) asked.add('POST')
  if (asked.size === 0) return {}
  // Who looks for one method answers another way to the rest.
  if (!/\.method\s*!=/.test(text)) asked.add('GET')
  return { methods: [...asked].filter((one) => /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(one)) }
}

/** DRF's `@action(detail=True, methods=['post'], url_path='x')`, old `@detail_route` and `@list_route` too. */
function actionOf({ name, decorators }: Definition): Answer['action'] | undefined {
  const decorator = decorators.find((one) =>
    /(?:^|\.)(?:action|detail_route|list_route|link)$/.test(dottedName(one)),
  )
  if (!decorator) return undefined
  const kind = dottedName(decorator)
  const { positional, named } = argumentsOf(decorator)
  const detail = named.get('detail') ?? (/action$/.test(kind) ? positional[0] : undefined)
  const methods = textsOf(named.get('methods')) ?? ['GET']
  return {
    detail: detail ? detail.text() === 'True' : /detail_route$/.test(kind),
    path: regexPath(pathText(named.get('url_path')) ?? name),
    methods: methods.map((one) => one.toUpperCase()),
  }
}

const READ =
  /\brequest\.(GET|query_params|POST|data|FILES|headers|COOKIES)(?:\.get(?:list)?\(|\[)\s*["']([\w-]{1,60})["']/g
const PLACES = {
  GET: 'query',
  query_params: 'query',
  POST: 'body',
  data: 'body',
  FILES: 'body',
  headers: 'header',
  COOKIES: 'cookie',
} as const

function parametersRead(text: string): NonNullable<Answer['parameters']> {
  const found = new Map<string, { name: string; in: 'query' | 'body' | 'header' | 'cookie' }>()
  for (const [, from, name = ''] of text.matchAll(READ)) {
    const place = PLACES[from as keyof typeof PLACES]
    found.set(`${place} ${name}`, { name, in: place })
    if (found.size === 40) break
  }
  return [...found.values()]
}

/** A class that answers, or that one inherits from: its functions, permissions, lookup. */
export function viewClass(node: SgNode, file: SourceFile): RouteFact[] {
  const definition = definitionOf(node)
  if (!definition) return []
  const members = membersOf(node)
  const attributes = attributesOf(node)
  const answers: Record<string, Answer> = Object.create(null)
  for (const one of members)
    if (
      ANSWERS.test(one.name) ||
      one.decorators.some((decorator) =>
        /(?:^|\.)(?:action|detail_route|list_route)$/.test(dottedName(decorator)),
      )
    )
      answers[one.name] = answerOf(one)
    // `@lock.mapping.delete` adds a method to the action that it names.
    else for (const decorator of one.decorators) mapped(answers, dottedName(decorator), one)
  const bases = basesOf(node)
  const lookup = pathText(attributes.get('lookup_url_kwarg')) ?? pathText(attributes.get('lookup_field'))
  const only = textsOf(attributes.get('http_method_names')) ?? jsonApiMethods(bases, file)
  const authentication =
    authenticationOf(definition.decorators) ??
    bases.map((one) => one.replace(/^.*\./, '')).find((one) => /Mixin$/.test(one) && asksWho(one))
  const uses = usedBy(attributes)
  const data: ViewClass = {
    bases,
    answers,
    ...permissionsOf(attributes.get('permission_classes'), members),
    ...(authentication === undefined ? {} : { authentication }),
    ...(lookup ? { lookup } : {}),
    ...(only ? { only: only.map((one) => one.toUpperCase()) } : {}),
    ...(uses.length > 0 ? { uses } : {}),
  }
  return [djangoNote('view-class', definition.name, definition.line, data)]
}

/** What the views of JSON:API leave: no PUT. */
const jsonApiMethods = (bases: readonly string[], { text }: SourceFile): string[] | undefined =>
  bases.some((one) => /ModelViewSet$/.test(one)) &&
  /^from rest_framework_json_api\.views import [^\n]*ModelViewSet/m.test(text)
    ? ['get', 'post', 'patch', 'delete']
    : undefined

function mapped(answers: Record<string, Answer>, decorator: string, one: Definition): void {
  const [, name = '', method = ''] = /^(\w+)\.mapping\.(\w+)$/.exec(decorator) ?? []
  const action = answers[name]?.action
  if (action) answers[one.name] = { ...answerOf(one), action: { ...action, methods: [method.toUpperCase()] } }
}

const TOLD =
  /^(?:serializer_class|model|form_class|queryset|serializer|filterset_class|\w+_serializer(?:_class)?)$/

const usedBy = (attributes: ReadonlyMap<string, SgNode>): string[] =>
  [
    ...new Set(
      [...attributes].flatMap(([name, value]) =>
        TOLD.test(name)
          ? [
              ...value
                .text()
                .slice(0, 400)
                .matchAll(/(?<![\w.])[A-Z]\w*[a-z]\w*/g),
            ].map(([one]) => one)
          : [],
      ),
    ),
  ].slice(0, 20)
