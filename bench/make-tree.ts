import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Languages of a service, with a file of about `lines` lines each: routes and models as people write them, and much that is neither. */
const WRITERS: Record<string, (service: string, at: number, lines: number) => [path: string, text: string]> =
  {
    typescript: (service, at, lines) => [
      `src/area${at % 40}/part${at}.ts`,
      [
        "import { Router } from 'express'",
        "import { requireUser } from '../auth.ts'",
        'export const router = Router()',
        `router.get('/${service}/part${at}/:id', requireUser, async (req, res) => res.json(await find(req.params.id)))`,
        `export interface Part${at} {\n  id: string\n  email: string\n  total: number\n}`,
        ...fill(
          lines - 9,
          (n) =>
            `export function step${n}(value: number): number {\n  const next = value * ${n} + ${at}\n  return next > 10 ? next : step${n}(next + 1)\n}`,
          4,
        ),
      ].join('\n'),
    ],
    python: (service, at, lines) => [
      `app/area${at % 40}/part${at}.py`,
      [
        'from fastapi import APIRouter, Depends',
        'from app.auth import current_user',
        `router = APIRouter(prefix="/${service}/part${at}")`,
        '@router.get("/{item_id}")\ndef read(item_id: int, user=Depends(current_user)):\n    return find(item_id)',
        ...fill(
          lines - 6,
          (n) =>
            `def step${n}(value):\n    total = value * ${n} + ${at}\n    return total if total > 10 else step${n}(total + 1)\n`,
          4,
        ),
      ].join('\n'),
    ],
    java: (service, at, lines) => [
      `src/main/java/com/acme/area${at % 40}/Part${at}.java`,
      [
        `package com.acme.area${at % 40};`,
        'import org.springframework.web.bind.annotation.*;',
        `@RestController\n@RequestMapping("/${service}/part${at}")\npublic class Part${at} {`,
        '  @GetMapping("/{id}")\n  public Item read(@PathVariable long id) { return find(id); }',
        ...fill(
          lines - 8,
          (n) =>
            `  private long step${n}(long value) {\n    long next = value * ${n} + ${at};\n    return next > 10 ? next : step${n}(next + 1);\n  }`,
          4,
        ),
        '}',
      ].join('\n'),
    ],
    go: (service, at, lines) => [
      `internal/area${at % 40}/part${at}.go`,
      [
        `package area${at % 40}`,
        'import "github.com/gin-gonic/gin"',
        `func Register${at}(r *gin.RouterGroup) {\n\tr.GET("/${service}/part${at}/:id", read${at})\n}`,
        `func read${at}(c *gin.Context) { c.JSON(200, nil) }`,
        ...fill(
          lines - 6,
          (n) => `func step${at}x${n}(value int) int {\n\tnext := value*${n} + ${at}\n\treturn next\n}`,
          4,
        ),
      ].join('\n'),
    ],
  }

const MANIFESTS: Record<string, [path: string, text: string]> = {
  typescript: [
    'package.json',
    '{"name":"ts","scripts":{"start":"node app.js"},"dependencies":{"express":"5.0.0"}}',
  ],
  python: ['requirements.txt', 'fastapi==0.110.0\n'],
  java: [
    'pom.xml',
    '<project><modelVersion>4.0.0</modelVersion><groupId>com.acme</groupId><artifactId>java</artifactId><version>1</version><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
  ],
  go: ['go.mod', 'module acme.example/go\n\ngo 1.24\n\nrequire github.com/gin-gonic/gin v1.10.0\n'],
}

const fill = (lines: number, block: (n: number) => string, height: number): string[] =>
  Array.from({ length: Math.max(0, Math.floor(lines / height)) }, (_, n) => block(n))

/** Writes a tree of `files` source files of about `lines` lines, a quarter each in TypeScript, Python, Java and Go. Returns its lines. */
export async function makeTree(root: string, files: number, lines: number): Promise<number> {
  const languages = Object.keys(WRITERS)
  let written = 0
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
    written += text.split('\n').length
  }
  for (const language of languages)
    await write(`${language}/${MANIFESTS[language]?.[0]}`, MANIFESTS[language]?.[1] ?? '')
  for (let at = 0; at < files; at++) {
    const language = languages[at % languages.length] as string
    const writer = WRITERS[language] as (typeof WRITERS)[string]
    const [path, text] = writer(language, at, lines)
    await write(`${language}/${path}`, text)
  }
  return written
}
