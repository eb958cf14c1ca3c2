import type { Unit } from '../contract.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Framework, RouteFact } from './contract.ts'
import { FRAMEWORK_BY_ID, FRAMEWORKS } from './frameworks.ts'
import { frameworksInUse } from './frameworks-in-use.ts'
import { languageFor } from './languages.ts'
import { resolveRoutes } from './resolve-routes.ts'

/** Routes in code: method, path template over all files that take part in it, handler, parameters, whether authentication is seen. */
export const routes: Unit<RouteFact> = {
  id: 'routes',
  version: 1,
  wants: (path) => languageFor(path) !== undefined && isOwnCode(path),
  read(file) {
    const language = languageFor(file.path)
    if (!language) return []
    const own = FRAMEWORKS.filter((one) => one.language === language.id && one.mentions.test(file.text))
    return [...language.symbols(file), ...own.flatMap((framework) => factsOf(framework, file))]
  },
  join(files, tree) {
    const inUse = frameworksInUse(files, FRAMEWORK_BY_ID)
    const wanted = files.map(({ path, facts }) => ({
      path,
      facts: facts.filter((fact) => !('framework' in fact) || inUse(path, fact.framework)),
    }))
    return { endpoints: resolveRoutes(wanted, tree, languageFor, FRAMEWORK_BY_ID) }
  },
}

/** What the rules of one framework find in a file, in the order of the file. */
function factsOf(framework: Framework, file: SourceFile): RouteFact[] {
  const root = file.tree()
  return framework.rules
    .flatMap(({ rule, constraints, facts }) =>
      root.findAll({ rule, ...(constraints ? { constraints } : {}) }).flatMap((match) => facts(match, file)),
    )
    .sort((a, b) => lineOf(a) - lineOf(b))
}

const lineOf = (fact: RouteFact): number => ('line' in fact ? fact.line : 0)
