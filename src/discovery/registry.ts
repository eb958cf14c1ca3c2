import { type AnyUnit, asAny } from './contract.ts'
import { routes } from './routes/index.ts'

/** Every unit of discovery; one line each. */
export const UNITS: readonly AnyUnit[] = [asAny(routes)]
