import { maskSecrets } from '../pipelines/posture/mask-secrets.ts'
import { readYaml } from '../pipelines/yaml/read-yaml.ts'
import { at, namesOf, textOf, type YamlValue } from '../pipelines/yaml/yaml-value.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { AiFact } from './contract.ts'

export const MCP_FILES =
  /(?:^|\/)(?:\.?mcp(?:[._-]?(?:config|servers?|settings))?\.json|claude_desktop_config\.json|cline_mcp_settings\.json|mcp_config\.json)$|(?:^|\/)\.(?:vscode|cursor|gemini|windsurf|kiro|roo)\/(?:settings\/)?(?:mcp|settings)\.json$|(?:^|\/)\.claude\/settings[\w.]*\.json$/

/** Servers of the Model Context Protocol that a client's settings name. Source: https://modelcontextprotocol.io/docs/develop/connect-local-servers */
export function configuredServers(file: SourceFile): AiFact[] {
  const text = file.text.replace(/^\s*\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1')
  const [root] = readYaml(text)
  const lists = [
    at(root, 'mcpServers'),
    at(root, 'mcp', 'servers'),
    /mcp\.json$/.test(file.path) ? at(root, 'servers') : undefined,
  ]
  return lists.flatMap((servers) =>
    (servers?.entries ?? []).flatMap(({ key, line, value }) =>
      value.kind === 'map'
        ? [{ kind: 'mcp-server' as const, name: key, line, evidence: startOf(value) }]
        : [],
    ),
  )
}

const startOf = (value: YamlValue): string => {
  const url = textOf(at(value, 'url')) ?? textOf(at(value, 'serverUrl')) ?? textOf(at(value, 'httpUrl'))
  const command = [textOf(at(value, 'command')) ?? '', ...namesOf(at(value, 'args'))].join(' ')
  return maskSecrets(url ?? command).slice(0, 200)
}

/** Servers that code makes, with the names they give themselves. */
const MADE: readonly RegExp[] = [
  /\bnew\s+(?:Mcp)?Server\(\s*\{\s*(?:\/\/[^\n]*\s*)?["']?name["']?\s*:\s*["'`]([^"'`\n]{1,100})["'`]/g,
  /\bFastMCP\(\s*(?:name\s*=\s*)?["']([^"'\n]{1,100})["']/g,
  /\bnew\s+FastMCP(?:<[^>]{0,80}>)?\(\s*\{\s*name\s*:\s*["'`]([^"'`\n]{1,100})["'`]/g,
  /\bServer\(\s*["']([^"'\n]{1,100})["']\s*[,)]/g,
  /\bNewMCPServer\(\s*"([^"\n]{1,100})"/g,
  /\bmcp\.NewServer\(\s*&mcp\.Implementation\{\s*Name:\s*"([^"\n]{1,100})"/g,
  /\.serverInfo\(\s*"([^"\n]{1,100})"/g,
]
const SPEAKS_MCP = /modelcontextprotocol|\bmcp\b|fastmcp/i

export function madeServers(file: SourceFile): AiFact[] {
  if (!SPEAKS_MCP.test(file.text)) return []
  const found = MADE.flatMap((pattern) =>
    [...file.text.matchAll(pattern)].map((match) => ({
      kind: 'mcp-server' as const,
      name: match[1] as string,
      line: file.lineAt(match.index),
      evidence: match[0].replace(/\s+/g, ' ').slice(0, 120),
    })),
  )
  if (found.length === 0 && /\bAddMcpServer\(/.test(file.text))
    return [
      {
        kind: 'mcp-server',
        name: 'ModelContextProtocol',
        line: file.lineAt(file.text.indexOf('AddMcpServer(')),
        evidence: 'AddMcpServer()',
      },
    ]
  return found
}
