import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { securityOf } from '../languages/rust-authentication.ts'
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
