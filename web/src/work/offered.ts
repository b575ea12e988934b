// What a form's ids are chosen from: nobody copies one by hand.
import { tp } from '../base/lang'
import { beijing } from '../base/time'
import { get, Refused } from '../api/client'
import type { Offer } from '../parts/offers'
import { values } from '../parts/words'

interface Written { id: string; content: string; raised: string }
interface Objection extends Written { lot: string | null; subject: string; outcome: string; answer: string | null }
interface Complaint extends Written { about: string; acceptance: string; answer: string | null }
interface Enquiry { id: string; question: string; asked: string; answered: boolean }
const SHOWN_CHARS = 40
function line(at: string, word: string, text: string): string {
  const all = [...text.replace(/\s+/g, ' ')]
  return [beijing(Date.parse(at)).slice(0, 16), word && values[word] ? tp(values[word]!) : '', all.slice(0, SHOWN_CHARS).join('') + (all.length > SHOWN_CHARS ? '…' : '')].filter(Boolean).join('　')
}
async function list<T>(p: Promise<T>, none: T): Promise<T> { try { return await p } catch (e) { if (e instanceof Refused) return none; throw e } }
const objectionsOf = async (tender: string) => (await list(get<{ objections: Objection[] }>('/api/tenders/{tender}/objections', { tender }), { objections: [] })).objections
const documentObjections = async (tender: string) => (await objectionsOf(tender)).filter((o) => o.lot === null)
async function objections(lot: string): Promise<Objection[]> {
  const { tender } = await get<{ tender: string }>('/api/lots/{lot}', { lot })
  return (await objectionsOf(tender)).filter((o) => o.lot === null || o.lot === lot)
}
/** Whose bids were opened, by name. */
async function bidders(lot: string): Promise<Offer[]> {
  const { bids } = await list(get<{ bids: { party: string; name: string; state: string }[] }>('/api/lots/{lot}/opening', { lot }), { bids: [] })
  return bids.filter((b) => b.state !== 'withdrawn').map((b) => ({ value: b.party, title: b.name }))
}
export interface Query { id: string; party: string; question: string; asked: string; until: string; answer: string | null }
/** What the committee asked: all of it for the committee, the own for a tenderer. */
export const queriesOf = async (lot: string): Promise<Query[]> => (await list(get<{ queries: Query[] }>('/api/lots/{lot}/queries', { lot }), { queries: [] })).queries
const query = (q: Query): Offer => ({ value: q.id, title: line(q.asked, '', q.question), text: q.question })
const complaints = async (lot: string) => (await list(get<{ complaints: Complaint[] }>('/api/lots/{lot}/complaints', { lot }), { complaints: [] })).complaints
const objection = (o: Objection): Offer => ({ value: o.id, title: line(o.raised, o.subject, o.content), text: o.content })
const complaint = (k: Complaint): Offer => ({ value: k.id, title: line(k.raised, k.about, k.content), text: k.content })

/** Parties of a role; none from a production centre, which does not list whom one could be. */
export async function partiesOf(role: string): Promise<Offer[]> {
  const { people } = await list<{ people: { party: string; partyName: string }[] }>(get('/api/practice/people', {}, { role }), { people: [] })
  return [...new Map(people.map((p) => [p.party, p.partyName]))].map(([value, title]) => ({ value, title }))
}

/** By the pointers of the act's form. */
export async function offersOf(act: string, params: Record<string, string>): Promise<Record<string, Offer[]>> {
  const lot = params.lot ?? '', tender = params.tender ?? ''
  switch (act) {
    case 'answer': return { '/objection': (await objections(lot)).filter((o) => !o.answer).map(objection) }
    case 'object-withdraw': return { '/objection': (await objections(lot)).filter((x) => x.lot === lot && !x.answer).map(objection) }
    case 'correct-opening': return { '/objection': (await objections(lot)).filter((x) => x.subject === 'opening' && x.outcome === 'upheld').map(objection) }
    case 'object-document-withdraw': return { '/objection': (await documentObjections(tender)).filter((x) => !x.answer).map(objection) }
    case 'ask': return { '/party': await bidders(lot) }
    case 'find': return { '/party': await bidders(lot), '/query': (await queriesOf(lot)).filter((q) => q.answer).map(query) }
    case 'refund': return { '/party': await bidders(lot) }
    case 'answer-query': return { '/query': (await queriesOf(lot)).filter((q) => !q.answer).map(query) }
    case 'answer-document': return { '/objection': (await documentObjections(tender)).filter((x) => !x.answer).map(objection) }
    case 'complain': return { '/objection': (await objections(lot)).map(objection) }
    case 'award': {
      // where the tender must be held and state money leads, the law gives it to the first (条例 第五十五条)
      const l = await get<{ tender: string }>('/api/lots/{lot}', { lot }), t = await get<{ mandatory: boolean; stateControlled: boolean }>('/api/tenders/{tender}', { tender: l.tender })
      if (t.mandatory && t.stateControlled) return {}
      const { candidates, turn } = await get<{ candidates: { party: string; name: string; passed?: string; declined: boolean }[]; turn: string | null }>('/api/lots/{lot}/candidates', { lot })
      const others = candidates.filter((c) => c.party !== turn && !c.passed && !c.declined).map((c) => ({ value: c.party, title: c.name }))
      return others.length ? { '/choice': others } : {}
    }
    case 'accept': return { '/complaint': (await complaints(lot)).filter((k) => k.acceptance === 'open').map(complaint) }
    case 'decide': return { '/complaint': (await complaints(lot)).filter((k) => k.acceptance === 'accepted' && !k.answer).map(complaint) }
    case 'resume': return { '/suspension': (await list(get<{ suspensions: { id: string; reason: string; begun: string; ended: string | null }[] }>('/api/lots/{lot}/suspensions', { lot }), { suspensions: [] })).suspensions.filter((s) => !s.ended).map((s) => ({ value: s.id, title: line(s.begun, '', s.reason), text: s.reason })) }
    case 'change-publish': return { '/clarification': (await list(get<{ drafts: { id: string; type: string; content: string; drafted: string }[] }>('/api/tenders/{tender}/clarifications', { tender }), { drafts: [] })).drafts.map((d) => ({ value: d.id, title: line(d.drafted, d.type, d.content), text: d.content })) }
    case 'mandate': {
      const agencies = await partiesOf('agency')
      return agencies.length ? { '/agency': agencies } : {}
    }
    case 'change': {
      const open = (await list(get<{ enquiries: Enquiry[] }>('/api/tenders/{tender}/enquiries', { tender }), { enquiries: [] })).enquiries.filter((e) => !e.answered)
      const all = open.map((e): Offer => ({ value: e.id, title: line(e.asked, '', e.question), text: e.question }))
      return Object.fromEntries(Array.from({ length: Math.max(1, all.length) }, (_, i) => [`/answers/${i}/enquiry`, all]))
    }
    default: return {}
  }
}
