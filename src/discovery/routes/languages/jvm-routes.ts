import type { Route, RouteFact } from '../contract.ts'
import type { JvmMethod, JvmType } from './jvm-types.ts'

/** What every fact about a method of a controller says. */
export interface MethodSaid {
  framework: string
  authentication: string | false | undefined
}

const common = (type: JvmType, method: JvmMethod, { framework, authentication }: MethodSaid) => ({
  line: method.line,
  framework,
  router: type.name,
  handler: method.name,
  ...(authentication === undefined ? {} : { authentication }),
  ...(method.uses.length > 0 ? { uses: method.uses } : {}),
})

/** A route that a method of a controller answers. */
export const methodRoute = (
  type: JvmType,
  method: JvmMethod,
  said: MethodSaid,
  { parameters = [], ...route }: Pick<Route, 'method' | 'path' | 'parameters'>,
): RouteFact => ({
  fact: 'route',
  ...common(type, method, said),
  ...route,
  handlerLine: method.line,
  ...(parameters.length > 0 ? { parameters } : {}),
})

/** What a method without a mapping of its own may answer: routes that its bases or interfaces declare. */
export const methodOverride = (type: JvmType, method: JvmMethod, said: MethodSaid): RouteFact[] =>
  type.abstract || type.bases.length === 0 ? [] : [{ fact: 'override', ...common(type, method, said) }]
