import { isObject } from '../values/fields.ts'

/** Properties that hold secrets in clear in a state or an inventory: they stay there. */
const SECRET =
  /passw|secret_?(?:string|binary|key)|private_?key|access_?key|token|connection_?string|credential|(?:user|custom)_?data|certificate|(?:master|admin|primary|secondary|api)_?key|kube_?config|client_?secret|sas_|^value$|^secret$|^stringvalue$|^result$|^sensitive/i
/** An address or a range of addresses, of either version; one colon alone may stand between a name and a password. */
const NETWORK = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$|^(?=.*:.*:)[\da-f:]{2,39}(?:\/\d{1,3})?$/i
const MOST_DEPTH = 30

/** A copy of a configuration without properties whose names say that they hold secrets, at any depth. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (depth > MOST_DEPTH) return null
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => (!SECRET.test(key) || isNetwork(key, one)) && key !== '__proto__')
      .map(([key, one]) => [key, withoutSecrets(one, depth + 1)]),
  )
}

/** The networks that may reach a database are values too, and no secret: `value: 0.0.0.0/0`. */
const isNetwork = (key: string, value: unknown): boolean =>
  key === 'value' && typeof value === 'string' && NETWORK.test(value)
