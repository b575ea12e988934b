// What a form's ids are chosen from: nobody copies one by hand.
import { tp } from '../base/lang'
import { beijing } from '../base/time'
import { fill, get, Refused } from '../api/client'
import type { GetPath } from '../api/client'
import type { Offer } from '../parts/offers'
import { values } from '../parts/words'
import type { Act } from './acts'

interface Written { id: string; content: string; raised: string }
interface Objection extends Written { lot: string | null; subject: string; outcome: string; settled?: string }
interface Complaint extends Written { about: string; acceptance: string; answer: string | null }
interface Enquiry { id: string; question: string; asked: string; answered: boolean }
type Read = <T>(path: GetPath, params: Record<string, string>) => Promise<T>
const SHOWN_CHARS = 40
function line(at: string, word: string, text: string): string {
  const all = [...text.replace(/\s+/g, ' ')]
  return [beijing(Date.parse(at)).slice(0, 16), word && values[word] ? tp(values[word]!) : '', all.slice(0, SHOWN_CHARS).join('') + (all.length > SHOWN_CHARS ? '…' : '')].filter(Boolean).join('　')
}
async function list<T>(p: Promise<T>, none: T): Promise<T> { try { return await p } catch (e) { if (e instanceof Refused) return none; throw e } }
const objectionsOf = async (tender: string, read: Read) => (await list(read<{ objections: Objection[] }>('/api/tenders/{tender}/objections', { tender }), { objections: [] })).objections
/** To the document, those that wait for their answer. */
const toDocument = async (tender: string, read: Read) => (await objectionsOf(tender, read)).filter((o) => o.lot === null && o.outcome === 'open')
/** To the lot's opening and result, and to the document. */
async function objections(lot: string, read: Read): Promise<Objection[]> {
  const { tender } = await read<{ tender: string }>('/api/lots/{lot}', { lot })
  return (await objectionsOf(tender, read)).filter((o) => o.lot === null || o.lot === lot)
}
const toLot = async (lot: string, read: Read) => (await objections(lot, read)).filter((o) => o.lot === lot)
interface Opened { party: string; name: string; state: string }
const openedOf = async (lot: string, read: Read) => (await list(read<{ bids: Opened[] }>('/api/lots/{lot}/opening', { lot }), { bids: [] })).bids
/** Whose bids were opened, by name. */
const bidders = async (lot: string, read: Read): Promise<Offer[]> => (await openedOf(lot, read)).filter((b) => b.state !== 'withdrawn').map((b) => ({ value: b.party, title: b.name }))
/** Who has a security to get back: of a bid that was withdrawn at once, of the others with the contract. */
async function refunded(lot: string, read: Read): Promise<Offer[]> {
  const { state } = await read<{ state: string }>('/api/lots/{lot}', { lot }), contracted = ['contracted', 'archived'].includes(state)
  return (await openedOf(lot, read)).filter((b) => contracted || b.state === 'withdrawn').map((b) => ({ value: b.party, title: b.state === 'withdrawn' ? `${b.name}（${tp(values.withdrawn!)}）` : b.name }))
}
export interface Query { id: string; party: string; question: string; asked: string; until: string; answer: string | null }
/** What the committee asked: all of it for the committee, the own for a tenderer. */
export const queriesOf = async (lot: string, read: Read = get): Promise<Query[]> => (await list(read<{ queries: Query[] }>('/api/lots/{lot}/queries', { lot }), { queries: [] })).queries
const query = (q: Query): Offer => ({ value: q.id, title: line(q.asked, '', q.question), text: q.question })
const complaints = async (lot: string, read: Read) => (await list(read<{ complaints: Complaint[] }>('/api/lots/{lot}/complaints', { lot }), { complaints: [] })).complaints
const objection = (o: Objection): Offer => ({ value: o.id, title: line(o.raised, o.subject, o.content), text: o.content })
const complaint = (k: Complaint): Offer => ({ value: k.id, title: line(k.raised, k.about, k.content), text: k.content })

/** The alliance's regions, by name. */
export async function regions(): Promise<Offer[]> {
  const all = (await list(get<{ regions: { code: string; in: string | null; name: string }[] }>('/api/law/regions'), { regions: [] })).regions
  return all.map((r) => ({ value: r.code, title: (r.in ?? '') + r.name }))
}
/** Parties of a role; none from a production centre, which does not list whom one could be. */
export async function partiesOf(role: string): Promise<Offer[]> {
  const { people } = await list<{ people: { party: string; partyName: string }[] }>(get('/api/practice/people', {}, { role }), { people: [] })
  return [...new Map(people.map((p) => [p.party, p.partyName]))].map(([value, title]) => ({ value, title }))
}

