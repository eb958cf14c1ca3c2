import type { Rule, SgNode } from '@ast-grep/napi'
import type { FileFacts, Tree, Unit } from '../contract.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { SourceFile } from '../source/source-file.ts'
import { asciiRule } from '../syntax/ascii-rule.ts'
import type { Framework, FrameworkRule, RouteFact } from './contract.ts'
import { FRAMEWORK_BY_ID, FRAMEWORKS } from './frameworks.ts'
import { frameworksInUse } from './frameworks-in-use.ts'
import { implementationsIn } from './implementations.ts'
import { languageFor } from './languages.ts'
import { resolveRoutes } from './resolve-routes.ts'
import { Symbols } from './symbols.ts'

/** Routes in code: method, path template over all files that take part in it, handler, parameters, whether authentication is seen. */
export const routes: Unit<RouteFact> = {
  id: 'routes',
  version: 10,
  wants: (path) => languageFor(path) !== undefined && isOwnCode(path),
  read(file) {
    const language = languageFor(file.path)
    if (!language) return []
    // Manifests and settings have names to tell, no routes.
    const own = file.language
      ? FRAMEWORKS.filter(
          (one) =>
            one.language === language.id &&
            (one.files?.test(file.path) ?? true) &&
            one.mentions.test(file.text),
        )
      : []
    const facts = [...language.symbols(file), ...factsOf(own, file)]
    const tests = language.tests?.(file.text) ?? []
    return tests.length === 0
      ? facts
      : facts.filter((one) => !tests.some(([from, to]) => lineOf(one) >= from && lineOf(one) <= to))
  },
  join(files, tree) {
    const inUse = frameworksInUse(files, FRAMEWORK_BY_ID, languageFor)
    const wanted = files.map(({ path, facts }) => ({
      path,
      facts: facts.filter((fact) => !('framework' in fact) || inUse(path, fact.framework)),
    }))
    return {
      endpoints: resolveRoutes(woven(wanted, tree), tree, languageFor, FRAMEWORK_BY_ID),
      implementations: implementationsIn(wanted, FRAMEWORK_BY_ID),
    }
  },
}

/** The facts, with those that frameworks say once they see all files. */
function woven(files: FileFacts<RouteFact>[], tree: Tree): FileFacts<RouteFact>[] {
  const noted = new Set(
    files.flatMap(({ facts }) => facts.flatMap((one) => (one.fact === 'note' ? one.framework : []))),
  )
  if (noted.size === 0) return files
  const symbols = new Symbols(files, tree, languageFor)
  const find = (file: string, name: string) => symbols.find(file, name)
  const more = FRAMEWORKS.flatMap(({ id, weave }) => (noted.has(id) && weave ? weave(files, tree, find) : []))
  return [...files, ...more]
}

/** What the rules of the frameworks find in a file, framework by framework, each in the order of the file. */
function factsOf(frameworks: readonly Framework[], file: SourceFile): RouteFact[] {
  if (frameworks.length === 0) return []
  const root = file.tree()
  const rules = frameworks.map((framework) =>
    framework.rules.filter(({ language }) => language === undefined || language === file.language),
  )
  // Walking the tree is what costs: rules without metavariables are looked for in one walk, then told apart.
  const plain = rules.flat().filter(isPlain)
  // Frameworks that speak alike share their rule.
  const distinct = [...new Set(plain.map(({ rule }) => rule))]
  const asked = distinct.map(asciiRule)
  const found = plain.length > 1 ? root.findAll({ rule: { any: asked } }) : []
  const together = found.map((match) => ({ match, kind: match.kind() }))
  return rules.flatMap((own) =>
    own
      .flatMap((one) =>
        (plain.length > 1 && isPlain(one)
          ? together.flatMap(({ match, kind }) =>
              distinct.length === 1 || meets(match, kind, one.rule) ? [match] : [],
            )
          : root.findAll({
              rule: asciiRule(one.rule),
              ...(one.constraints ? { constraints: one.constraints } : {}),
            })
        ).flatMap((match) => one.facts(match, file)),
      )
      .sort((a, b) => lineOf(a) - lineOf(b)),
  )
}

const isPlain = ({ rule, constraints }: FrameworkRule): boolean =>
  constraints === undefined && !/"(?:pattern|matches)":/.test(JSON.stringify(rule))

type Check = (match: SgNode, kind: string | number) => boolean

const checks = new Map<Rule, Check>()

/** Whether a match of several rules is one of this. */
function meets(match: SgNode, kind: string | number, rule: Rule): boolean {
  const known = checks.get(rule) ?? checkOf(rule)
  checks.set(rule, known)
  return known(match, kind)
}

/** Asking the grammar again compiles the rule each time: what kinds and the text of one field tell is told here. */
function checkOf(rule: Rule): Check {
  const choices = rule.any && Object.keys(rule).length === 1 ? rule.any : [rule]
  if (choices.every((one) => one.kind !== undefined && Object.keys(one).length === 1)) {
    const kinds = new Set<unknown>(choices.map(({ kind }) => kind))
    return (_, kind) => kinds.has(kind)
  }
  const { field, regex, ...more } = rule.has ?? {}
  const simple = rule.kind !== undefined && Object.keys(rule).length === 2 && Object.keys(more).length === 0
  if (simple && typeof field === 'string' && typeof regex === 'string') {
    const pattern = new RegExp(regex)
    return (match, kind) => kind === rule.kind && pattern.test(match.field(field)?.text() ?? '')
  }
  return (match, kind) =>
    (rule.kind === undefined || kind === rule.kind) && match.matches({ rule: asciiRule(rule) })
}

const lineOf = (fact: RouteFact): number => ('line' in fact ? fact.line : 0)
