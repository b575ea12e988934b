// From the record and what the committee laid down to a result (src/trade/evaluation/dossier.c).
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { formPrice } from '../seal/form'
import { idHolds } from '../seal/header'
import { isObject, listOf, member, textOf } from '../seal/strict'
import type { JsonObject } from '../seal/strict'
import { moneyOf } from './course'
import type { Course, Row, Sheet } from './course'
import { countStrikes, doubtsOf, foundCompeting } from './majority'
import { evaluate } from './lowest'
import type { Deviation, EvalBid, EvalIn } from './lowest'
import { RATE_ONE, REVIEW_ZH, isInt, isText, only } from './rule'
import type { MethodRule } from './rule'
import type { Pair } from './steps'

const LACKING = '评标委员会认定投标明显缺乏竞争，否决全部投标（12号令 第二十七条）'
const UNDECIDED: Pair = { zh: '有效投标少于法定个数，由评标委员会认定是否明显缺乏竞争（12号令 第二十七条）',
  en: 'fewer valid bids than the law’s least: the committee finds whether they compete (Order 12, art. 27)' }
/** result: undefined where its method is not computed here. */
export interface Made { result?: string; winner?: string; tie: boolean; /** what it waits for */ pending?: Pair }

/** Why what stands at an opened or not opened row was not opened, in the words of the result. */
export function unopenedZh(r: Row): string | undefined {
  if (r.state === 'unopened') return '未通过第一信封评审，报价不予开启'
  return r.state !== 'revoked' ? undefined : r.why === 'unreadable' ? '内容无法读取' : '未在规定时间内解密'
}
/** What members laid down last of that kind and party, by seat. */
function sheetsOf(k: Course, kind: Sheet['kind'], party: string): Sheet[] {
  return k.sheets.filter((s) => s.kind === kind && s.party === party).sort((a, b) => a.seat - b.seat)
}
function isFinding(v: Json): v is JsonObject {
  const deviations = member(v, 'deviations'), query = member(v, 'query')
  return only(v, ['party', 'reason'], ['query', 'corrected', 'deviations']) && idHolds(textOf(v, 'party') ?? '') && (query === undefined || (typeof query === 'string' && idHolds(query))) && isText(member(v, 'reason'), 1, 2000) &&
    (deviations === undefined || (Array.isArray(deviations) && deviations.length <= 50 && deviations.every((d) =>
      only(d, ['title', 'rate']) && isText(member(d, 'title'), 1, 200) && isInt(member(d, 'rate'), -RATE_ONE, RATE_ONE))))
}
interface Found { corrected: number; deviations: Deviation[] }
function readFinding(k: Course, rule: MethodRule | null, body: Json, b: EvalBid): Found {
  const corrected = member(body, 'corrected'), money = corrected === undefined ? null : moneyOf(corrected)
  const deviations = listOf(body, 'deviations') as unknown as Deviation[], priced = rule === null || rule.method === 'lowest-price'
  const bad = corrected !== undefined && (!only(corrected, ['amount', 'currency']) || money?.currency !== k.lot.currency || money.minor <= 0)
  if (!isFinding(body) || bad || (deviations.length > 0 && !priced)) k.bad(`对 ${b.name} 的认定（修正价或者量化偏差）不合规定`, `what was found of ${b.name} is malformed`)
  return { corrected: money?.minor ?? 0, deviations }
}
/** What two members found is the same where price and deviations are; their reasons may differ. */
function same(a: Found, b: Found): boolean {
  return a.corrected === b.corrected && a.deviations.length === b.deviations.length && a.deviations.every((d, i) => d.rate === b.deviations[i]!.rate && d.title === b.deviations[i]!.title)
}
/** What more than half of the members found alike holds; gives what is still open. */
function putFinding(k: Course, rule: MethodRule | null, b: EvalBid): Pair | undefined {
  const list = sheetsOf(k, 'finding', b.party).map((s) => readFinding(k, rule, s.body, b))
  const holds = list.find((f) => list.filter((o) => same(f, o)).length * 2 > k.members.length)
  if (holds) {
    if (holds.deviations.reduce((n, d) => n + d.rate, 0) <= -RATE_ONE) k.bad(`${b.name} 的量化偏差使评标价不存在`, `the deviations of ${b.name} leave no price`)
    Object.assign(b, holds)
  }
  return holds || list.length === 0 ? undefined : { zh: `${b.name}：${list.length} 名评委提出算术修正或者偏差，尚无过半数评委作出相同认定`,
    en: `${b.name}: ${list.length} members correct its price or find deviations, and no more than half find the same` }
}
function seatBids(k: Course, rule: MethodRule | null, why: (string | undefined)[]): { bids: EvalBid[]; open: Pair | undefined } {
  const bids: EvalBid[] = []
  for (const [i, row] of k.rows.entries()) {
    if (row.state === 'withdrawn') continue
    const price = formPrice(row.form), unopened = unopenedZh(row), disqualified = why[i]
    bids.push({ party: row.party, name: row.name, price: price?.minor ?? 0, corrected: 0, deviations: [],
      ...(unopened === undefined ? {} : { unopened }), ...(disqualified === undefined ? {} : { disqualified }),
      ...(price?.note ? { words: price.note } : {}), ...(row.form.price ? { currency: row.form.price.currency } : {}) })
  }
  return { bids, open: bids.map((b) => putFinding(k, rule, b)).find((o) => o !== undefined) }
}

