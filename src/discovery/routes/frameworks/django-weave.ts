import type { FileFacts } from '../../contract.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import { djangoClasses, type WholeClass } from './django-classes.ts'
import { ROUTER_ACTIONS } from './django-library.ts'
import { type Answer, type DjangoNotes, djangoData, type Url } from './django-notes.ts'
import { permissionOf } from './django-permissions.ts'

type Weave = NonNullable<Framework['weave']>

const VERBS = ['get', 'post', 'put', 'patch', 'delete']

/** Says which methods the patterns and routers of Django and DRF answer, once all views and their bases are known. */
export const weaveDjango: Weave = (files, _tree, find) => {
  const classes = djangoClasses(files, find)
  const functions = notesOf(files, 'view-function')
  const kinds = notesOf(files, 'router-kind')
  const routers = notesOf(files, 'router-class')
  const defaults = [...notesOf(files, 'permissions').values()][0]?.names

  /** What is routed to one action or method of a class. */
  const route = (
    view: WholeClass,
    answer: string,
    place: { router: string; method: string; path: string; line: number },
    around?: string,
  ): Route[] => {
    if (view.only && !view.only.includes(place.method)) return []
    const own = view.answers.get(answer)
    if (own?.refuses) return []
    const permissions = view.permissions ?? (view.rest ? defaults : undefined)
    const authentication =
      own?.authentication ??
      (view.open.has(answer) ? false : undefined) ??
      view.authentication ??
      around ??
      (permissions ? permissionOf(permissions, place.method) : undefined)
    const uses = [...new Set([...(own?.uses ?? []), ...view.uses])].slice(0, 20)
    return [
      {
        fact: 'route',
        ...place,
        framework: view.rest ? 'django-rest' : 'django',
        handler: `${view.name}.${answer}`,
        handlerFile: own?.file ?? view.file,
        handlerLine: own?.line ?? view.line,
        ...(own?.parameters ? { parameters: own.parameters } : {}),
        ...(authentication === undefined ? {} : { authentication }),
        ...(uses.length > 0 ? { uses } : {}),
      },
    ]
  }

  const urlRoutes = (file: string, router: string, line: number, url: Url): Route[] => {
    const around = url.authentication
    const view = classes(file, url.view)
    if (view) {
      const pairs = url.actions
        ? Object.entries(url.actions)
        : VERBS.filter((verb) => view.answers.has(verb) || view.given.has(verb)).map(
            (verb) => [verb, verb] as const,
          )
      // A class whose base nobody knows answers something: at least what a browser asks.
      const answered = pairs.length > 0 || view.given.size > 0 ? pairs : [['get', 'get'] as const]
      return answered.flatMap(([method, answer]) =>
        route(view, answer, { router, method: method.toUpperCase(), path: url.path, line }, around),
      )
    }
    const found = find(file, url.view)
    const answer = found && functions.get(`${found.file}\0${found.name}`)
    const methods = answer?.methods ?? ['GET']
    return methods.map((method) => viewRoute(url, router, line, method, found, answer))
  }

  const registered = (file: string, name: string, line: number, path: string, viewName: string): Route[] => {
    const view = classes(file, viewName)
    if (!view) return []
    const detail = `${path}/{${view.lookup}}`
    const list = listMapping(file, name, find, kinds, routers)
    return [
      ...Object.entries(ROUTER_ACTIONS).flatMap(([action, one]) =>
        view.given.has(action) || view.answers.has(action)
          ? route(view, action, { router: name, method: one.method, path: one.detail ? detail : path, line })
          : [],
      ),
      ...Object.entries(list).flatMap(([method, action]) =>
        view.answers.has(action) ? route(view, action, { router: name, method, path, line }) : [],
      ),
      ...[...view.answers].flatMap(([answer, { action }]) =>
        (action?.methods ?? []).flatMap((method) =>
          route(view, answer, {
            router: name,
            method,
            path: `${action?.detail ? detail : path}/${action?.path}`,
            line,
          }),
        ),
      ),
    ]
  }

  return files.flatMap(({ path: file, facts }): FileFacts<RouteFact>[] => {
    const said = facts.flatMap((fact): RouteFact[] => {
      if (fact.fact !== 'note') return []
      const url = djangoData(fact, 'url')
      if (url) return urlRoutes(file, fact.name, fact.line, url)
      const registration = djangoData(fact, 'registration')
      return registration ? registered(file, fact.name, fact.line, registration.path, registration.view) : []
    })
    return said.length > 0 ? [{ path: file, facts: said }] : []
  })
}

function viewRoute(
  url: Url,
  router: string,
  line: number,
  method: string,
  found: { file: string; name: string } | undefined,
  answer: Answer | undefined,
): Route {
  const authentication = answer?.authentication ?? url.authentication
  return {
    fact: 'route',
    router,
    method,
    path: url.path,
    line,
    framework: answer?.rest ? 'django-rest' : 'django',
    ...(answer && found
      ? { handler: found.name, handlerFile: found.file, handlerLine: answer.line }
      : { handler: url.view }),
    ...(answer?.parameters ? { parameters: answer.parameters } : {}),
    ...(authentication === undefined ? {} : { authentication }),
    ...(answer?.uses ? { uses: answer.uses } : {}),
  }
}

/** Notes of one kind by `file\0name`. */
function notesOf<Kind extends keyof DjangoNotes>(
  files: readonly FileFacts<RouteFact>[],
  kind: Kind,
): Map<string, DjangoNotes[Kind]> {
  const found = new Map<string, DjangoNotes[Kind]>()
  for (const { path, facts } of files)
    for (const fact of facts) {
      const data = djangoData(fact, kind)
      if (data && fact.fact === 'note') found.set(`${path}\0${fact.name}`, data)
    }
  return found
}

/** Methods that the class of a router adds to its lists. */
function listMapping(
  file: string,
  router: string,
  find: Parameters<Weave>[2],
  kinds: ReadonlyMap<string, { kind: string }>,
  classes: ReadonlyMap<string, { bases: string[]; list: Record<string, string> }>,
): Record<string, string> {
  const declared = find(file, router) ?? { file, name: router }
  const kind = kinds.get(`${declared.file}\0${declared.name}`)?.kind
  const found = kind ? find(declared.file, kind) : undefined
  return (found && classes.get(`${found.file}\0${found.name}`)?.list) || {}
}
