// Evaluation, candidates, award and contract.
import { canonical } from '../base/canonical'
import { moneyText, parseMoney } from '../seal/amount'
import { intOf, listOf, member, textOf } from '../seal/strict'
import { seatOf } from './committee'
import { momentText, parseMoment } from './codes'
import { moneyOf } from './course'
import type { Course } from './course'
import { candidatesOf, judge, screen } from './dossier'
import type { Made } from './dossier'
import { sha256Hex } from './entry'
import { bad } from './steps'

const OTHER_METHOD: [string, string, string] = ['method', '综合评估法、合理低价法等评标办法的评分和排名（结果与全体成员签署的摘要一致已核对）',
  'scores and ranks of other methods than the lowest price (that the result is the one that all members signed was compared)']

/** The result as of here. */
function made(k: Course): Made {
  const rule = k.announced.rule?.rule ?? null, out = k.lotState === 'screening' ? screen(k, rule) : judge(k, rule)
  if (out.result === undefined) k.skip(...OTHER_METHOD)
  return out
}
/** A member that refuses to sign agrees, once more than half have signed; gives its seat. */
function refusal(k: Course, digest: string, seat: number): number {
  const under = k.signatures.filter((o) => o.result === digest)
  if (!k.members[seat - 1]) k.bad(`评标委员会没有 ${seat} 号席位`, `the committee has no seat ${seat}`)
  if (under.filter((o) => !o.refused).length * 2 <= k.members.length) k.bad('过半数成员签署之前就记了拒签', 'a refusal before more than half had signed')
  if (under.some((o) => o.seat === seat - 1)) k.bad('这个成员已经签署，或者已记拒签', 'that member had signed, or refused before')
  return seat - 1
}
/** A member's signature under the result as computed here; null where what it rests on is withheld. */
function sign(k: Course): Made | null {
  const digest = k.digest('result')
  let out: Made | null = null
  if (!k.judging || digest === undefined) k.bad('没有可签署的结果', 'no result to sign')
  if (!k.blind) out = made(k)
  if (out) {
    if (out.result !== undefined && sha256Hex(out.result) !== digest) k.bad('按投标重算的结果与所签署的不同', 'the bids give another result than the one signed')
    if (out.tie) k.bad('第一名并列而没有抽签', 'several bids share the first place; none was drawn')
    if (out.pending !== undefined) k.bad(`签署过早：${out.pending.zh}`, `signed too early: ${out.pending.en}`)
  }
  if (k.act === null) return out
  const refused = intOf(k.body, 'refused') ?? 0
  if (refused !== 0 && k.members.length === 0) return out // the committee is withheld
  const seat = refused !== 0 ? refusal(k, digest, refused) : seatOf(k)
  if (seat < 0) k.bad('签署的不是评标委员会成员', 'who signed is no member of the committee')
  if (k.text('digest') !== digest) k.bad('所办之事签署的是另一结果', 'its act signs another result')
  k.signatures.push({ seat, result: digest, refused: refused !== 0 })
  return out
}
export function signed(k: Course): void { sign(k) }

