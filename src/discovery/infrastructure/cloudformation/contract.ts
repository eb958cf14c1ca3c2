/** Plain JSON with intrinsic functions in their long form: `{"Fn::GetAtt": ["Bucket", "Arn"]}`, `{"Ref": "Bucket"}`. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonRecord = { [key: string]: Json }

export interface TemplateResource {
  id: string
  type: string
  line: number
  condition?: string
  properties: JsonRecord
  /** Lines of the keys of `Events` below it, of functions. */
  events: Record<string, number>
}

/** One template of CloudFormation, as written. */
export interface Template {
  parameters: JsonRecord
  mappings: JsonRecord
  conditions: JsonRecord
  globals: JsonRecord
  outputs: JsonRecord
  resources: TemplateResource[]
}

export const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own property of a record; undefined for all else. */
export const get = (value: Json | undefined, ...keys: string[]): Json | undefined => {
  let at = value
  for (const key of keys) {
    if (!isRecord(at) || !Object.hasOwn(at, key)) return undefined
    at = at[key]
  }
  return at
}
