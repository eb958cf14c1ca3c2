import type { Resource } from '../../model/observation.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import type { File } from './observation.ts'

/**
 * The resource that a finding is about, by the address that other tools give it: the search key is where KICS looked, in words of
 * each platform. Undefined where the place is no resource.
 */
export function resourceOf(platform: string | undefined, file: File): Resource | undefined {
  const key = (file.search_key ?? '').replaceAll(/[{}]{2}/g, '')
  const type = known(file.resource_type)
  const provider = platform?.toLowerCase()
  const named = (address: string | undefined, of = type): Resource | undefined =>
    address === undefined ? undefined : ({ address, type: of, provider } as Resource)
  switch (provider) {
    case 'terraform': {
      const [, module] = /^module[.[]([\w-]+)/.exec(key) ?? []
      if (module !== undefined) return named(`module.${module}`, 'module')
      const [, data = '', of, name] = /^(data\.)?(\w+)\[([\w-]+)\]/.exec(key) ?? []
      return of === undefined ? undefined : named(`${data}${of}.${name}`, of)
    }
    case 'cloudformation': {
      const [, name] = /^Resources\.([\w-]+)/.exec(key) ?? []
      return name === undefined ? undefined : named(type ? `${type}.${name}` : name)
    }
    case 'kubernetes':
    case 'knative':
      return named(kubernetesAddress({ kind: type, name: known(file.resource_name) ?? nameIn(key) }))
    default:
      return undefined
  }
}

/** `n/a` says that there is none. */
const known = (text: string | undefined): string | undefined =>
  text && !/^n\/a$/i.test(text) ? text : undefined

const nameIn = (key: string): string | undefined =>
  /^metadata\.name=([\w.-]+?)(?:\.(?:spec|metadata)\b|$)/.exec(key)?.[1]
