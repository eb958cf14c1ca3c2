import type { Endpoint } from './contract.ts'

/** What links call an endpoint: `GET /users/{id}`, or with its deployable where another one has the same. */
export const endpointName = ({ name, method, path }: Pick<Endpoint, 'name' | 'method' | 'path'>): string =>
  name ?? `${method} ${path}`
