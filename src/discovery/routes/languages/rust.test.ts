import { expect, test } from 'vitest'
import { SourceFile } from '../../source/source-file.ts'
import { rust } from './rust.ts'
import { extractorSays, layerSays } from './rust-authentication.ts'
import { rustTemplate } from './rust-names.ts'

test('uses, modules and constants', () => {
  const text = `use crate::api::{self, users::{list as all, show}};
pub use super::orders::*;
mod web;
const BASE: &str = "/api";
`
  expect(rust.symbols(new SourceFile('src/main.rs', text))).toEqual([
    { fact: 'import', local: 'web', module: 'self::web', name: '*' },
    { fact: 'import', local: 'api', module: 'crate::api', name: '*' },
    { fact: 'import', local: 'all', module: 'crate::api::users', name: 'list' },
    { fact: 'import', local: 'show', module: 'crate::api::users', name: 'show' },
    { fact: 'export', name: '*', local: '*', module: 'super::orders' },
    { fact: 'constant', name: 'BASE', value: '/api' },
  ])
})

test('modules of modules that are written in place', () => {
  const text = 'pub mod v1 {\n    pub mod config;\n}\nmod tables;\n'
  expect(rust.symbols(new SourceFile('src/api/mod.rs', text))).toEqual([
    { fact: 'import', local: 'config', module: 'self::v1::config', name: '*' },
    { fact: 'import', local: 'tables', module: 'self::tables', name: '*' },
  ])
})

test('modules are files beside, above and in other crates', () => {
  const files = new Set([
    'a/Cargo.toml',
    'a/src/main.rs',
    'a/src/api/mod.rs',
    'a/src/api/users.rs',
    'b/src/lib.rs',
    'b/src/web.rs',
  ])
  const tree = {
    has: (path: string) => files.has(path),
    filesIn: () => [],
    roots: [{ fact: 'root' as const, prefix: 'b_crate', folder: 'b/src' }],
  }
  expect(rust.resolve('a/src/main.rs', 'crate::api::users', tree)[0]).toBe('a/src/api/users.rs')
  expect(rust.resolve('a/src/api/users.rs', 'super', tree)[0]).toBe('a/src/api/mod.rs')
  expect(rust.resolve('a/src/main.rs', 'b_crate::web', tree)[0]).toBe('b/src/web.rs')
  expect(rust.resolve('a/src/api/mod.rs', 'self::users', tree)[0]).toBe('a/src/api/users.rs')
})

test('a broken Cargo.toml is an error', () => {
  expect(() => rust.symbols(new SourceFile('Cargo.toml', '[package\nname='))).toThrow()
})

test('extractors and layers that ask who calls', () => {
  expect(extractorSays('(claims: Claims, Json(x): Json<AuthRequest>)')).toBe('Claims')
  expect(extractorSays('(user: Option<AuthUser>, State(s): State<AuthState>)')).toBeUndefined()
  expect(layerSays('middleware::from_fn_with_state(state, require_auth)')).toBe('require_auth')
  expect(layerSays('TraceLayer::new_for_http()')).toBeUndefined()
})

test('templates', () => {
  expect(['/a/:id/*rest', '/{id:\\d{2}}/{tail:.*}', '/b/{*all}'].map(rustTemplate)).toEqual([
    '/a/{id}/{*rest}',
    '/{id}/{*tail}',
    '/b/{*all}',
  ])
})
