// The course of a trade: what may follow what. The same rows as src/trade/procedure/procedure.c.
type Rule = [from: string, kind: string, to: string]

export const TENDER_RULES: Rule[] = [
  ['draft', 'prequalification.drafted', 'draft'],
  ['draft', 'prequalification.published', 'applying'],
  ['applying', 'applications.opened', 'reviewing'],
  ['applying', 'tender.unqualified', 'unqualified'],
  ['reviewing', 'tender.qualified', 'draft'],
  ['reviewing', 'tender.unqualified', 'unqualified'],
  ['draft', 'tender.submitted', 'submitted'],
  ['draft', 'tender.taken-in', 'submitted'],
  ['submitted', 'tender.returned', 'draft'],
  ['submitted', 'tender.confirmed', 'confirmed'],
  ['confirmed', 'tender.returned', 'draft'],
  ['confirmed', 'tender.published', 'published'],
  ['published', 'enquiry.asked', 'published'],
  ['published', 'change.drafted', 'published'],
  ['published', 'tender.changed', 'published'],
  ['applying', 'enquiry.asked', 'applying'],
  ['applying', 'change.drafted', 'applying'],
  ['applying', 'tender.changed', 'applying'],
  ['applying', 'lot.cancelled', 'cancelled'],
  ['reviewing', 'lot.cancelled', 'cancelled'],
  ['draft', 'lot.cancelled', 'cancelled'],
  ['submitted', 'lot.cancelled', 'cancelled'],
  ['confirmed', 'lot.cancelled', 'cancelled'],
]
export const LOT_RULES: Rule[] = [
  ['draft', 'lot.published', 'bidding'],
  ['draft', 'lot.unsuccessful', 'unsuccessful'],
  ['draft', 'lot.cancelled', 'cancelled'],
  ['draft', 'bill.stated', 'draft'],
  ['bidding', 'bill.changed', 'bidding'],
  ['bidding', 'ceiling.published', 'bidding'],
  ['bidding', 'lot.closed', 'opening'],
  ['bidding', 'lot.unsuccessful', 'unsuccessful'],
  ['bidding', 'lot.cancelled', 'cancelled'],
  ['opening', 'lot.opened', 'evaluating'],
  ['opening', 'lot.unsuccessful', 'unsuccessful'],
  ['opening', 'lot.first-opened', 'screening'],
  ['screening', 'lot.screened', 'pricing'],
  ['screening', 'lot.unsuccessful', 'unsuccessful'],
  ['screening', 'lot.cancelled', 'cancelled'],
  ['pricing', 'lot.opened', 'evaluating'],
  ['evaluating', 'lot.evaluated', 'evaluated'],
  ['evaluating', 'lot.unsuccessful', 'unsuccessful'],
  ['evaluating', 'lot.cancelled', 'cancelled'],
  ['evaluated', 'candidates.published', 'publicity'],
  ['publicity', 'award.made', 'awarded'],
  ['publicity', 'award.declined', 'publicity'],
  ['awarded', 'award.declined', 'awarded'],
  ['publicity', 'candidate.passed', 'publicity'],
  ['publicity', 'lot.reopened', 'evaluating'],
  ['publicity', 'lot.cancelled', 'cancelled'],
  ['awarded', 'candidate.passed', 'publicity'],
  ['awarded', 'contract.published', 'contracted'],
  ['contracted', 'performance.published', 'contracted'],
  ['archived', 'performance.published', 'archived'],
  ['contracted', 'lot.archived', 'archived'],
  ['unsuccessful', 'lot.untendered', 'unsuccessful'],
]
const ZH: Record<string, string> = { draft: '编制中', bidding: '投标中', opening: '开标解密', screening: '第一信封评审', pricing: '报价开标解密', evaluating: '评标中',
  evaluated: '评标完成', publicity: '候选人公示', awarded: '已定标', contracted: '已签合同', archived: '已归档', unsuccessful: '流标', cancelled: '终止' }
export function stateZh(state: string): string { return ZH[state] ?? state }
/** Where the kind leads from that state; '' where it moves nothing, null where it may not follow. */
export function nextState(rules: Rule[], from: string, kind: string): string | null {
  const rows = rules.filter((r) => r[1] === kind)
  return rows.length === 0 ? '' : rows.find((r) => r[0] === from)?.[2] ?? null
}
