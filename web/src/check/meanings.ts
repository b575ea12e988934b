// What each kind of entry means: the route or timer of its act, what it is about, the type of the
// notice that it publishes, and what must hold. The same rows as src/trade/export/course.c.
import * as bids from './bids'
import * as committee from './committee'
import type { Course } from './course'
import * as judging from './judging'
import * as qualifying from './qualifying'
import * as rescue from './rescue'
import * as tender from './tender'

export type About = 'registration' | 'tender' | 'lot'
export interface Meaning { kind: string; /** '': by the state it came in */ route: string; about: About; run: (k: Course) => Promise<void> | void; notice?: string[] }

const rows: [kind: string, route: string, run: Meaning['run'], ...notice: string[]][] = [
  ['party.registered', 'POST /api/parties', tender.partyRegistered],
  ['party.renamed', 'POST /api/parties/{party}/names', tender.partyRenamed],
  ['project.registered', 'POST /api/projects', tender.projectRegistered],
  ['tender.created', 'POST /api/tenders', tender.tenderCreated],
  ['tender.taken-in', 'POST /api/intakes', tender.takenIn, 'plan'],
  ['mandate.given', 'T/mandate', tender.mandateGiven],
  ['prequalification.drafted', 'T/prequalification', qualifying.drafted],
  ['prequalification.published', 'T/prequalification/publication', qualifying.published, 'prequalification'],
  ['application.placed', 'T/applications', qualifying.application],
  ['application.replaced', 'T/applications', qualifying.application],
  ['application.withdrawn', 'T/applications/withdrawal', qualifying.applicationGone],
  ['application.key', 'T/applications/keys', qualifying.applicationKey],
  ['applications.opened', 'tender.open', qualifying.applicationsOpened],
  ['qualification.committee', 'T/qualification/committee', qualifying.reviewers],
  ['qualification.replaced', 'T/qualification/replacements', qualifying.reviewerReplaced],
  ['qualification.reviewed', 'T/qualification/reviews', qualifying.reviewed],
  ['tender.qualified', 'T/qualification/reviews', qualifying.qualified],
  ['tender.unqualified', '', qualifying.unqualified, 'unsuccessful'],
  ['document.versioned', 'T/documents', tender.versioned],
  ['tender.submitted', 'T/announcement', tender.submitted],
  ['tender.returned', 'T/return', tender.returned],
  ['tender.confirmed', 'T/confirmation', tender.confirmed],
  ['tender.published', 'T/publication', tender.published, 'announcement'],
  ['tender.short', 'POST /api/notices/{notice}/receipts', tender.short, 'suspended'],
  ['enquiry.asked', 'T/enquiries', tender.untold],
  ['change.drafted', 'T/clarifications', tender.untold],
  ['tender.changed', 'T/clarifications/publication', tender.changed, 'clarification', 'amendment', 'correction', 'extension'],
  ['document-objection.raised', 'T/objections', tender.objected],
  ['document-objection.answered', 'T/objections/answers', tender.answered],
  ['document-objection.withdrawn', 'T/objections/withdrawals', tender.answered],
  ['objection.raised', 'L/objections', tender.objected],
  ['objection.answered', 'L/objections/answers', tender.answered],
  ['objection.withdrawn', 'L/objections/withdrawals', tender.answered],
  ['opening.corrected', 'L/objections/corrections', tender.openingCorrected, 'correction'],
  ['complaint.raised', 'L/complaints', tender.untold],
  ['complaint.accepted', 'L/complaints/acceptances', tender.untold],
  ['complaint.decided', 'L/complaints/decisions', tender.untold],
  ['lot.suspended', 'L/suspensions', tender.objected, 'suspended'],
  ['lot.resumed', 'L/suspensions/ends', tender.resumed, 'resumed'],
  ['bid.placed', 'L/bids', bids.bid],
  ['bid.replaced', 'L/bids', bids.bid],
  ['bid.withdrawn', 'L/withdrawal', bids.withdrawal],
  ['lot.closed', 'lot.close', bids.closed],
  ['key.handed-in', 'L/keys', bids.key],
  ['rescue.asked', 'L/rescues', rescue.asked],
  ['share.released', 'L/shares', rescue.share],
  ['key.rescued', 'L/shares', rescue.share],
  ['lot.first-opened', 'lot.open', bids.firstOpened, 'opening'],
  ['lot.screened', 'L/confirmations', judging.screened, 'screening'],
  ['lot.opened', 'lot.open', bids.opened, 'opening'],
  ['committee.formed', 'L/committee', committee.formed],
  ['committee.recused', 'L/recusals', committee.recused],
  ['committee.replaced', 'L/replacements', committee.replaced],
  ['opening.awaits', 'lot.open', committee.awaits],
  ['evaluation.disqualified', 'L/disqualifications', committee.disqualified],
  ['draw.recorded', 'L/draws', committee.drawn],
  ['evaluation.time-asked', 'L/time-requests', tender.untold],
  ['evaluation.reviewed', 'L/reviews', committee.reviewed],
  ['evaluation.scored', 'L/scores', committee.scored],
  ['evaluation.found', 'L/findings', committee.found],
  ['evaluation.factor', 'L/factor', committee.factor],
  ['evaluation.competition', 'L/competition', committee.competition],
  ['lot.attested', 'L/attestations', tender.untold],
  ['supervision.said', 'L/opinions', tender.untold],
  ['evaluation.asked', 'L/queries', tender.untold],
  ['evaluation.answered', 'L/queries/answers', tender.untold],
  ['evaluation.signed', 'L/confirmations', judging.signed],
  ['lot.evaluated', 'L/confirmations', judging.evaluated],
  ['candidates.published', 'L/candidates', judging.candidates, 'candidates'],
  ['award.declined', 'L/declining', judging.declined],
  ['candidate.passed', 'L/passings', judging.passedOver, 'correction'],
  ['lot.reopened', 'L/reopening', judging.reopened],
  ['award.made', 'L/award', judging.award, 'award'],
  ['report.filed', 'L/report', judging.reported],
  ['security.refunded', 'L/refunds', tender.untold],
  ['contract.published', 'L/contract', judging.contract, 'contract'],
  ['bill.stated', 'L/bill', tender.bill],
  ['bill.changed', 'L/bill', tender.bill, 'amendment'],
  ['ceiling.published', 'L/ceiling', tender.ceilingPublished, 'ceiling'],
  ['performance.published', 'L/performance', tender.untold, 'performance'],
  ['lot.archived', 'L/archive', judging.archived],
  ['lot.cancelled', 'L/cancellation', tender.untold, 'cancelled'],
  ['lot.untendered', 'L/untendering', tender.untold, 'untendered'],
  ['lot.unsuccessful', '', lotUnsuccessful, 'unsuccessful'],
]
const REGISTRATIONS = ['party.registered', 'party.renamed', 'project.registered']
const ABOUT_TENDER = ['tender.created', 'tender.taken-in', 'applications.opened', 'tender.unqualified', 'tender.short']

/** How a lot ends early. */
function lotUnsuccessful(k: Course): Promise<void> | void {
  if (k.lotState === 'opening') return bids.openedFew(k)
  if (k.judging) return judging.evaluatedNone(k)
  // too few bids: which ones stays secret
  if (k.e.at < k.announced.deadline) k.bad('投标在截止时间之前结束', 'bidding ended before the deadline')
}

export const MEANINGS = new Map<string, Meaning>(rows.map(([kind, short, run, ...notice]) => {
  const about: About = REGISTRATIONS.includes(kind) ? 'registration' : ABOUT_TENDER.includes(kind) || short.startsWith('T/') ? 'tender' : 'lot'
  const route = short.replace(/^T\//, 'POST /api/tenders/{tender}/').replace(/^L\//, 'POST /api/lots/{lot}/')
  return [kind, { kind, route, about, run, ...(notice.length > 0 ? { notice } : {}) }]
}))
