import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import { type FunctionParameter, parametersOf } from '../languages/python-functions.ts'
import { argumentsOf, dottedName, pathText } from '../languages/python-syntax.ts'

const PLACES: Record<string, Parameter['in'] | undefined> = {
  Path: 'path',
  Query: 'query',
  Header: 'header',
  Cookie: 'cookie',
  Body: 'body',
  Form: 'body',
  File: 'body',
}
const GIVEN =
  /^(?:\w+\.)*(?:Request|Response|BackgroundTasks|WebSocket|HTTPConnection|SecurityScopes|\w*Session)$/
const SIMPLE =
  /^(?:(?:typing\.)?(?:Optional|Union|Literal)\[)?(?:str|int|float|bool|bytes|Decimal|UUID4?|uuid\.UUID|UUID\d|datetime|date|time|timedelta|datetime\.\w+|EmailStr|HttpUrl|AnyUrl|PositiveInt|NonNegativeInt|None|["'])/
const BODY_METHODS = /^(?:POST|PUT|PATCH|ANY)$/

/** What callers send: by the function's signature, as FastAPI reads it. Dependencies' own parameters are not followed. */
export function fastapiParameters(node: SgNode, method: string, path: string): Parameter[] {
  return parametersOf(node).flatMap((one) => {
    if (one.name === 'self' || one.name === 'cls') return []
    const calls = [one.value, ...annotations(one.type)].filter((call) => call?.kind() === 'call')
    const call = calls.find((made) => PLACES[last(dottedName(made?.field('function')))])
    if (
      !call &&
      calls.some((made) => /(?:^|\.)(?:Depends|Security)$/.test(dottedName(made?.field('function'))))
    )
      return []
    const type = typeText(one)
    if (GIVEN.test(type)) return []
    const place = call ? PLACES[last(dottedName(call.field('function')))] : undefined
    const alias = call ? pathText(argumentsOf(call).named.get('alias')) : undefined
    const where = path.includes(`{${one.name}}`) ? 'path' : (place ?? placeByType(type, one, method))
    const name = alias ?? (where === 'header' ? one.name.replaceAll('_', '-') : one.name)
    return [{ name, in: where, ...(type ? { type: type.slice(0, 80) } : {}) }]
  })
}

const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** Calls inside of `Annotated[…]`. */
const annotations = (type: SgNode | undefined): SgNode[] =>
  type && /^(?:\w+\.)?Annotated\[/.test(type.text()) ? type.findAll({ rule: { kind: 'call' } }) : []

function typeText({ type }: FunctionParameter): string {
  const text = type?.text() ?? ''
  return /^(?:\w+\.)?Annotated\[\s*([^,[\]]+(?:\[[^\]]*\])?)/.exec(text)?.[1] ?? text
}

function placeByType(type: string, { value }: FunctionParameter, method: string): Parameter['in'] {
  if (type === '' || SIMPLE.test(type) || !BODY_METHODS.test(method)) return 'query'
  // A default that is a plain value: an enumeration, most likely.
  return value && value.kind() !== 'none' && value.kind() !== 'call' && value.kind() !== 'ellipsis'
    ? 'query'
    : 'body'
}
