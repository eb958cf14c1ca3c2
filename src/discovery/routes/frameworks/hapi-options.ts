import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { argumentsOf, keyOf, named, propertyOf } from '../languages/javascript-nodes.ts'
import { objectOf } from './fastify-options.ts'

export { objectOf }

const PLACES: [string, Parameter['in']][] = [
  ['query', 'query'],
  ['payload', 'body'],
  ['headers', 'header'],
]

/** Parameters that `options.validate` names where it is written in place: an object, or `Joi.object({ … })`. */
export function parametersOfValidation(options: SgNode | undefined, file: SourceFile): Parameter[] {
  const validate = objectOf(propertyOf(options, 'validate'), file)
  if (!validate) return []
  return PLACES.flatMap(([key, place]) => {
    const schema = propertyOf(validate, key)
    const calls =
      schema?.kind() === 'call_expression'
        ? schema.find({
            rule: { kind: 'call_expression', has: { field: 'function', regex: '\\.(object|keys)$' } },
          })
        : null
    const object =
      schema?.kind() === 'object' ? schema : calls ? argumentsOf(calls)[0] : objectOf(schema, file)
    return (object?.kind() === 'object' ? named(object) : []).flatMap((one) =>
      one.kind() === 'pair' ? [{ name: keyOf(one), in: place }] : [],
    )
  }).slice(0, 50)
}
