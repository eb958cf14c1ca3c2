import type { Around, FunctionSpan } from '../syntax/functions-around.ts'

/** Where some code is: what the whole finds its endpoint by. */
export interface Within extends Around {
  line: number
}

/** Code that reads or writes a table, or calls somebody else's system. */
export interface Touch extends Within {
  type: 'touch'
  /** A link's end: `model:customers`, `third-party:Stripe`. */
  to: string
  way: 'reads' | 'writes' | 'calls'
  /** What shows it: `insert into customers`. */
  says: string
}

/** Code that calls a function which another file of the tree may have. */
export interface Call extends Within {
  type: 'call'
  name: string
}

/** A client of a database that code or a manifest names. */
export interface Driver {
  type: 'driver'
  /** As images of stores say it: `postgresql`; `sql` where only a library for several is named. */
  engine: string
  line: number
  says: string
  by: 'code' | 'manifest' | 'address'
}

/** What one file shows of the ways that data takes. */
export type FlowFact = Touch | Call | Driver
export type FileFlow = FlowFact & { file: string }

export type { FunctionSpan }
