// JSON as the centre takes it: what JSON.parse lets pass (double names, fractions, lone surrogates,
// \u0000, any depth) is refused here, so that both read the same or nothing.
import type { Json } from '../base/canonical'

export class StrictFault extends Error {
  constructor(readonly at: number, readonly zh: string, readonly en: string) { super(en) }
}
const DEPTH_MAX = 24
const VALUES_MAX = 20000
const ESCAPES: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

class Reader {
  at = 0
  private depth = 0
  private values = 0
  constructor(private readonly text: string) {}

  fail(zh: string, en: string): never {
    throw this.at < this.text.length ? new StrictFault(this.at, zh, en)
      : new StrictFault(this.at, '文本在应当继续的地方结束', 'the text ends where it should go on')
  }
  space(): void {
    while (' \n\t\r'.includes(this.text[this.at] ?? '?')) this.at++
  }
  value(): Json {
    if (this.values++ === VALUES_MAX) this.fail(`超过 ${VALUES_MAX} 个值`, `more than ${VALUES_MAX} values`)
    switch (this.text[this.at]) {
      case '{': return this.nested(() => this.object())
      case '[': return this.nested(() => this.list())
      case '"': return this.string()
      case 't': return this.word('true', true)
      case 'f': return this.word('false', false)
      case 'n': return this.word('null', null)
      default: return this.number()
    }
  }
  private nested<T>(read: () => T): T {
    if (this.depth === DEPTH_MAX) this.fail(`嵌套超过 ${DEPTH_MAX} 层`, `more than ${DEPTH_MAX} levels`)
    this.depth++
    this.at++
    this.space()
    const v = read()
    this.depth--
    return v
  }
  /** After an item: whether another one follows. */
  private more(close: string): boolean {
    this.space()
    const ch = this.text[this.at]
    if (ch !== ',' && ch !== close) this.fail('此处应为逗号或者右括号', 'a comma or the closing bracket wanted')
    this.at++
    this.space()
    return ch === ','
  }
  private object(): Json {
    const o = Object.create(null) as { [k: string]: Json }
    let more = this.text[this.at] !== '}'
    if (!more) this.at++
    while (more) {
      if (this.text[this.at] !== '"') this.fail('此处应为成员名', 'a member name wanted')
      const from = this.at, name = this.string()
      if (name in o) { this.at = from; this.fail(`成员 ${name} 重复`, `the object has a member ${name} already`) }
      this.space()
      if (this.text[this.at] !== ':') this.fail('此处应为冒号', 'a colon wanted')
      this.at++
      this.space()
      o[name] = this.value()
      more = this.more('}')
    }
    return o
  }
  private list(): Json {
    const list: Json[] = []
    let more = this.text[this.at] !== ']'
    if (!more) this.at++
    while (more) {
      list.push(this.value())
      more = this.more(']')
    }
    return list
  }
  private word<T>(word: string, v: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail('不是 JSON 值', 'no JSON value begins so')
    this.at += word.length
    return v
  }
  private number(): number {
    const m = /^-?\d+/.exec(this.text.slice(this.at, this.at + 40)), digits = m?.[0] ?? ''
    if (!m) this.fail('不是 JSON 值', 'no JSON value begins so')
    if (/^-?0\d/.test(digits)) this.fail('数字不能以 0 开头', 'a leading zero')
    if (digits === '-0' || /^[.eE]/.test(this.text.slice(this.at + digits.length, this.at + digits.length + 1)) || !Number.isSafeInteger(Number(digits)))
      this.fail('数字只能是 2^53 以内的整数', 'a number is an integer within 2^53 - 1')
    this.at += digits.length
    return Number(digits)
  }
  private string(): string {
    let out = ''
    this.at++
    for (;;) {
      const ch = this.text[this.at]
      if (ch === undefined || ch < ' ') this.fail('字符串中有控制字符', 'a control character inside a string')
      if (ch === '"') break
      out += ch === '\\' ? this.escape() : ch
      if (ch !== '\\') this.at++
    }
    this.at++
    return out
  }
  private unit(): number | null {
    const m = /^\\u([0-9a-fA-F]{4})/.exec(this.text.slice(this.at, this.at + 6))
    return m ? parseInt(m[1]!, 16) : null
  }
  private escape(): string {
    const letter = this.text[this.at + 1] ?? ''
    if (letter !== 'u') {
      const meant = ESCAPES[letter]
      if (meant === undefined) this.fail('没有这种转义', 'there is no such escape')
      this.at += 2
      return meant
    }
    const high = this.unit()
    if (high === null) this.fail('\\u 后应有四位十六进制数字', '\\u and four hex digits wanted')
    if (high === 0) this.fail('不允许 \\u0000', '\\u0000')
    if (high < 0xd800 || high > 0xdfff) {
      this.at += 6
      return String.fromCharCode(high)
    }
    this.at += 6
    const low = high < 0xdc00 ? this.unit() : null
    if (low === null || low < 0xdc00 || low > 0xdfff) this.fail('代理对不完整', 'a surrogate without its other half')
    this.at += 6
    return String.fromCharCode(high, low)
  }
}

/** The one value in the bytes; StrictFault says where and why not. */
export function parseStrict(bytes: Uint8Array): Json {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new StrictFault(0, '不是 UTF-8 文本', 'not UTF-8')
  }
  const r = new Reader(text)
  r.space()
  const v = r.value()
  r.space()
  if (r.at < text.length) throw new StrictFault(r.at, 'JSON 值之后还有内容', 'more text after the value')
  return v
}

export type JsonObject = { [k: string]: Json }
export function isObject(v: Json | undefined): v is JsonObject {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}
/** A member of an object; undefined where there is no object or no such member. */
export function member(v: Json | undefined, name: string): Json | undefined {
  return isObject(v) && Object.hasOwn(v, name) ? v[name] : undefined
}
export function textOf(v: Json | undefined, name: string): string | undefined {
  const m = member(v, name)
  return typeof m === 'string' ? m : undefined
}
export function intOf(v: Json | undefined, name: string): number | undefined {
  const m = member(v, name)
  return typeof m === 'number' ? m : undefined
}
export function listOf(v: Json | undefined, name: string): Json[] {
  const m = member(v, name)
  return Array.isArray(m) ? m : []
}