/** The last signature: the whole committee has signed. */
function lastSignature(k: Course): Made | null {
  const out = sign(k), digest = k.digest('result')!
  if (k.act === null) {
    k.r.skip(`withheld-${k.e.place}`, { zh: '评标内容未公开', en: 'Withheld' }, { zh: '评标委员会的办理内容依法不公开，只能核对摘要', en: 'What the committee did is withheld: only its digests can be compared' })
    return out
  }
  const n = new Set(k.signatures.filter((s) => s.result === digest).map((s) => s.seat)).size
  if (n !== k.members.length) k.bad(`${k.members.length} 名成员中只有 ${n} 名签署：缺少记录`, `${n} of ${k.members.length} members signed the result; an entry is missing`)
  k.r.ok(`evaluation-${k.e.place}`, { zh: '评标', en: 'Evaluation' }, out?.result !== undefined ? { zh: `重新计算，结果一致，${n} 名成员全部签署`, en: `computed again, signed by all ${n} members` }
    : { zh: `${n} 名成员全部签署同一结果`, en: `all ${n} members signed the same result` })
  return out
}
function publishedResult(k: Course, digest: string | undefined): void {
  const result = member(k.notice, 'result')
  if (sha256Hex(result === undefined ? '' : canonical(result)) !== digest) k.bad('公布的不是评标委员会签署的结果', 'it published another result than the committee signed')
}
/** The first envelopes are judged: the window for the second ones begins. */
export function screened(k: Course): void {
  lastSignature(k)
  publishedResult(k, k.digest('result'))
  const passed = listOf(member(k.notice, 'result'), 'bids').filter((b) => member(b, 'passed') === true).map((b) => textOf(b, 'party') ?? '')
  if (passed.length === 0) k.bad('没有投标通过第一信封', 'nobody passed the first envelope')
  for (const b of k.bids) b.passed = passed.includes(b.party)
  k.windowEnds = k.e.at + k.announced.window
}
function finish(k: Course): Made | null {
  const out = lastSignature(k), result = k.digest('result')
  if (result !== undefined) k.result = result
  return out
}
export function evaluated(k: Course): void {
  const out = finish(k)
  if (out?.result !== undefined && out.winner === undefined) k.bad('结果没有候选人', 'the result has no candidate')
}
export function evaluatedNone(k: Course): void {
  const out = finish(k)
  if (out && (out.winner !== undefined || out.tie)) k.bad('结果有候选人', 'the result has a candidate')
}
export function candidates(k: Course): void {
  const result = member(k.notice, 'result'), list = member(k.notice, 'candidates'), want = candidatesOf(result)
  publishedResult(k, k.result)
  if (list === undefined || canonical(list) !== canonical(want)) k.bad('公示的候选人不是结果中的', 'the candidates are not those of the result')
  k.candidates = want.map((c) => {
    const price = parseMoney(textOf(c, 'price'), k.lot.currency)
    return price ? { party: textOf(c, 'party')!, price: price.minor } : k.bad('有候选人没有报价', 'a candidate has no price')
  })
  k.passed = 0
  const ends = parseMoment(textOf(k.notice, 'ends'))
  k.publicityEnds = ends ?? k.bad('没有写明公示何时结束', 'it does not say when the publicity ends')
}
export function declined(k: Course): void {
  const party = k.e.party
  if (party === undefined || !k.candidates.some((c) => c.party === party) || k.declined.includes(party)) k.bad('放弃中标的应是候选人，且只放弃一次', 'a candidate declines, once')
  k.declined.push(party)
}
/** The notice names who was passed over, who follows, and the award that holds no longer. */
function namesPassed(k: Course, w: { party: string }, reason: string): boolean {
  const passed = listOf(k.notice, 'passed'), next = member(k.notice, 'next'), then = k.candidates[k.passed + 1]
  if (passed.length !== 1 || textOf(passed[0], 'party') !== w.party || (textOf(passed[0], 'reason') ?? '') !== reason) return false
  if (textOf(k.notice, 'countermands') !== k.awardNotice) return false
  if (!then || next === undefined) return !then && next === undefined
  return textOf(next, 'party') === then.party && moneyOf(member(next, 'price'))?.minor === then.price
}
export function passedOver(k: Course): void {
  const reason = k.text('reason') ?? '', w = k.winner
  if (!k.byPrincipal || !w) k.bad('由招标人越过候选人，且须还有候选人', 'the principal passes over candidates, as long as there are any')
  if (k.e.at < k.publicityEnds && !k.owedResult) k.bad('公示结束之前就越过了候选人', 'a candidate was passed over before the publicity had ended')
  if (reason === 'declined' ? !k.declined.includes(w.party) : member(k.body, 'document') === undefined)
    k.bad('候选人没有放弃，也没有依据文件', 'the candidate neither declined, nor is there a document')
  if (!namesPassed(k, w, reason)) k.bad('公告的候选人、理由或者所撤销的中标公告不同', 'its notice names another candidate, reason or award that it countermands')
  k.passed++
  k.owedResult = false
  delete k.letter
  delete k.awardNotice
}
export function reopened(k: Course): void {
  if (!k.byPrincipal) k.bad('重新评标的不是招标人', 'another than the principal reopened the evaluation')
  if (!k.owedResult) k.bad('没有待处理的、成立的对结果的异议', 'no upheld objection to the result waits for its consequence')
  k.owedResult = false
  k.signatures = []
  k.sheets = k.sheets.filter((s) => s.kind !== 'competes')
  delete k.result
}
function namesWinner(k: Course): boolean {
  const m = moneyOf(member(k.notice, 'price')), w = k.winner
  return w !== undefined && textOf(k.notice, 'supplier') === w.party && m?.minor === w.price && m.currency === k.lot.currency
}
/** Where the law leaves the choice, another candidate has the award than the first. */
function choose(k: Course, party: string): void {
  const at = k.candidates.findIndex((c, i) => i >= k.passed && c.party === party)
  if (k.mandatory && k.stateControlled) k.bad('国有资金占控股或者主导地位的，应当由第一候选人中标', 'of state-controlled money the first candidate has the award')
  if (at < 0) k.bad('所确定的不是仍可中标的候选人', 'the chosen one is no candidate that is left')
  // it comes before the others that are left, and those follow in their order
  const [chosen] = k.candidates.splice(at, 1)
  k.candidates.splice(k.passed, 0, chosen!)
}
export function award(k: Course): void {
  if (!k.byPrincipal) k.bad('定标的不是招标人', 'another than the principal made the award')
  if (k.e.at < k.publicityEnds) k.bad('定标早于公示结束', 'the award was made before the publicity had ended')
  const choice = k.text('choice')
  if (choice !== undefined) choose(k, choice)
  const w = k.winner ?? k.bad('所有候选人都被越过', 'every candidate was passed over')
  if (k.owedResult) k.bad('异议成立而没有处理结果', 'an objection to the result was upheld without a consequence')
  if (k.declined.includes(w.party)) k.bad('中标人此前已经放弃', 'the award was made to a candidate that had declined')
  k.letter = canonical({ lot: k.m.lot, made: momentText(k.e.at), price: { amount: moneyText({ minor: w.price, currency: k.lot.currency }), currency: k.lot.currency },
    supplier: w.party, title: k.lot.title, tradeCode: k.lot.tradeCode })
  if (!k.holds('letter', k.letter)) k.bad('中标通知书不是按中标人和中标价开出的', 'its letter is not the one to the winner at the winner’s price')
  if (!namesWinner(k) || textOf(k.notice, 'choice') !== (choice === undefined ? undefined : k.text('reason') ?? '') || textOf(k.notice, 'name') !== k.nameOf(w.party) || listOf(k.notice, 'passed').length !== k.passed)
    k.bad('公告的中标人、价格、理由或者被越过的候选人不同', 'its notice names another winner, price, reason or who was passed over')
  k.awarded = k.e.at
  k.awardNotice = k.noticeId
}
/** The contract's notice says nothing else than the winner promised in its bid. */
function keepsBid(k: Course): boolean {
  const form = k.rows.findLast((r) => r.state === 'opened' && r.party === k.winner?.party)?.form, days = intOf(k.notice, 'durationDays') ?? 0
  if (!form || (days !== 0 && (form.duration_days ?? 0) !== 0 && days !== form.duration_days)) return false
  return (['quality', 'leader'] as const).every((name) => {
    const told = textOf(k.notice, name)
    return told === undefined || (form[name] ?? '') === '' || told === form[name]
  })
}
export function contract(k: Course): void {
  const document = textOf(k.notice, 'document'), signedAt = parseMoment(textOf(k.notice, 'signed'))
  if (!namesWinner(k) || !keepsBid(k)) k.bad('合同与定标或者投标不一致', 'the contract deviates from the award')
  if (signedAt === null || signedAt < k.awarded || signedAt > k.e.at) k.bad('合同不是在定标与公布之间签订的', 'the contract was not signed between award and publication')
  if (document !== undefined) k.document(document)
}

