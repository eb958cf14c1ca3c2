import type { Check } from './check.ts'
import { usesOf } from './check-pins.ts'

/** Widely used actions whose repositories their owners archived: no fix will come. As of November 2026; their pages say what to take instead. */
const ARCHIVED: ReadonlySet<string> = new Set([
  'actions/create-release',
  'actions/setup-elixir',
  'actions/setup-haskell',
  'actions/setup-ruby',
  'actions/upload-release-asset',
  'actions-rs/audit-check',
  'actions-rs/cargo',
  'actions-rs/clippy-check',
  'actions-rs/grcov',
  'actions-rs/install',
  'actions-rs/tarpaulin',
  'actions-rs/toolchain',
  'contributor-assistant/github-action',
  'crazy-max/ghaction-docker-buildx',
  'google-github-actions/release-please-action',
  'hashicorp/terraform-github-actions',
  'repo-sync/pull-request',
])

/** Actions that nobody mends any more; once per action, with all its places. */
export const checkArchived: Check = (model) => {
  const archived = usesOf(model).filter(
    ({ kind, name }) => kind === 'action' && ARCHIVED.has(repository(name)),
  )
  return [...Map.groupBy(archived, ({ name }) => repository(name))].flatMap(([name, [first, ...more]]) =>
    first
      ? [
          {
            rule: 'cicd-archived-action',
            line: first.line,
            endLine: first.line,
            what: name,
            ...(more.length > 0 ? { more: more.map(({ line }) => line) } : {}),
          },
        ]
      : [],
  )
}

/** `Actions-RS/cargo/sub` → `actions-rs/cargo`. */
const repository = (name: string): string => name.toLowerCase().split('/').slice(0, 2).join('/')
