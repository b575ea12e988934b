// How bids are judged, where it is by the lowest evaluated price (经评审的最低投标价法). Other methods
// are not computed here.
import type { Json } from '../base/canonical'
import { isObject, member, textOf } from '../seal/strict'

export interface Asking { of_mean: number; of_next: number; of_ceiling: number }
export interface ReviewItem { id: string; part: 'form' | 'qualification' | 'responsiveness'; title: string }
export interface MethodRule { asking?: Asking; review: ReviewItem[]; /** 'price' where that parts equals before the draw */ ties: string[] }
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
export type Method = 'lowest-price' | 'other' | 'none'
/** 'none': it is no method at all, as far as that is told here. */
export function methodOf(v: Json): Method {
  const method = textOf(v, 'method')
  return method === 'lowest-price' ? method : method === 'comprehensive' || method === 'highway' ? 'other' : 'none'
}
/** null where it is no rule for the lowest price. */
export function readRule(v: Json): MethodRule | null {
  if (!only(v, ['method', 'ties'], ['asking', 'review']) || methodOf(v) !== 'lowest-price') return null
  const asking = member(v, 'asking'), review = member(v, 'review'), list = items(member(v, 'ties'), 1, 8)
  const ties = list?.map((t) => only(t, ['by']) ? textOf(t, 'by') ?? '' : '')
  if (!ties || !['draw', 'price,draw'].includes(ties.join())) return null
  const readA = asking === undefined ? undefined : readAsking(asking), readR = review === undefined ? [] : readReview(review)
  if (readA === null || readR === null) return null
  return { review: readR, ties, ...(readA === undefined ? {} : { asking: readA }) }
}