/** How many members hold each item not to be satisfied, by one member's sheet. */
function countReview(k: Course, rule: MethodRule, body: Json, fails: number[]): void {
  const list = listOf(body, 'items'), seen = new Set<string>()
  const whole = only(body, ['party', 'items']) && list.length === rule.review.length && list.every((o) => {
    const item = textOf(o, 'item') ?? '', i = rule.review.findIndex((r) => r.id === item), passed = member(o, 'passed'), reason = member(o, 'reason')
    if (!only(o, ['item', 'passed'], ['reason']) || i < 0 || seen.has(item) || typeof passed !== 'boolean') return false
    if (reason === undefined ? !passed : !isText(reason, 1, 500)) return false
    seen.add(item)
    fails[i]! += passed ? 0 : 1
    return true
  })
  if (!whole) k.bad('逐项评审没有对每项各评一次', 'a review is of every item once')
}
function reviewBid(k: Course, rule: MethodRule, row: Row): { why?: string; missing: number } {
  const fails = rule.review.map(() => 0), n = k.members.length
  const sheets = sheetsOf(k, 'review', row.party)
  for (const s of sheets) countReview(k, rule, s.body, fails)
  const i = fails.findIndex((f) => f * 2 > n), item = rule.review[i]
  return { missing: n - sheets.length, ...(item ? { why: `${REVIEW_ZH[item.part]}不合格：${item.title}（${n} 名评委中 ${fails[i]} 名认定）` } : {}) }
}
/** A member whose unit bids must recuse itself, and one who did must be replaced. */
function conflictOf(k: Course): Pair | undefined {
  for (const [i, seat] of k.members.entries()) {
    if (seat.recused !== undefined) return { zh: `评委${i + 1} 申请回避，应当更换：${seat.recused}`, en: `member ${i + 1} recused itself and must be replaced: ${seat.recused}` }
    if (k.rows.some((r) => r.state !== 'withdrawn' && (r.name === seat.unit || (r.form.consortium ?? []).some((m) => m.name === seat.unit || m.code === seat.unit))))
      return { zh: `评委${i + 1} 的工作单位 ${seat.unit} 是投标人，应当回避并更换（法第三十七条）`, en: `member ${i + 1} works for ${seat.unit}, which bids: it must recuse itself and be replaced (Tendering and Bidding Law, art. 37)` }
  }
  return undefined
}
function reviewAll(k: Course, rule: MethodRule | null): { why: (string | undefined)[]; pending: Pair | undefined } {
  const doubts = doubtsOf(k.rows)
  let pending = conflictOf(k)
  const why = k.rows.map((row, i) => {
    if (row.state !== 'opened') return undefined
    const s = countStrikes(k, sheetsOf(k, 'strike', row.party)), doubt = doubts[i]
    const v = s.why === undefined && rule && rule.review.length > 0 ? reviewBid(k, rule, row) : { why: s.why, missing: 0 }
    if (s.open > 0) pending ??= { zh: `${row.name}：有评委提出否决，还有 ${s.open} 名评委未表明意见`, en: `${row.name}: a member would disqualify it, and ${s.open} have not said yet` }
    if (v.missing > 0) pending ??= { zh: `${row.name}：还有 ${v.missing} 名评委未完成逐项评审`, en: `${row.name}: ${v.missing} members have not reviewed it item by item yet` }
    if (doubt !== undefined && !s.stands && v.why === undefined) pending ??= { zh: `${row.name}：${doubt.zh}，由评标委员会认定其投标是否有效`, en: `${row.name}: ${doubt.en}; whether the bid is valid the committee finds` }
    return v.why
  })
  return { why, pending }
}

