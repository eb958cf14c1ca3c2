import type { Mount, NoteFact, Route, RouteFact, RouterFact } from '../contract.ts'

/** A fact whose authentication depends on what other names ask for, over files. */
export type Pending = NoteFact<{ fact: RouterFact | Mount | Route; depends: string[] }>

/** What a function, an alias or a class of dependencies asks for in turn; `given` = it stands for a parameter that no caller sends. */
export type Dependency = NoteFact<{ depends: string[]; given: boolean; enumerated?: true }>

/** The note that says a fact once its dependencies are known. */
export const pending = (fact: RouterFact | Mount | Route, depends: readonly string[]): RouteFact =>
  ({
    fact: 'note',
    kind: 'pending',
    name: '',
    line: fact.line,
    framework: 'fastapi',
    data: { fact, depends: [...new Set(depends)].slice(0, 30) },
  }) satisfies Pending

export const dependency = (
  name: string,
  line: number,
  data: { depends: string[]; given: boolean; enumerated?: true },
): Dependency => ({ fact: 'note', kind: 'dependency', name, line, framework: 'fastapi', data })
