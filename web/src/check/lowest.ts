// 经评审的最低投标价法: of the valid bids the lowest evaluated price wins. Pure and exact, and told
// step by step in the words that the committee signed (src/trade/evaluation/method.c, lowest.c).
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { decimalText, moneyText } from '../seal/amount'
import { RATE_ONE } from './rule'
import type { MethodRule } from './rule'

export interface Deviation { title: string; rate: number }
export interface EvalBid {
  party: string; name: string; unopened?: string; disqualified?: string; words?: string
  currency?: string; price: number; /** 0: none */ corrected: number; deviations: Deviation[]
}
export interface EvalIn {
  currency: string; /** -1: none */ ceiling: number; floor: number
  candidatesMax: number; fewBelow: number; drawn?: string; bids: EvalBid[]; rule: MethodRule | null
}
export interface EvalOut { winner?: string; tie: boolean; few: boolean; result: string }
interface Judged { bid: EvalBid; why?: string; price: number; evaluated: number; deviation: number; keys: number[]; parted: number; rank: number; asks: string[] }

function roundHalfUp(num: bigint, den: bigint): number { return Number((2n * num + den) / (2n * den)) }
function short(scaled: number, places: number): string {
  while (places > 0 && scaled % 10 === 0) {
    scaled /= 10
    places--
  }
  return decimalText(scaled, places)
}
/** "1.5%" of millionths. */
export function percent(rate: number): string { return short(rate, 4) + '%' }

function verdict(i: EvalIn, b: EvalBid, judged: number): string | undefined {
  const above = (minor: number) => i.ceiling >= 0 && minor > i.ceiling
  if (b.unopened !== undefined) return b.unopened
  if (b.disqualified !== undefined) return b.disqualified
  if (b.currency === undefined) return '未报价'
  if (b.currency !== i.currency) return '币种不符'
  if (above(b.price)) return '高于最高投标限价'
  if (above(judged)) return '修正后的报价高于最高投标限价'
  return i.floor >= 0 && b.price < i.floor ? '低于最低限价' : undefined
}
function judge(i: EvalIn, b: EvalBid): Judged {
  const price = b.corrected !== 0 ? b.corrected : b.price, why = verdict(i, b, price)
  const deviation = b.deviations.reduce((n, d) => n + d.rate, 0)
  const evaluated = roundHalfUp(BigInt(price) * BigInt(RATE_ONE + deviation), BigInt(RATE_ONE))
  // of the rules that part equals before the draw there is only the price
  const keys = [evaluated, ...(i.rule?.ties.slice(0, -1) ?? []).map(() => price)]
  return { bid: b, price, evaluated, deviation, keys, parted: 0, rank: 0, asks: [], ...(why === undefined ? {} : { why }) }
}
/** The first key in which they differ; -1: none. */
function parted(x: Judged, y: Judged): number { return x.keys.findIndex((k, i) => k !== y.keys[i]) }
function order(x: Judged, y: Judged): number {
  if ((x.why === undefined) !== (y.why === undefined)) return x.why === undefined ? -1 : 1
  const k = x.why === undefined ? parted(x, y) : -1
  return k < 0 ? 0 : x.keys[k]! - y.keys[k]! // what is equal keeps the order of the record
}
/** Prices to ask about; never a verdict. */
function askAll(i: EvalIn, valid: Judged[]): void {
  const r = i.rule?.asking, prices = valid.map((b) => b.price).sort((a, b) => a - b), one = BigInt(RATE_ONE)
  if (!r) return
  const sum = prices.reduce((n, p) => n + BigInt(p), 0n), next = prices[1]
  for (const b of valid) {
    const price = BigInt(b.price) * one
    const ask = (share: number, of: string) => { b.asks.push(`报价低于${of}的 ${percent(share)}`) }
    if (r.of_mean > 0 && price * BigInt(valid.length) < sum * BigInt(r.of_mean)) ask(r.of_mean, '有效报价平均值')
    if (r.of_next > 0 && next !== undefined && price < BigInt(next) * BigInt(r.of_next)) ask(r.of_next, '有效次低报价')
    if (r.of_ceiling > 0 && i.ceiling >= 0 && price < BigInt(i.ceiling) * BigInt(r.of_ceiling)) ask(r.of_ceiling, '最高投标限价')
  }
}