/** The result as things stand at this entry. */
export function judge(k: Course, rule: MethodRule | null): Made {
  const { why, pending } = reviewAll(k, rule), most = Math.max(1, k.number('candidates.max')), named = rule?.candidates ?? 0, { bids, open } = seatBids(k, rule, why)
  const competes = foundCompeting(k, sheetsOf(k, 'competes', '')), left = pending ?? open
  if (rule && rule.method !== 'lowest-price') return { tie: false, ...(left === undefined ? {} : { pending: left }) }
  const input: EvalIn = { currency: k.lot.currency, ceiling: k.lot.ceiling, floor: k.lot.floor, candidatesMax: named > 0 ? Math.min(named, most) : most,
    fewBelow: k.number('bidders.min'), bids, rule, ...(k.drawn === undefined ? {} : { drawn: k.drawn }) }
  let out = evaluate(input), undecided: Pair | undefined
  if (out.few && competes === false) {
    for (const b of input.bids) b.disqualified ??= LACKING
    out = evaluate(input)
  } else if (out.few && competes === undefined && (out.winner !== undefined || out.tie)) {
    undecided = UNDECIDED
  }
  const last = left ?? undecided
  return { result: out.result, tie: out.tie, ...(out.winner === undefined ? {} : { winner: out.winner }), ...(last === undefined ? {} : { pending: last }) }
}

function screening(k: Course, why: (string | undefined)[]): { result: string; passed: string[] } {
  const rows = k.rows.map((row, i) => ({ row, failed: row.state === 'opened' ? why[i] : unopenedZh(row) })).filter((o) => o.row.state !== 'withdrawn')
  return { passed: rows.filter((o) => o.failed === undefined).map((o) => o.row.party),
    result: canonical({ v: 1, steps: rows.map((o) => `${o.row.name}：${o.failed ?? '通过第一信封评审'}`),
      bids: rows.map((o) => ({ name: o.row.name, party: o.row.party, passed: o.failed === undefined, ...(o.failed === undefined ? {} : { why: o.failed }) })) }) }
}
/** Of the first of two envelopes. */
export function screen(k: Course, rule: MethodRule | null): Made {
  const { why, pending } = reviewAll(k, rule), competes = foundCompeting(k, sheetsOf(k, 'competes', ''))
  let s = screening(k, why), left = pending
  const few = s.passed.length < k.number('bidders.min')
  if (few && competes === false) s = screening(k, why.map((w) => w ?? LACKING))
  if (left === undefined && few && s.passed.length > 0 && competes === undefined) left = UNDECIDED
  return { result: s.result, tie: false, ...(s.passed[0] === undefined ? {} : { winner: s.passed[0] }), ...(left === undefined ? {} : { pending: left }) }
}

/** Of a result: the candidates in order, as they are published. */
export function candidatesOf(result: Json | undefined): JsonObject[] {
  const bids = listOf(result, 'bids'), winner = textOf(result, 'winner') ?? '', most = member(result, 'candidates_max')
  const named = member(result, 'candidates'), of = (party: Json) => bids.find((b) => textOf(b, 'party') === party)
  const ranked = bids.filter((b) => member(b, 'rank') !== undefined), first = (b: Json) => (textOf(b, 'party') ?? '') === winner
  const chosen = Array.isArray(named) ? named.map(of).filter(isObject)
    : [...ranked.filter(first), ...ranked.filter((b) => !first(b))].slice(0, Math.max(0, typeof most === 'number' ? most : 1))
  return chosen.map((b, i) => {
    const total = member(b, 'total')
    return { name: textOf(b, 'name') ?? '', order: i + 1, party: textOf(b, 'party') ?? '', price: textOf(b, 'corrected') ?? textOf(b, 'price') ?? '',
      ...(total === undefined ? {} : { total: textOf(b, 'total') ?? '' }) }
  })
}
