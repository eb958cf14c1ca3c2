import type { Declared } from '../../formats/infrastructure/cloud-types/contract.ts'
import { describeResources } from '../../formats/infrastructure/cloud-types/describe.ts'
import type { Discovery } from '../contract.ts'

/** Declared resources as a discovery has them; `framework` = the language that declares their routes. */
export function describe(
  declared: readonly Declared[],
  framework: string,
): Pick<Discovery, 'infrastructure' | 'links' | 'endpoints'> {
  const { infrastructure, links, routes } = describeResources(declared)
  return {
    infrastructure,
    links,
    endpoints: routes.map(({ method, path, authentication, file, line }) => ({
      method,
      path,
      protocol: 'http',
      framework,
      authenticated: authentication !== undefined,
      ...(authentication === undefined ? {} : { authentication }),
      data: [],
      parameters: [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name = '']) => ({ name, in: 'path' })),
      sources: ['declared'],
      file,
      line,
    })),
  }
}
