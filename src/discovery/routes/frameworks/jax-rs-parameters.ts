import type { Parameter } from '../../contract.ts'
import { type JvmParameter, textsOf } from '../languages/jvm-types.ts'

/** Annotation of a parameter → where the request carries it. RESTEasy's own take the parameter's name. */
const PLACES: Record<string, Parameter['in']> = {
  PathParam: 'path',
  RestPath: 'path',
  QueryParam: 'query',
  RestQuery: 'query',
  HeaderParam: 'header',
  RestHeader: 'header',
  CookieParam: 'cookie',
  RestCookie: 'cookie',
  FormParam: 'body',
  RestForm: 'body',
}
// What says nothing of where a parameter comes from: it is then the body.
const CHECKS = new Set(['Valid', 'NotNull', 'NotEmpty', 'NotBlank', 'RequestBody', 'Parameter', 'Nonnull'])

/** Parameters of a resource's method; the one that no annotation explains is the body. */
export function resourceParameters(parameters: readonly JvmParameter[]): Parameter[] {
  return parameters.flatMap(({ name, type, annotations }): Parameter[] => {
    const found = annotations.find((one) => Object.hasOwn(PLACES, one.name))
    const typed = type ? { type } : {}
    if (found) {
      const [said] = textsOf(found, 'value')
      return [{ name: said || name, in: PLACES[found.name] as Parameter['in'], ...typed }]
    }
    return annotations.every((one) => CHECKS.has(one.name)) ? [{ name, in: 'body', ...typed }] : []
  })
}
