import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { rustTemplate } from '../languages/rust-names.ts'

/** The function that an attribute stands on, below other attributes and comments. */
export function functionUnder(attribute: SgNode): SgNode | undefined {
  let at = attribute.next()
  for (let step = 0; step < 20 && at && /attribute|comment/.test(String(at.kind())); step++) at = at.next()
  return at?.kind() === 'function_item' ? at : undefined
}

/**
 * `#[utoipa::path(get, path = "/x")]` says where a function answers once `routes!(…)` hangs it in; alone it only describes.
 * Source: https://docs.rs/utoipa-axum
 */
export function attributeRoutes(attribute: SgNode, file: SourceFile): RouteFact[] {
  const handler = functionUnder(attribute)
  const name = handler?.field('name')?.text()
  const text = attribute.text()
  const path = /\bpath\s*=\s*"([^"]*)"/.exec(text.slice(text.indexOf('(')))?.[1]
  const methods = [
    ...text.matchAll(/[(,]\s*(?:method\s*\(\s*)?(get|post|put|patch|delete|head|options)\s*(?=[,)])/g),
  ].map(([, one = '']) => one)
  if (!handler || !name || path === undefined) return []
  const line = file.lineAt(handler.range().start.index)
  const said = { framework: 'axum', line }
  const authentication = securityOf(text)
  return [
    { ...said, fact: 'router', name, abstract: true },
    ...methods.slice(0, 8).map(
      (method): RouteFact => ({
        ...said,
        fact: 'route',
        router: name,
        own: true,
        method: method.toUpperCase(),
        path: rustTemplate(path),
        handler: name,
        handlerLine: line,
        ...(authentication === undefined ? {} : { authentication }),
      }),
    ),
  ]
}

/** `security(("cookie" = []))`: one of these is needed; an empty `()` among them says that it goes without. */
function securityOf(text: string): string | undefined {
  const list = /\bsecurity\(\s*((?:\([^()]*\)[\s,]*)+)\)/.exec(text)?.[1]
  const needs = [...(list ?? '').matchAll(/\(([^()]*)\)/g)].map(([, one = '']) => /"([^"]+)"/.exec(one)?.[1])
  return needs.length > 0 && needs.every(Boolean) ? `security ${needs.join(' or ')}` : undefined
}

/** What `#[utoipa::path(…, security(…))]` beside an attribute that says the route asks for. */
export function securityAround(attribute: SgNode): string | undefined {
  const beside = attribute.parent()?.children() ?? []
  const own = beside.findIndex((one) => one.id() === attribute.id())
  for (const step of [-1, 1])
    for (let at = own + step; /attribute|comment/.test(String(beside[at]?.kind() ?? '')); at += step) {
      const text = beside[at]?.text() ?? ''
      if (/^#\[(?:\w+::)*path\(/.test(text)) return securityOf(text)
    }
  return undefined
}
