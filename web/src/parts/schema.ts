// Forms follow the centre's own description of what an act takes (OpenAPI): types, bounds, what is
// required. What is checked here is checked again there; it only spares the way.
import type { Component, InjectionKey } from 'vue'
import { t, tp } from '../base/lang'
import type { Pair } from '../base/lang'
import { beijing } from '../base/time'
import { typedAmount } from '../base/money'
import { members, values } from './words'

export interface Schema {
  type?: string; format?: string; pattern?: string; enum?: string[]; $ref?: string; description?: string
  properties?: Record<string, Schema>; required?: string[]; items?: Schema
  minLength?: number; maxLength?: number; minimum?: number; maximum?: number; minItems?: number; maxItems?: number
  contentEncoding?: string
  /** Its label, where a form is made of several acts whose members have the same names. */
  title?: Pair
  /** Its own form. */
  part?: Part
  /** Members in the order that people fill them in; JSON keeps none. */
  'x-heng-order'?: string[]
}
/** A member with a form of its own: `component` is given its pointer (at), faults, value and, where it is read back, `shown`. */
export interface Part { component: Component; props: Record<string, unknown>; /** what is wrong with it as typed */ check: (v: Value, at: string) => Fault[]; /** as it is sent */ clean: (v: Value) => Value }
export type Kind = 'part' | 'text' | 'long' | 'id' | 'digest' | 'int' | 'bool' | 'money' | 'moment' | 'day' | 'enum' | 'set' | 'object' | 'list' | 'base64'
/** A value as it is typed; `undefined` is left out. */
export type Value = undefined | string | number | boolean | Value[] | { [k: string]: Value }

export function kindOf(s: Schema): Kind {
  if (s.part) return 'part'
  if (s.$ref?.endsWith('/Money')) return 'money'
  if (s.type === 'boolean') return 'bool'
  if (s.type === 'integer') return 'int'
  if (s.type === 'object') return 'object'
  if (s.type === 'array') return s.items?.enum ? 'set' : 'list'
  if (s.enum) return 'enum'
  if (s.format === 'date-time') return 'moment'
  if (s.format === 'date') return 'day'
  if (s.pattern === '^[0-9a-f]{64}$') return 'digest'
  if (s.contentEncoding) return 'base64'
  if (s.pattern) return 'id'
  return (s.maxLength ?? 0) > 300 ? 'long' : 'text'
}
/** Words that members have in one form only. */
export type Labels = Record<string, Pair>
export const LABELS = Symbol() as InjectionKey<Labels>
export function labelOf(name: string, own: Labels, s: Schema): string {
  return s.title ? tp(s.title) : said(name, own, members)
}
/** A word of an enumeration. */
export function wordOf(word: string, own: Labels = {}): string { return said(word, own, values) }
function said(name: string, ...lists: Labels[]): string {
  const w = lists.find((l) => Object.hasOwn(l, name))?.[name] // `constructor` is a word here
  return w ? tp(w) : name
}

/** The schema of a member, by its pointer without the first slash; undefined where there is none. */
export function schemaAt(s: Schema, path: string): Schema | undefined { return path.split('/').reduce<Schema | undefined>((x, n) => x?.properties?.[n], s) }
/** What a form says of a member of its own: its label, its own form, that it is wanted. */
export interface Own { title?: Pair; part?: Part; items?: Schema; wanted?: boolean }
/** The same schema with that said of a member. */
export function withOwn(s: Schema, path: string, own: Own): Schema {
  const [name, ...rest] = path.split('/') as [string, ...string[]], sub = s.properties![name]!, { wanted, ...said } = own
  return { ...s, ...(wanted && !rest.length ? { required: [...new Set([...s.required ?? [], name])] } : {}), properties: { ...s.properties, [name]: rest.length ? withOwn(sub, rest.join('/'), own) : { ...sub, ...said } } }
}
/** The same value without the members at these pointers. */
export function without(v: Value, pointers: string[]): Value {
  if (typeof v !== 'object' || Array.isArray(v) || !pointers.length) return v
  const of = (n: string): string[] => pointers.filter((p) => p.startsWith(`/${n}/`)).map((p) => p.slice(n.length + 1))
  return Object.fromEntries(Object.entries(v).filter(([n]) => !pointers.includes(`/${n}`)).map(([n, x]) => [n, without(x, of(n))]))
}
/** Members in their order. */
export function ordered(s: Schema): [string, Schema][] {
  const names = s['x-heng-order'] ?? Object.keys(s.properties ?? {})
  return names.map((n) => [n, s.properties![n]!])
}
/** What the centre says of a member: notes with English words are for who reads them. */
export function hintOf(s: Schema, english: boolean): string {
  const d = s.description ?? ''
  return english || (/[\u4e00-\u9fff]/.test(d) && !/[a-z]{2}/.test(d)) ? d : ''
}

