import type { Kind } from '../../model/kind.ts'

const KINDS: [RegExp, Kind][] = [
  [/^CKV2?_SECRET_/, 'secret'],
  [/^CKV2?_(?:GHA|GITLABCI|ARGO|[A-Z]+PIPELINES)_/, 'pipeline'],
  [/^CKV2?_OPENAPI_/, 'api'],
  [/^CKV2?_[A-Z\d]+_\d+$/, 'config'],
]

/** What a check of Checkov looks at, by its id, in reports that do not say it otherwise; undefined for ids that are none of its own. */
export const checkovKind = (id: string): Kind | undefined => KINDS.find(([ids]) => ids.test(id))?.[1]
