/** Path of a route file of the app folder: groups `(shop)` and slots `@modal` are no part of it; undefined for other files. */
const APP = /(?:^|\/)app\/((?:[^/]+\/)*)route\.[cm]?[jt]sx?$/
const PAGES = /(?:^|\/)pages\/(api(?:\/[^/]+)+|api)\.[cm]?[jt]sx?$/
/** Files that hold routes, or stand in front of all of them. */
export const NEXT_FILES =
  /(?:^|\/)app\/(?:[^/]+\/)*route\.[cm]?[jt]sx?$|(?:^|\/)pages\/api(?:\/[^/]+)*\.[cm]?[jt]sx?$|(?:^|\/)(?:middleware|proxy)\.[cm]?[jt]s$/

/** Templates of a file by its place: two where `[[...rest]]` is optional; none for a file that is no route. */
export function nextTemplates(file: string): { router: 'app' | 'pages'; templates: string[] } | undefined {
  const app = APP.exec(file)
  if (app) {
    const steps = (app[1] ?? '').split('/').filter((one) => one && !/^\(.*\)$|^@/.test(one))
    return steps.some((one) => one.startsWith('_'))
      ? undefined
      : { router: 'app', templates: templatesOf(steps) }
  }
  const pages = PAGES.exec(file)
  if (!pages) return undefined
  const steps = (pages[1] ?? '').split('/')
  if (steps.at(-1) === 'index') steps.pop()
  return { router: 'pages', templates: templatesOf(steps) }
}

function templatesOf(steps: string[]): string[] {
  const optional = /^\[\[\.\.\.(.+)\]\]$/.exec(steps.at(-1) ?? '')
  const path = (all: string[]): string => `/${all.map(template).join('/')}`
  return optional
    ? [path(steps.slice(0, -1)), path([...steps.slice(0, -1), `[...${optional[1]}]`])]
    : [path(steps)]
}

const template = (step: string): string =>
  step
    .replace(/^\(\.{1,3}\)/, '')
    .replace(/%5F/gi, '_')
    .replace(/\[\.\.\.([^\]]+)\]/g, '{*$1}')
    .replace(/\[([^\]]+)\]/g, '{$1}')
