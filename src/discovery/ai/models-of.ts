import type { SourceFile } from '../source/source-file.ts'
import type { AiFact } from './contract.ts'
import { identifiersNear, identifiersOfCall } from './identifiers-near.ts'
import { LOADED, MODEL_SETTING, MODEL_TEXT, NAMED_MODEL } from './model-ids.ts'

/** Whether a file can name a model. */
export const MENTIONS_MODEL = /model|gpt|claude|gemini|llama|mistral|pretrained|embed/i

/** Ids of models: by their form anywhere, by the argument's name in code that uses an SDK. `settings` = ids may stand without quotes. */
export function modelsOf(file: SourceFile, usesSdk: boolean, settings: boolean): AiFact[] {
  if (!MENTIONS_MODEL.test(file.text)) return []
  const found = new Map<string, AiFact>()
  const take = (name: string, offset: number, evidence: string) => {
    const key = name.toLowerCase()
    const uses = settings ? [] : identifiersNear(file.text, offset)
    const known = found.get(key)
    if (known) known.uses = [...new Set([...(known.uses ?? []), ...uses])].slice(0, 60)
    else
      found.set(key, {
        kind: 'model',
        name,
        line: file.lineAt(offset),
        evidence,
        ...(uses.length > 0 ? { uses } : {}),
      })
  }
  for (const match of file.text.matchAll(MODEL_TEXT))
    if (usesSdk || !/^(?:o[134]|sonar|phi-?\d)/i.test(match[1] as string))
      take(match[1] as string, match.index, lineText(file.text, match.index))
  if (settings)
    for (const match of file.text.matchAll(MODEL_SETTING))
      take(
        match[1] as string,
        match.index + match[0].length - match[0].trimStart().length,
        match[0].trim().slice(0, 100),
      )
  for (const match of file.text.matchAll(LOADED))
    take(match[1] as string, match.index, match[0].replace(/\s+/g, ' ').slice(0, 100))
  if (usesSdk)
    for (const match of file.text.matchAll(NAMED_MODEL))
      if (looksLikeModel(match[1] as string))
        take(match[1] as string, match.index, lineText(file.text, match.index))
  return [...found.values()]
}

/** Versions, sizes or an owner: `acme/llm-7b`, `my-model-v2`; not `user.User`. */
const looksLikeModel = (name: string): boolean =>
  /\d/.test(name) && /[-/:]/.test(name) && !/\.(?:py|js|ts|json|onnx|pt|bin|h5|pkl)$|^https?:/.test(name)

const lineText = (text: string, offset: number): string => {
  const start = text.lastIndexOf('\n', offset) + 1
  const end = text.indexOf('\n', offset)
  return text
    .slice(start, end < 0 ? start + 200 : end)
    .trim()
    .slice(0, 120)
}

/** Calls of the common clients that send something to a model. */
const CALLS =
  /(?:\.(?:chat\.completions|completions|messages|responses|embeddings|images|ChatCompletion)\.(?:create|stream|parse|generate)|\b(?:generateText|streamText|generateObject|streamObject|generateContent(?:Stream)?|generate_content|InvokeModelCommand|ConverseCommand|invoke_model|converse|acompletion|completion|createChatCompletion|CreateChatCompletion|GetChatCompletionsAsync|CompleteChatAsync|InvokePromptAsync|sendMessage|embedDocuments|embed_documents|embed_query)|\b(?:llm|chain|model|agent|chat|chatModel|qa|retriever)\w{0,20}\.(?:invoke|ainvoke|stream|astream|predict|generate|call|run))\s*\(/g

/** Names in the arguments of those calls: what may reach a model from this file. */
export const sentIn = (text: string): string[] =>
  [
    ...new Set(
      [...text.matchAll(CALLS)].flatMap((match) =>
        identifiersOfCall(text, match.index + match[0].length - 1),
      ),
    ),
  ].slice(0, 60)
