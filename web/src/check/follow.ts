// Follows a trade entry by entry: each act of its kind's route, each step allowed by the state, each
// notice the one that its entry published.
import { canonical } from '../base/canonical'
import { intOf, isObject, listOf, member, textOf } from '../seal/strict'
import type { Archive, Manifest } from './archive'
import { momentText } from './codes'
import { Course } from './course'
import type { Entry } from './entry'
import { end } from './judging'
import { MEANINGS } from './meanings'
import type { Meaning } from './meanings'
import { LOT_RULES, TENDER_RULES, nextState, stateZh } from './state'
import { bad } from './steps'
import type { Report } from './steps'
import { origin } from './tender'

const CREATING = ['tender.created', 'tender.taken-in']

function routeOf(k: Course, m: Meaning): string {
  if (m.route !== '') return m.route
  if (m.about === 'tender') return k.tenderState === 'applying' ? 'tender.open' : 'POST /api/tenders/{tender}/qualification/reviews'
  return k.lotState === 'bidding' ? 'lot.close' : k.lotState === 'opening' ? 'lot.open' : 'POST /api/lots/{lot}/confirmations'
}
/** The act came by the kind's route, with the entry's object (or the announcement) in its path; or it is the clock's. */
function actFits(k: Course, m: Meaning): boolean {
  const act = k.act ?? undefined, route = routeOf(k, m), timer = textOf(act, 'timer')
  if (timer !== undefined) return timer === route && textOf(act, 'object') === k.e.object
  if (textOf(act, 'route') !== route || !route.includes('/')) return false
  return textOf(act, 'path') === route.slice(route.indexOf('/')).replace(/\{(\w+)\}/, (_, of: string) => (of === 'notice' ? k.announcement ?? '' : k.e.object))
}
/** Only what a committee did that never became public may be withheld. */
function checkAct(k: Course, m: Meaning): void {
  const secret = k.m.state === 'unsuccessful' || k.m.state === 'cancelled'
  if (k.act === null && (!secret || (k.e.party !== undefined && !/^(committee\.|lot\.attested$)/.test(m.kind)))) k.bad('缺少所办之事的内容', 'its act is missing')
  if (k.act !== null && !actFits(k, m)) k.bad(`所办之事不是 ${m.kind} 一类`, `its act is not of the kind ${m.kind}`)
  const object = m.about === 'lot' ? k.m.lot : k.m.tender
  if (m.about !== 'registration' && k.e.object !== object) k.bad('它是另一个标段或者项目的', `it is about another ${m.about}`)
}
/** The next notice must be the one that this entry published. */
async function takeNotice(k: Course, m: Meaning): Promise<void> {
  const file = `notices/${String(k.notices + 1).padStart(3, '0')}.json`
  k.notice = undefined
  if (!m.notice) {
    if (k.digest('notice') !== undefined) k.bad('这类记录不公布任何公告', 'an entry of this kind publishes nothing')
    return
  }
  const o = await k.a.json(file), body = member(o, 'body'), whole = m.about === 'tender', lot = member(o, 'lot')
  if (!k.holds('notice', body === undefined ? '' : canonical(body))) bad(file, `不是 ${k.e.file} 公布的公告`, `it is not what ${k.e.file} published`)
  // the plan is published by the act that creates its tender
  const title = !k.created ? textOf(member(k.body, 'tender'), 'title') ?? '' : whole ? k.title : k.lot.title
  const fits = isObject(o) && Object.keys(o).length === 7 && m.notice.includes(textOf(o, 'type') ?? '') && textOf(o, 'published') === momentText(k.e.at) &&
    textOf(o, 'tender') === k.m.tender && lot !== undefined && (textOf(o, 'lot') ?? '') === (whole ? '' : k.m.lot) && (textOf(o, 'title') ?? '') === title
  if (!fits) bad(file, `类型、时间或者标题与 ${k.e.file} 不符`, `its type, time or title is not that of ${k.e.file}`)
  k.notice = body
  k.noticeType = textOf(o, 'type') ?? ''
  k.noticeId = textOf(o, 'id') ?? ''
  k.notices++
}

async function follow(k: Course, e: Entry): Promise<void> {
  k.e = e
  const m = MEANINGS.get(e.kind) ?? k.bad(`不认识 ${e.kind} 一类的记录`, `this check knows no entries of the kind ${e.kind}`)
  if (e.kind === 'tender.taken-in' && e.object !== k.m.tender) return origin(k)
  if (m.about !== 'registration' && !CREATING.includes(e.kind) && !k.created) k.bad('招标项目尚未建立：缺少记录', 'the tender was not created yet; an entry is missing')
  checkAct(k, m)
  const tender = m.about === 'tender', from = tender ? k.tenderState : k.lotState
  const next = nextState(tender ? TENDER_RULES : LOT_RULES, from, e.kind)
  if (next === null) k.bad(`${e.kind} 不能在状态 ${from} 之后：缺少记录`, `${e.kind} does not follow the state ${from}; an entry is missing`)
  if (next !== '' && m.about === 'lot' && k.objections > 0 && e.kind !== 'lot.cancelled') k.bad('异议尚未答复，标段应当暂停', 'an objection was unanswered, the lot is stayed')
  k.body = member(k.act ?? undefined, 'body')
  await takeNotice(k, m)
  await m.run(k)
  if (next !== '' && tender) k.tenderState = next
  else if (next !== '') k.lotState = next
}

/** The trade computed again, to the state that the manifest names. */
export async function recompute(a: Archive, m: Manifest, r: Report, entries: Entry[]): Promise<Course> {
  const numbers = new Map<string, number>()
  for (const n of listOf(await a.json('kind.json'), 'numbers')) {
    const id = textOf(n, 'id') ?? ''
    if (!numbers.has(id)) numbers.set(id, intOf(n, 'value') ?? 0)
  }
  const k = new Course(a, m, r, numbers)
  for (const e of entries) await follow(k, e)
  await end(k)
  if (k.lotState !== m.state)
    bad('manifest.json', `记录止于 ${k.lotState}，不是 ${m.state}：缺少记录`, `the entries end with the lot ${k.lotState}, not ${m.state}; an entry is missing`)
  r.ok('notices', { zh: '各项公告', en: 'Notices' }, { zh: `${k.notices} 份，每份都是其记录公布的`, en: `${k.notices}, each as its entry published it` })
  r.ok('procedure', { zh: '程序', en: 'Procedure' }, { zh: `每一步都接着上一步，止于“${stateZh(m.state)}”`, en: `every step follows the one before, ending ${m.state}` })
  r.skip('law', { zh: '法定数字未对照', en: 'Not compared with the law' }, { zh: 'kind.json 所列法定数字不受日志约束，heng verify 也不对照；有疑问时请与法律原文比对',
    en: 'The numbers in kind.json are not bound by the log, nor compared by heng verify: compare them with the law' })
  return k
}