/** By the pointers of the act's form. */
export async function offersOf(act: string, params: Record<string, string>, read: Read = get): Promise<Record<string, Offer[]>> {
  const lot = params.lot ?? '', tender = params.tender ?? ''
  switch (act) {
    case 'answer': case 'object-withdraw': return { '/objection': (await toLot(lot, read)).filter((o) => o.outcome === 'open').map(objection) }
    case 'correct-opening': return { '/objection': (await toLot(lot, read)).filter((o) => o.subject === 'opening' && o.outcome === 'upheld' && !o.settled).map(objection) }
    case 'answer-prequalification': case 'answer-document': case 'object-document-withdraw': return { '/objection': (await toDocument(tender, read)).map(objection) }
    case 'ask': return { '/party': await bidders(lot, read) }
    case 'find': return { '/party': await bidders(lot, read), '/query': (await queriesOf(lot, read)).filter((q) => q.answer).map(query) }
    case 'refund': return { '/party': await refunded(lot, read) }
    case 'answer-query': return { '/query': (await queriesOf(lot, read)).filter((q) => !q.answer).map(query) }
    case 'complain': return { '/objection': (await objections(lot, read)).map(objection) }
    case 'award': {
      // where the tender must be held and state money leads, the law gives it to the first (条例 第五十五条)
      const l = await read<{ tender: string }>('/api/lots/{lot}', { lot }), t = await read<{ mandatory: boolean; stateControlled: boolean }>('/api/tenders/{tender}', { tender: l.tender })
      if (t.mandatory && t.stateControlled) return {}
      const { candidates, turn } = await read<{ candidates: { party: string; name: string; passed?: string; declined: boolean }[]; turn: string | null }>('/api/lots/{lot}/candidates', { lot })
      const others = candidates.filter((c) => c.party !== turn && !c.passed && !c.declined).map((c) => ({ value: c.party, title: c.name }))
      return others.length ? { '/choice': others } : {}
    }
    case 'accept': return { '/complaint': (await complaints(lot, read)).filter((k) => k.acceptance === 'open').map(complaint) }
    case 'decide': return { '/complaint': (await complaints(lot, read)).filter((k) => k.acceptance === 'accepted' && !k.answer).map(complaint) }
    case 'resume': return { '/suspension': (await list(read<{ suspensions: { id: string; reason: string; begun: string; ended: string | null }[] }>('/api/lots/{lot}/suspensions', { lot }), { suspensions: [] })).suspensions.filter((s) => !s.ended).map((s) => ({ value: s.id, title: line(s.begun, '', s.reason), text: s.reason })) }
    case 'change-publish': return { '/clarification': (await list(read<{ drafts: { id: string; type: string; content: string; drafted: string }[] }>('/api/tenders/{tender}/clarifications', { tender }), { drafts: [] })).drafts.map((d) => ({ value: d.id, title: line(d.drafted, d.type, d.content), text: d.content })) }
    case 'mandate': {
      const agencies = await partiesOf('agency')
      return agencies.length ? { '/agency': agencies } : {}
    }
    case 'change': {
      const open = (await list(read<{ enquiries: Enquiry[] }>('/api/tenders/{tender}/enquiries', { tender }), { enquiries: [] })).enquiries.filter((e) => !e.answered)
      const all = open.map((e): Offer => ({ value: e.id, title: line(e.asked, '', e.question), text: e.question }))
      return Object.fromEntries(Array.from({ length: Math.max(1, all.length) }, (_, i) => [`/answers/${i}/enquiry`, all]))
    }
    default: return {}
  }
}
/** Which of the acts have something to be about; each thing is read once for all of them. */
export async function withChoice(acts: Act[], params: Record<string, string>): Promise<Set<string>> {
  const asked = new Map<string, Promise<unknown>>()
  const once: Read = <T>(path: GetPath, of: Record<string, string>) => {
    const key = fill(path, of), answer = asked.get(key) ?? get(path, of)
    asked.set(key, answer)
    return answer as Promise<T>
  }
  const of = acts.filter((a) => a.about), offers = await Promise.all(of.map((a) => offersOf(a.id, params, once)))
  return new Set(of.filter((a, i) => offers[i]![a.about!]?.length).map((a) => a.id))
}
