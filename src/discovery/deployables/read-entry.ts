import type { SourceFile } from '../source/source-file.ts'
import type { DeployableFact } from './facts.ts'

interface EntryRule {
  language: string
  wants: RegExp
  entry: RegExp
  /** Whether the program answers requests. */
  web: RegExp
}

const RULES: readonly EntryRule[] = [
  {
    language: 'Go',
    wants: /\.go$/,
    entry: /^package main\b[\s\S]*^func main\(\)/m,
    web: /\bListenAndServe|\bgrpc\.NewServer\(|\bgin\.(?:Default|New)\(|\becho\.New\(|\bfiber\.New\(/,
  },
  {
    language: 'Python',
    wants: /\.py$/,
    entry:
      /^(?:app|application|api|server)\s*=\s*(?:\w+\.)?(?:FastAPI|Flask|Sanic|Litestar|Starlette)\(|grpc\.server\(/m,
    web: /FastAPI\(|Flask\(|Sanic\(|Litestar\(|Starlette\(|grpc\.server\(/,
  },
  {
    language: 'Java',
    wants: /\.java$/,
    entry: /@SpringBootApplication|@QuarkusMain|public static void main\s*\(/,
    web: /@SpringBootApplication|SpringApplication\.run|ServerBuilder|HttpServer/,
  },
  {
    language: 'Kotlin',
    wants: /\.kt$/,
    entry: /@SpringBootApplication|^fun main\s*\(/m,
    web: /@SpringBootApplication|embeddedServer\(|ServerBuilder/,
  },
  {
    language: 'Rust',
    wants: /(?:^|\/)src\/(?:main|bin\/[^/]+)\.rs$/,
    entry: /\bfn main\s*\(/,
    web: /HttpServer::new|axum::|rocket::|Server::builder|warp::serve/,
  },
  {
    language: 'JavaScript',
    wants: /(?:^|\/)(?:server|index|app|main)\.[cm]?[jt]s$/,
    entry: /\.listen\s*\(|new grpc\.Server\(|createServer\(|\.bindAsync\(/,
    web: /\.listen\s*\(|grpc\.Server\(|createServer\(|\.bindAsync\(/,
  },
]

export const mayBeEntry = (path: string): boolean => RULES.some(({ wants }) => wants.test(path))

/** Whether a program begins in a file of code. */
export function readEntry({ path, text }: SourceFile): DeployableFact[] {
  const rule = RULES.find(({ wants }) => wants.test(path))
  const head = text.slice(0, 300_000)
  return rule?.entry.test(head) ? [{ fact: 'entry', language: rule.language, web: rule.web.test(head) }] : []
}
