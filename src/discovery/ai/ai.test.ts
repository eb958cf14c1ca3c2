import { describe, expect, it } from 'vitest'
import { asAny } from '../contract.ts'
import { discoverTexts } from '../test-discover.ts'
import { ai } from './index.ts'

const found = (texts: Record<string, string>) => discoverTexts(texts, [asAny(ai)])
const short = (texts: Record<string, string>) =>
  found(texts).ai.map(({ kind, name, file, line }) => `${kind} ${name} ${file}:${line}`)

describe('packages', () => {
  it('prefers code that uses a package to the manifest that names it, and links the nearest deployable', () => {
    const { ai: all, links } = found({
      'api/package.json':
        '{\n  "dependencies": {\n    "openai": "^4.1.0",\n    "express": "^5.0.0"\n  }\n}\n',
      'api/src/chat.ts': "import OpenAI from 'openai'\n",
    })
    expect(all).toEqual([
      { kind: 'sdk', name: 'OpenAI', file: 'api/src/chat.ts', line: 1, evidence: 'openai' },
    ])
    expect(links).toEqual([
      {
        from: 'deployable:api',
        kind: 'uses',
        to: 'ai:OpenAI',
        evidence: 'api/src/chat.ts:1 openai',
        confidence: 0.9,
      },
    ])
  })
  it('reads each ecosystem', () => {
    expect(
      short({
        'a/requirements.txt': 'anthropic>=0.30\nqdrant-client\n',
        'b/pom.xml':
          '<dependencies><dependency>\n<groupId>org.springframework.ai</groupId><artifactId>spring-ai-core</artifactId></dependency></dependencies>',
        'c/go.mod': 'module x\n\nrequire (\n\tgithub.com/sashabaranov/go-openai v1.2.0\n)\n',
        'd/Gemfile': "gem 'ruby-openai'\n",
        'e/x.csproj': '<PackageReference Include="Microsoft.SemanticKernel" Version="1.0.0" />',
        'f/composer.json': '{\n  "require": {\n    "openai-php/client": "^0.8"\n  }\n}',
        'g/Cargo.toml': '[dependencies]\nasync-openai = "0.20"\n',
      }),
    ).toEqual([
      'sdk Anthropic a/requirements.txt:1',
      'vector-store Qdrant a/requirements.txt:2',
      'sdk Spring AI b/pom.xml:1',
      'sdk OpenAI c/go.mod:4',
      'sdk OpenAI d/Gemfile:1',
      'sdk Semantic Kernel e/x.csproj:1',
      'sdk OpenAI f/composer.json:3',
      'sdk OpenAI g/Cargo.toml:2',
    ])
  })
})

describe('models', () => {
  it('finds ids with what reaches them', () => {
    const { ai: all } = found({
      'src/answer.py':
        'from openai import OpenAI\n\ndef answer(patient, question):\n    return client.chat.completions.create(\n        model="gpt-4o-mini",\n        messages=[{"role": "user", "content": f"{patient.diagnosis} {question}"}],\n    )\n',
    })
    const model = all.find(({ kind }) => kind === 'model')
    expect(model).toMatchObject({ name: 'gpt-4o-mini', line: 5 })
    expect(model?.uses).toEqual(expect.arrayContaining(['patient.diagnosis', 'question']))
  })
  it('reads settings and repositories of models, and no words that only look alike', () => {
    expect(
      short({
        'application.properties': 'spring.ai.openai.chat.options.model=gpt-4o\n',
        'src/local.py':
          'from transformers import AutoModel\nm = AutoModel.from_pretrained("BAAI/bge-small-en-v1.5")\n',
        'src/road.ts': "const road = { id: 'o3', model: 'user.User', name: 'claude' }\n",
      }),
    ).toEqual([
      'model gpt-4o application.properties:1',
      'sdk Hugging Face src/local.py:1',
      'model BAAI/bge-small-en-v1.5 src/local.py:2',
    ])
  })
})

describe('prompts, servers and agents', () => {
  it('names prompts by their first line', () => {
    expect(
      short({
        'prompts/triage.md': '# Sort tickets by {{ urgency }}\n\nMore.\n',
        'src/bot.ts':
          "import Anthropic from '@anthropic-ai/sdk'\nconst SYSTEM_PROMPT = `You are a clerk of a bank.\nBe short.`\n",
      }),
    ).toEqual([
      'prompt Sort tickets by {{ urgency }} prompts/triage.md:1',
      'sdk Anthropic src/bot.ts:1',
      'prompt You are a clerk of a bank. src/bot.ts:2',
    ])
  })
  it('reads servers that clients name, without their secrets', () => {
    const { ai: all } = found({
      '.mcp.json':
        '{\n  // ours\n  "mcpServers": {\n    "files": { "command": "npx", "args": ["-y", "server-files", "--token=abcdefgh12345678"] },\n    "docs": { "url": "https://mcp.acme.dev/sse" },\n  }\n}\n',
    })
    expect(all).toEqual([
      {
        kind: 'mcp-server',
        name: 'files',
        file: '.mcp.json',
        line: 4,
        evidence: 'npx -y server-files --token=***',
      },
      { kind: 'mcp-server', name: 'docs', file: '.mcp.json', line: 5, evidence: 'https://mcp.acme.dev/sse' },
    ])
  })
  it('reads servers and agents in code', () => {
    expect(
      short({
        'src/server.py': 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("weather")\n',
        'src/crew.py': 'from crewai import Agent\nwriter = Agent(role="Writer of reports", goal="x")\n',
        'AGENTS.md': '# How to work here\n',
      }),
    ).toEqual([
      'agent AGENTS.md AGENTS.md:1',
      'agent CrewAI src/crew.py:1',
      'agent Writer of reports src/crew.py:2',
      'sdk Model Context Protocol src/server.py:1',
      'mcp-server weather src/server.py:2',
    ])
  })
  it('survives hostile files', () => {
    const hostile = `from openai import x\nmodel = "${'a/'.repeat(50_000)}"\nprompt = "${'\\\\'.repeat(50_000)}\n${'create('.repeat(20_000)}`
    const started = Date.now()
    found({ 'a.py': hostile, '.mcp.json': `{"mcpServers":${'['.repeat(5_000)}` })
    expect(Date.now() - started).toBeLessThan(3_000)
  })
})
