/** Ids of models as their makers write them. A name alone (`claude`) is none: what follows must look like a version or size. */
const IDS = [
  'gpt-(?:3\\.5|4|4\\.1|4\\.5|4o|5)(?:[\\w.-]*)',
  'gpt-oss-\\w+',
  'chatgpt-4o-latest',
  'gpt-image-\\d[\\w.-]*',
  'o[134](?:-(?:mini|preview|pro|deep-research))?(?:-\\d{4}-\\d\\d-\\d\\d)?',
  'text-embedding-(?:ada-002|3-(?:small|large)|004|005)',
  'text-davinci-00\\d',
  'dall-e-[23]',
  'whisper-(?:1|large-v\\d[\\w-]*)',
  'tts-1(?:-hd)?',
  'claude-(?:\\d|instant|opus|sonnet|haiku)[\\w.@:-]*',
  'gemini-(?:\\d|pro|ultra|flash|embedding)[\\w.-]*',
  'text-bison(?:@\\d+)?',
  'chat-bison(?:@\\d+)?',
  'gemma-?\\d[\\w.:-]*',
  '(?:meta-)?llama-?\\d[\\w.:-]*',
  'codellama(?::[\\w.-]+)?',
  'mi[sx]tral-(?:\\d|small|medium|large|tiny|nemo|embed|saba)[\\w.:-]*',
  '(?:co|dev)destral-[\\w.-]+',
  'pixtral-[\\w.-]+',
  'command-(?:r|a|light|nightly)[\\w.-]*',
  'embed-(?:english|multilingual|v4)[\\w.-]*',
  'rerank-(?:english|multilingual|v\\d)[\\w.-]*',
  'deepseek-(?:chat|coder|reasoner|r1|v\\d)[\\w.:-]*',
  'qwen-?\\d?[\\w.]*[-:][\\w.:-]+',
  'phi-?[34][\\w.:-]*',
  'grok-(?:\\d|beta)[\\w.-]*',
  'sonar(?:-(?:pro|small|medium|large|reasoning)[\\w.-]*)',
  'kimi-k\\d[\\w.-]*',
  'glm-\\d[\\w.-]*',
  'jamba-[\\w.-]+',
  'nomic-embed-text[\\w.:-]*',
  'mxbai-embed-[\\w.:-]+',
  'all-MiniLM-L\\d+-v\\d',
  'all-mpnet-base-v2',
  'stable-diffusion-[\\w.-]+',
  'voyage-[\\w.-]+',
  '(?:us\\.|eu\\.|apac\\.)?(?:anthropic\\.claude|amazon\\.(?:titan|nova)|meta\\.llama|cohere\\.(?:command|embed)|mistral\\.mi[sx]tral|ai21\\.)[\\w.:-]+',
]

/** Makers or hosts before a slash: `openai/gpt-4o`. */
const OWNER = '(?:[\\w.-]{1,60}/){0,3}'

/** An id in quotes. */
export const MODEL_TEXT = new RegExp(`["'\`](${OWNER}(?:${IDS.join('|')}))["'\`]`, 'gi')
/** An id as the value of a setting without quotes. */
export const MODEL_SETTING = new RegExp(
  `^[ \\t]*(?:-[ \\t]+)?[\\w.-]*model[\\w.-]*[ \\t]*[:=][ \\t]*(${OWNER}(?:${IDS.join('|')}))[ \\t]*(?:#.*)?$`,
  'gim',
)
/** What is loaded by the name of its repository. */
export const LOADED =
  /\b(?:from_pretrained|SentenceTransformer|CrossEncoder|HuggingFaceEmbeddings|pipeline|hf_hub_download|snapshot_download)\(\s*(?:[^()"']{0,80}?(?:model|model_name|repo_id)\s*=\s*|["'][\w-]{1,40}["']\s*,\s*(?:model\s*=\s*)?)?["']([\w.-]{1,80}\/[\w.-]{1,100})["']/g
/** `model=` with a name that no table knows; only for code that uses an SDK. */
export const NAMED_MODEL =
  /\b(?:model(?:_name|_id|Name|Id)?|MODEL(?:_NAME|_ID)?)["']?\s{0,3}[:=]\s{0,3}["']([A-Za-z][\w./:@-]{2,100})["']/g