export interface Fault { at: string; message: string; rule?: string }

function checkText(s: Schema, v: string, at: string, out: Fault[]): void {
  const n = [...v].length
  if (n < (s.minLength ?? 0)) out.push({ at, message: t(`至少 ${s.minLength} 个字`, `At least ${s.minLength} characters`) })
  if (s.maxLength !== undefined && n > s.maxLength)
    out.push({ at, message: t(`最多 ${s.maxLength} 个字，现有 ${n} 个`, `At most ${s.maxLength} characters, there are ${n}`) })
  if (s.pattern && !new RegExp(s.pattern).test(v)) out.push({ at, message: t('格式不对，请从列表中选择或者重新粘贴', 'Not of the right form') })
}

/** What is missing or out of bounds, by JSON pointer. */
export function check(s: Schema, v: Value, own: Labels = {}, at = '', out: Fault[] = []): Fault[] {
  switch (kindOf(s)) {
    case 'object': {
      const o = (v ?? {}) as Record<string, Value>
      for (const [name, sub] of ordered(s)) {
        const value = o[name], missing = value === undefined || value === ''
        if (!missing) check(sub, value, own, `${at}/${name}`, out)
        else if (s.required?.includes(name)) out.push({ at: `${at}/${name}`, message: t(`请填写“${labelOf(name, own, sub)}”`, `${labelOf(name, own, sub)} is wanted`) })
      }
      break
    }
    case 'list': {
      const list = (v ?? []) as Value[]
      if (list.length < (s.minItems ?? 0)) out.push({ at, message: t(`至少 ${s.minItems} 项`, `At least ${s.minItems}`) })
      list.forEach((item, i) => check(s.items!, item, own, `${at}/${i}`, out))
      break
    }
    case 'part':
      out.push(...s.part!.check(v, at))
      break
    case 'money':
      if (typedAmount(String((v as { amount?: Value }).amount ?? '')) === null)
        out.push({ at, message: t('金额应为数字，最多两位小数，例如 1234567.10', 'An amount such as 1234567.10') })
      break
    case 'int':
      if (!Number.isSafeInteger(v) || Number(v) < (s.minimum ?? -Infinity) || Number(v) > (s.maximum ?? Infinity))
        out.push({ at, message: t(`应为 ${s.minimum} 至 ${s.maximum} 的整数`, `A whole number from ${s.minimum} to ${s.maximum}`) })
      break
    case 'text': case 'long': case 'id': case 'digest':
      checkText(s, String(v), at, out)
      break
    default:
  }
  return out
}

/** As it is sent: empty parts left out, amounts without separators. */
export function clean(s: Schema, v: Value): Value {
  switch (kindOf(s)) {
    case 'object': {
      const o: Record<string, Value> = {}
      for (const [name, sub] of ordered(s)) {
        const value = (v as Record<string, Value> | undefined)?.[name]
        if (value !== undefined && value !== '') o[name] = clean(sub, value)
      }
      return o
    }
    case 'list': return (v as Value[]).map((item) => clean(s.items!, item))
    case 'part': return s.part!.clean(v)
    case 'money': {
      const m = v as { amount: string; currency?: string }
      return { amount: typedAmount(m.amount) ?? m.amount, currency: m.currency ?? 'CNY' }
    }
    case 'text': case 'long': case 'id': return String(v).trim()
    default: return v
  }
}
/** A value for people. */
export function told(s: Schema, v: Value): string {
  if (v === undefined || v === null) return '—'
  if (kindOf(s) === 'moment') return beijing(Date.parse(String(v)), false)
  if (kindOf(s) === 'bool') return v ? t('是', 'yes') : t('否', 'no')
  return String(v)
}