class Teller {
  readonly steps: string[] = []
  constructor(private readonly i: EvalIn, private readonly list: Judged[]) {}
  amount(minor: number): string { return moneyText({ minor, currency: this.i.currency }) }
  private deviations(b: Judged): string {
    const sign = b.deviation < 0 ? '−' : '+'
    return b.bid.deviations.map((d, n) => `${n === 0 ? '，量化偏差：' : '、'}${d.title} ${percent(d.rate)}`).join('') +
      `，合计 ${percent(b.deviation)}，评标价 = ${this.amount(b.price)} × (1 ${sign} ${percent(Math.abs(b.deviation))}) = ${this.amount(b.evaluated)} ${this.i.currency}`
  }
  private valid(b: Judged, n: number): void {
    const plain = b.bid.deviations.length === 0, ties = this.i.rule?.ties.length ?? 0
    let line = `${b.bid.name}：`
    if (b.bid.corrected !== 0) line += `投标价 ${this.amount(b.bid.price)}，算术修正为 ${this.amount(b.bid.corrected)}，`
    line += plain ? `评标价 ${this.amount(b.evaluated)} ${this.i.currency}` : `价格 ${this.amount(b.price)}${this.deviations(b)}`
    line += `，第 ${b.rank} 名`
    if (b.parted > 0 && b.parted < ties) line += `（与 ${this.list[n - 1]!.bid.name} 评标价相同，报价较低者在先）`
    this.steps.push(line)
  }
  tell(first: number, winner: Judged | undefined): string[] {
    const { list, steps } = this
    steps.push(`参加评审 ${list.length} 份，有效 ${list.filter((b) => b.why === undefined).length} 份`)
    for (const [n, b] of list.entries()) {
      if (b.why !== undefined) {
        steps.push(`${b.bid.name}：${b.why}`)
        continue
      }
      if (b.bid.words !== undefined) steps.push(`${b.bid.name}：${b.bid.words}`)
      this.valid(b, n)
      for (const ask of b.asks) steps.push(`${b.bid.name}：${ask}，应当要求说明，不因此自动否决`)
    }
    if (first > 1) steps.push(`最低价并列 ${first} 份`)
    if (winner) steps.push(`${first > 1 ? '经抽签' : ''}推荐 ${winner.bid.name}`)
    if (winner && winner.evaluated !== winner.price) steps.push(`中标价为投标价 ${this.amount(winner.price)}，不是评标价`)
    return steps
  }
  bid(b: Judged): Json {
    const { currency, corrected, deviations } = b.bid, o: { [k: string]: Json } = { name: b.bid.name, party: b.bid.party, valid: b.why === undefined }
    if (currency !== undefined) o.price = moneyText({ minor: b.bid.price, currency })
    if (b.asks.length > 0) o.asks = b.asks
    if (b.why !== undefined) return { ...o, why: b.why }
    o.rank = b.rank
    if (corrected !== 0) o.corrected = this.amount(corrected)
    if (deviations.length > 0) {
      o.deviations = deviations.map((d) => ({ rate: d.rate, title: d.title }))
      o.evaluated = this.amount(b.evaluated)
    }
    return o
  }
}

export function evaluate(i: EvalIn): EvalOut {
  const list = i.bids.map((b) => judge(i, b)).sort(order), valid = list.filter((b) => b.why === undefined)
  askAll(i, valid)
  for (const [n, b] of valid.entries()) {
    b.parted = n === 0 ? 0 : parted(b, valid[n - 1]!)
    b.rank = b.parted < 0 ? valid[n - 1]!.rank : n + 1
  }
  const first = valid.filter((b) => b.rank === 1).length, teller = new Teller(i, list)
  const winner = first === 1 ? valid[0] : valid.slice(0, first).find((b) => b.bid.party === i.drawn)
  const steps = teller.tell(first, winner)
  const result = canonical({ bids: list.map((b) => teller.bid(b)), candidates_max: i.candidatesMax, currency: i.currency, method: 'lowest-price', steps, v: 1,
    ...(i.ceiling >= 0 ? { ceiling: teller.amount(i.ceiling) } : {}), ...(i.floor >= 0 ? { floor: teller.amount(i.floor) } : {}),
    ...(first > 1 && winner ? { drawn: i.drawn! } : {}), ...(winner ? { winner: winner.bid.party } : {}) })
  return { tie: first > 1 && !winner, few: valid.length < i.fewBelow, result, ...(winner ? { winner: winner.bid.party } : {}) }
}
