// The bid form (开标一览表): what the opening can read, as docs/export-format.md has it.
import type { Json } from '../base/canonical'
import { moneyText, parseMoney, placesOf } from './amount'
import type { Money } from './amount'
import { parseCapitals } from './capitals'
import { idHolds } from './header'
import { isObject, parseStrict, textOf } from './strict'
import type { JsonObject } from './strict'

export interface Member { name: string; code?: string }
export interface Form {
  price?: Money; capitals?: string; duration_days?: number; quality?: string; security?: string
  leader?: string; certificate?: string; agreement?: string; consortium?: Member[]; records?: { id: string }[]
}
export class FormFault extends Error {
  constructor(readonly field: string, readonly zh: string, readonly en: string) { super(en) }
}
const TEXTS: Record<string, [number, number]> = { capitals: [1, 100], quality: [0, 200], leader: [0, 100],
  certificate: [0, 100], security: [0, 200], agreement: [1, 200] }

function text(v: Json | undefined, field: string, least: number, most: number): string {
  const n = typeof v === 'string' ? [...v].length : -1
  // eslint-disable-next-line no-control-regex
  if (typeof v !== 'string' || n < least || n > most || /[\x00-\x08\x0b-\x1f\x7f]/.test(v))
    throw new FormFault(field, `${field} 应为 ${least} 至 ${most} 个字符，没有控制字符`, `${field} is a text of ${least} to ${most} characters without control characters`)
  return v
}
function money(v: Json): Money {
  const m = parseMoney(textOf(v, 'amount'), textOf(v, 'currency'))
  if (!isObject(v) || Object.keys(v).length !== 2 || m === null || m.minor < 0)
    throw new FormFault('price', '投标报价应为不带符号的十进制金额和币种', 'price is {"amount","currency"}, a decimal without sign')
  return m
}
function list<T>(v: Json, field: string, most: number, names: string[], read: (o: JsonObject) => T): T[] {
  if (!Array.isArray(v) || v.length < 1 || v.length > most)
    throw new FormFault(field, `${field} 应为 1 至 ${most} 项`, `${field} has 1 to ${most} items`)
  return v.map((o) => {
    if (!isObject(o) || Object.keys(o).some((k) => !names.includes(k)))
      throw new FormFault(field, `${field} 的成员有误`, `an item of ${field} has other members`)
    return read(o)
  })
}
function days(v: Json): number {
  if (typeof v !== 'number' || v < 0 || v > 36500)
    throw new FormFault('duration_days', '工期应为 0 至 36500 的整数（天）', 'duration_days is an integer from 0 to 36500')
  return v
}
function consortiumMember(o: JsonObject): Member {
  const name = text(o.name, 'consortium', 1, 200)
  return Object.hasOwn(o, 'code') ? { name, code: text(o.code, 'consortium', 1, 18) } : { name }
}
function record(o: JsonObject): { id: string } {
  if (typeof o.id !== 'string' || !idHolds(o.id)) throw new FormFault('records', '引用的记录编号有误', 'a record is cited by its id')
  return { id: o.id }
}

/** Throws FormFault or StrictFault where the opening could not read it. */
export function readForm(bytes: Uint8Array): Form {
  const tree = parseStrict(bytes), form: Form = {}
  if (!isObject(tree)) throw new FormFault('', '开标一览表应为 JSON 对象', 'the form is a JSON object')
  for (const [name, v] of Object.entries(tree)) {
    const limits = Object.hasOwn(TEXTS, name) ? TEXTS[name] : undefined
    if (limits) Object.assign(form, { [name]: text(v, name, ...limits) })
    else if (name === 'price') form.price = money(v)
    else if (name === 'duration_days') form.duration_days = days(v)
    else if (name === 'consortium') form.consortium = list(v, name, 20, ['name', 'code'], consortiumMember)
    else if (name === 'records') form.records = list(v, name, 12, ['id'], record)
    else throw new FormFault(name, `开标一览表没有 ${name} 一项`, `${name} is no member of the form`)
  }
  return form
}

/** As the opening record shows it. */
export function formJson(f: Form): JsonObject {
  const o: JsonObject = {}
  for (const name of ['capitals', 'quality', 'security', 'leader', 'certificate', 'agreement'] as const)
    if (f[name] !== undefined) o[name] = f[name]
  if (f.price) o.price = { amount: moneyText(f.price), currency: f.price.currency }
  if (f.duration_days) o.duration_days = f.duration_days
  if (f.consortium) o.consortium = f.consortium.map((m) => ({ ...m }))
  if (f.records) o.records = f.records.map((r) => ({ ...r }))
  return o
}

/** The price that counts, and what is told of the words; null: none. Where they differ the words hold. */
export function formPrice(f: Form): { minor: number; note: string | null } | null {
  if (!f.price || placesOf(f.price.currency) === undefined) return null
  const { minor, currency } = f.price
  if (f.capitals === undefined || currency !== 'CNY') return { minor, note: null }
  const words = parseCapitals(f.capitals)
  if (words === null) return { minor, note: '大写金额无法识别，以小写金额评审，应当要求说明' }
  return { minor: words, note: words === minor ? null
    : `大写金额与小写金额 ${moneyText(f.price)} 不一致，以大写金额为准（12号令 第十九条）` }
}

/** Before sealing: also that words and figures agree, while it can still be mended. */
export function checkForm(bytes: Uint8Array): Form {
  const form = readForm(bytes), price = formPrice(form)
  if (price?.note) throw new FormFault('capitals', price.note, 'the amount in capitals is not the price')
  return form
}
