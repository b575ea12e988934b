// How bids are judged: read whole, as src/trade/evaluation/rule.c does. Only the lowest evaluated price
// (经评审的最低投标价法) is computed here.
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { isObject, listOf, member, textOf } from '../seal/strict'
import type { JsonObject } from '../seal/strict'

export interface Asking { of_mean: number; of_next: number; of_ceiling: number }
export interface ReviewItem { id: string; part: 'form' | 'qualification' | 'responsiveness'; title: string }
export type Method = 'lowest-price' | 'comprehensive' | 'highway'
/** before or after prices show */
export type Draws = 'before' | 'after'
export interface MethodRule {
  method: Method; asking?: Asking; review: ReviewItem[]; /** at most so many are recommended; 0: as many as the law allows */ candidates: number
  /** what parts equals, in order; the draw is the last */ ties: string[]
  /** when the coefficient of the base is drawn; null: none is */ draws: Draws | null
}
export const REVIEW_ZH = { form: '形式评审', qualification: '资格评审', responsiveness: '响应性评审' }
export const RATE_ONE = 1_000_000

export function only(v: Json | undefined, required: string[], optional: string[] = []): boolean {
  return isObject(v) && required.every((n) => Object.hasOwn(v, n)) && Object.keys(v).every((n) => required.includes(n) || optional.includes(n))
}
/** A text without control characters, of so many characters. */
export function isText(v: Json | undefined, least: number, most: number): v is string {
  // eslint-disable-next-line no-control-regex
  return typeof v === 'string' && [...v].length >= least && [...v].length <= most && !/[\x00-\x08\x0b-\x1f\x7f]/.test(v)
}
export function isInt(v: Json | undefined, least: number, most: number): v is number { return typeof v === 'number' && v >= least && v <= most }
function items(v: Json | undefined, least: number, most: number): Json[] | null {
  return Array.isArray(v) && v.length >= least && v.length <= most ? v : null
}

function readAsking(v: Json): Asking | null {
  const names = ['of_mean', 'of_next', 'of_ceiling'] as const
  if (!only(v, [...names]) || !names.every((n) => isInt(member(v, n), 0, RATE_ONE))) return null
  const a = v as unknown as Asking
  return a.of_mean + a.of_next + a.of_ceiling > 0 ? a : null
}
function readReview(v: Json): ReviewItem[] | null {
  const list = items(v, 1, 100)
  if (!list?.every((i) => only(i, ['id', 'part', 'title']) && isText(member(i, 'id'), 1, 32) && isText(member(i, 'title'), 1, 200) &&
    Object.hasOwn(REVIEW_ZH, textOf(i, 'part') ?? ''))) return null
  const read = list as unknown as ReviewItem[]
  return new Set(read.map((i) => i.id)).size === read.length ? read : null
}
function oneOf(v: Json | undefined, words: string[]): boolean { return typeof v === 'string' && words.includes(v) }
function isFactor(v: Json): boolean {
  const choices = items(member(v, 'choices'), 1, 32), reduces = textOf(v, 'kind') === 'reduce', drawn = member(v, 'drawn')
  if (!only(v, ['kind', 'choices'], ['drawn']) || !oneOf(member(v, 'kind'), ['multiply', 'reduce']) || !choices) return false
  if (drawn !== undefined && !oneOf(drawn, ['before-prices', 'after-prices'])) return false
  const values = choices.map((c) => only(c, ['value']) && isInt(member(c, 'value'), -RATE_ONE / 2, 2 * RATE_ONE) ? member(c, 'value') as number : NaN)
  return values.every((n, i) => (i === 0 || n > values[i - 1]!) && (reduces ? n < RATE_ONE : n > 0))
}
const POINT = 10_000
const SCORE_MAX = 1000 * POINT
/** Members of a base that are integers, least and most. */
const BASE: Record<string, [number, number]> = { drop_from: [0, 1000], drop_high: [0, 1000], drop_low: [0, 1000], mean_unit: [1, 1e6], base_unit: [1, 1e6],
  deviation_places: [-1, 4], full: [1, SCORE_MAX], above: [0, 100 * POINT], below: [0, 100 * POINT], least: [0, SCORE_MAX], places: [0, 4] }