export function reported(k: Course): void { k.reported = true }
export function archived(k: Course): void {
  if (k.number('report.max') !== 0 && !k.reported) k.bad('没有提交 kind.json 要求的书面报告', 'the written report that kind.json demands was not filed')
}

async function sameFile(k: Course, name: string, text: string, zh: string, en: string): Promise<void> {
  if (k.a.take(name).digest !== sha256Hex(text)) bad(name, zh, en)
}
/** That the files of record, result and letter are those that stand at the end. */
export async function end(k: Course): Promise<void> {
  if (k.record !== undefined) await sameFile(k, 'opening.json', k.record, '用密钥打开投标，得到的是另一份开标记录', 'the bids, opened with their keys, give another record')
  if (k.result !== undefined && k.a.take('evaluation.json').digest !== k.result) bad('evaluation.json', '不是评标委员会签署的结果', 'it is another result than the committee signed')
  if (k.letter !== undefined) {
    await sameFile(k, 'award-letter.json', k.letter, '标段、中标人、价格或者标识码不是这宗交易的', 'lot, winner, price or code are not those of the trade')
    k.r.ok('letter', { zh: '中标通知书', en: 'Award letter' }, { zh: '发给中标人，价格为中标价', en: 'to the winner at the winner’s price' })
  }
}