function isBenchmark(v: Json): v is JsonObject {
  const flags = ['second_mean', 'corrected'], ceiling = member(v, 'ceiling'), factor = member(v, 'factor'), made = member(v, 'participants')
  if (!only(v, [...Object.keys(BASE), ...flags], ['ceiling', 'factor', 'participants']) || !flags.every((n) => typeof member(v, n) === 'boolean')) return false
  if (!Object.entries(BASE).every(([n, [least, most]]) => isInt(member(v, n), least, most))) return false
  if (made !== undefined && !oneOf(made, ['opened', 'valid'])) return false
  if (ceiling !== undefined && !(only(ceiling, ['down', 'weight']) && isInt(member(ceiling, 'down'), 0, RATE_ONE - 1) && isInt(member(ceiling, 'weight'), 1, RATE_ONE - 1))) return false
  if (factor !== undefined && !isFactor(factor)) return false
  const b = v as Record<string, number>, dropped = b.drop_high! + b.drop_low!, unit = 10 ** (4 - b.places!), ten = (n: number) => /^10*$/.test(String(n))
  return (b.drop_from === 0 ? dropped === 0 : dropped > 0 && b.drop_from! > dropped) && ten(b.mean_unit!) && ten(b.base_unit!) &&
    b.full! % unit === 0 && b.least! % unit === 0 && b.least! < b.full! && b.above! + b.below! > 0
}
/** The sections of the criteria; null where they are not as they should be. */
function readScoring(v: Json, full: number): string[] | null {
  const list = items(member(v, 'criteria'), 1, 100), trim = member(v, 'trim_from')
  if (!only(v, ['trim_from', 'places', 'criteria']) || !isInt(trim, 0, 25) || trim === 1 || trim === 2 || !isInt(member(v, 'places'), 0, 4) || !list) return null
  const fits = list.every((c) => only(c, ['id', 'title', 'section', 'full', 'objective']) && isText(member(c, 'id'), 1, 32) && isText(member(c, 'title'), 1, 200) &&
    isText(member(c, 'section'), 1, 50) && isInt(member(c, 'full'), 1, SCORE_MAX) && typeof member(c, 'objective') === 'boolean')
  const sections = new Set(list.map((c) => textOf(c, 'section') ?? '')), all = list.reduce<number>((n, c) => n + Number(member(c, 'full')), full)
  return fits && new Set(list.map((c) => textOf(c, 'id'))).size === list.length && all <= SCORE_MAX && sections.size <= 8 ? [...sections] : null
}
/** Each once, the draw the last; only what has sections names one. */
function readTies(v: Json | undefined, sections: string[]): string[] | null {
  const list = items(v, 1, 8), names = list?.map((t) => {
    const by = textOf(t, 'by') ?? '', section = textOf(t, 'section')
    if (by === 'section') return only(t, ['by', 'section']) && section !== undefined && sections.includes(section) ? `section ${section}` : ''
    return only(t, ['by']) && oneOf(by, ['price', 'draw']) ? by : ''
  })
  return names && !names.includes('') && new Set(names).size === names.length && names.indexOf('draw') === names.length - 1 ? names : null
}
/** null where it is no rule. */
export function readRule(v: Json): MethodRule | null {
  const method = textOf(v, 'method') ?? '', lowest = method === 'lowest-price', scored = method === 'comprehensive'
  if (!lowest && !scored && method !== 'highway') return null
  if (!only(v, ['method', 'ties', ...(lowest ? [] : ['benchmark']), ...(scored ? ['scoring'] : [])], ['asking', 'review', 'candidates'])) return null
  const asking = member(v, 'asking'), review = member(v, 'review'), base = member(v, 'benchmark'), scoring = member(v, 'scoring')
  if (base !== undefined && !isBenchmark(base)) return null
  const sections = scoring === undefined ? [] : readScoring(scoring, Number(member(base, 'full')))
  const ties = sections && readTies(member(v, 'ties'), sections)
  const readA = asking === undefined ? undefined : readAsking(asking), readR = review === undefined ? [] : readReview(review)
  const most = member(v, 'candidates')
  if (!ties || readA === null || readR === null || (most !== undefined && !isInt(most, 1, 1000))) return null
  const factor = member(base, 'factor'), draws = listOf(factor, 'choices').length < 2 ? null : textOf(factor, 'drawn') === 'after-prices' ? 'after' : 'before'
  return { method, review: readR, candidates: Number(most ?? 0), ties, draws, ...(readA === undefined ? {} : { asking: readA }) }
}
/** A rule as it is published: with what holds where nothing is said. */
export function ruleText(v: Json): string {
  const base = member(v, 'benchmark'), factor = member(base, 'factor')
  return canonical(!isObject(v) || !isObject(base) ? v : { ...v, benchmark: { participants: 'opened', ...base, ...(isObject(factor) ? { factor: { drawn: 'before-prices', ...factor } } : {}) } })
}
