// What can be done in the workbench: each act with its address, when it is offered and what it means.
// Who may and when is the centre's to say: `event` is a word of its procedure, which it tells with the
// tender or lot (may); the others are offered by the caller's relation and the state.
import type { Pair } from '../base/lang'
import type { PostPath } from '../api/client'
import type { Labels } from '../parts/schema'

export interface Act extends Pair {
  id: string
  of: 'tender' | 'lot'
  path: PostPath
  event?: string
  who?: string[]
  states?: string[]
  /** The member, by its pointer, that names what it is about: where there is nothing to choose from, there is nothing to do. */
  about?: string
  /** It takes the trade forward: where it can be done, it is the page's main button. */
  onward?: true
  /** Words that its members have here. */
  labels?: Labels
  /** What follows from it, for the last look before it is done. */
  then: Pair
}
const a = (id: string, of: Act['of'], path: PostPath, zh: string, en: string, thenZh: string, thenEn: string, when: Partial<Act>): Act =>
  ({ id, of, path, zh, en, then: { zh: thenZh, en: thenEn }, ...when })
const SIDE = ['principal', 'agency']
const p = (zh: string, en: string): Pair => ({ zh, en })
const PEOPLE: Labels = { name: p('姓名', 'Name'), title: p('职称（评标专家填写）', 'Professional title, of an expert'), years: p('从事本专业年限（评标专家填写）', 'Years in the field, of an expert'), seat: p('席位', 'Seat'), member: p('新成员', 'New member') }
const BIDDER = p('投标人', 'Bidder'), JUDGED = ['screening', 'evaluating']
const T = '/api/tenders/{tender}', L = '/api/lots/{lot}'

export const acts: Act[] = [
  a('announce', 'tender', `${T}/announcement`, '提交招标公告', 'Submit the announcement', '公告提交后由招标人确认，确认后发布。', 'The procuring entity confirms it before it is published.', { onward: true, event: 'submit' }),
  a('confirm', 'tender', `${T}/confirmation`, '确认公告', 'Confirm', '确认后即可发布；发布前可以退回。', 'It can then be published.', { onward: true, event: 'confirm' }),
  a('publish', 'tender', `${T}/publication`, '发布公告', 'Publish', '发布后公告长期有效、不能撤下；投标开始，截止时间由系统执行。', 'It stays for ever; bidding begins.', { onward: true, event: 'publish' }),
  a('return', 'tender', `${T}/return`, '退回修改', 'Return', '退回编制，修改后重新提交。', 'Back to the draft.', { event: 'return' }),
  a('prequalify-draft', 'tender', `${T}/prequalification`, '编制资格预审公告', 'Write the prequalification', '由招标人发布后接受申请。', 'Applications are taken when it is published.', { onward: true, event: 'draft-prequalify', labels: { offerEnds: p('资格预审文件发售截止', 'Document handed out until'), deadline: p('申请截止时间', 'Deadline of applications'), most: p('有限数量制：最多通过几家（不填为合格制）', 'At most so many pass; none: all who qualify') } }),
  a('prequalify', 'tender', `${T}/prequalification/publication`, '发布资格预审公告', 'Publish the prequalification', '发布后长期有效；开始接受申请，截止时间由系统执行。', 'It stays; applications are taken.', { onward: true, event: 'prequalify' }),
  a('reviewers', 'tender', `${T}/qualification/committee`, '组建资格审查委员会', 'Form the reviewing committee', '每个项目只组建一次，以后只能更换个别成员。国有资金占控股或者主导地位的依法必须招标项目，按评标委员会的规定组建。', 'Once for a tender; afterwards members can only be replaced. As the law wants of an evaluation committee where state money leads.', { who: SIDE, states: ['applying', 'reviewing'], labels: { ...PEOPLE, members: p('资格审查委员会成员', 'Members') } }),
  a('reviewer-replace', 'tender', `${T}/qualification/replacements`, '更换资格审查委员会成员', 'Replace a reviewer', '须先组建。限法定情形；被更换的成员此前的审查作废。', 'Once it is formed, for lawful causes; what the member found counts no more.', { who: [...SIDE, 'centre'], states: ['applying', 'reviewing'], labels: PEOPLE }),
  a('object-document-withdraw', 'tender', `${T}/objections/withdrawals`, '撤回异议', 'Withdraw an objection', '撤回后招标投标活动恢复。', 'The trade goes on.', { who: ['tenderer'], states: ['applying', 'published'], about: '/objection' }),
  a('answer-prequalification', 'tender', `${T}/objections/answers`, '答复对资格预审文件的异议', 'Answer an objection', '答复后恢复；成立的应当采取相应措施。', 'It goes on.', { onward: true, who: ['principal'], states: ['applying'], about: '/objection' }),
  a('answer-document', 'tender', `${T}/objections/answers`, '答复对招标文件的异议', 'Answer an objection', '答复后恢复；成立的应当采取相应措施。', 'It goes on.', { onward: true, who: ['principal'], states: ['published'], about: '/objection' }),
  a('mandate', 'tender', `${T}/mandate`, '委托代理机构', 'Mandate an agency', '代理机构可以代为编制、发布。', 'The agency may act.', { who: ['principal'], states: ['draft'] }),
  a('enquire', 'tender', `${T}/enquiries`, '提问', 'Ask a question', '问题由招标人答复，答复时不透露提问人。', 'Answered to all, without your name.', { event: 'enquire' }),
  a('change', 'tender', `${T}/clarifications`, '拟定澄清、修改、更正或者延期', 'Draft a change', '由招标人发布后生效；影响投标文件编制的，距截止不足法定时间应当延期。', 'In force once published.', { event: 'draft-change' }),
  a('change-publish', 'tender', `${T}/clarifications/publication`, '发布澄清或者修改', 'Publish the change', '发布后对所有投标人生效。', 'It binds everybody.', { event: 'change', about: '/clarification' }),
  a('object-prequalification', 'tender', `${T}/objections`, '对资格预审文件提出异议', 'Object to the prequalification document', '招标人在法定期限内答复，答复前暂停招标投标活动。', 'Answered in the law’s time; the trade is stayed.', { who: ['tenderer'], states: ['applying'] }),
  a('object-document', 'tender', `${T}/objections`, '对招标文件提出异议', 'Object to the document', '招标人在法定期限内答复，答复前暂停招标投标活动。', 'Answered in the law’s time; the trade is stayed.', { who: ['tenderer'], states: ['published'] }),
  a('committee', 'lot', `${L}/committee`, '组建评标委员会', 'Form the committee', '名单在中标结果确定前保密。人数和专家比例不合法定要求的，系统指明依据。', 'Secret until the result.', { onward: true, who: [...SIDE, 'centre'], states: ['bidding', 'opening', 'pricing', ...JUDGED], labels: { ...PEOPLE, late: p('截止之后才组建的理由', 'Why it is formed only after the deadline') } }),
  a('replace', 'lot', `${L}/replacements`, '更换评标委员会成员', 'Replace a member', '限法定情形；被更换的成员此前的评审作废。', 'For lawful causes; what the member gave counts no more.', { who: [...SIDE, 'centre'], states: ['bidding', 'opening', 'screening', 'pricing', 'evaluating'], labels: PEOPLE }),
  a('ask', 'lot', `${L}/queries`, '请投标人澄清、说明', 'Ask a bidder', '书面询问，书面答复；不得暗示或者诱导（条例第五十二条）。报价明显低的，也在这里要求说明。', 'In writing; neither hint nor lead. A price that is clearly low is asked about here, too.', { who: ['committee'], states: JUDGED, about: '/party', labels: { party: BIDDER, question: p('要澄清、说明什么', 'What is unclear'), until: p('答复期限', 'To be answered until') } }),
  a('find', 'lot', `${L}/findings`, '认定算术修正和偏差', 'Find slips and deviations', '过半数成员作出同样认定才有效；修正报价须先请投标人确认。', 'It holds when more than half find the same.', { who: ['committee'], states: ['evaluating'], about: '/party', labels: { party: BIDDER, query: p('请投标人确认的询问', 'The question to the bidder'), reason: p('在哪里发现什么', 'What was found where'), corrected: p('修正后的报价', 'The corrected price'), deviations: p('折价的偏差', 'Priced deviations'), title: p('偏差', 'Deviation'), rate: p('加价比例（百万分之；2% 填 20000）', 'Added to the price, millionths; 2% is 20000') } }),
  a('recuse', 'lot', `${L}/recusals`, '申请回避', 'Recuse yourself', '回避后由招标人或者中心更换成员；更换之前不能签署。', 'Nothing is signed until you are replaced.', { who: ['committee'], states: ['bidding', 'opening', ...JUDGED] }),
  a('more-time', 'lot', `${L}/time-requests`, '认为评标时间不足', 'Ask for more time', '超过三分之一成员认为时间不足的，应当延长（条例第四十八条）。', 'When more than a third hold so, it is extended.', { who: ['committee'], states: JUDGED }),
  a('answer-query', 'lot', `${L}/queries/answers`, '答复评标委员会的询问', 'Answer the committee', '不得超出投标文件的范围或者改变实质性内容；只能答复一次。', 'Once, and not beyond the bid.', { who: ['tenderer'], states: JUDGED, about: '/query', labels: { query: p('询问', 'Question'), answer: p('答复', 'Answer'), document: p('证明材料', 'What supports it') } }),
  a('bill', 'lot', `${L}/bill`, '公布或者更换工程量清单', 'State the bill of quantities', '投标人按此清单报价；更换的视为影响投标文件编制的修改。', 'Bids price it; a change is an amendment.', { event: 'state-bill', labels: { document: p('工程量清单（XML）', 'Bill of quantities, XML'), content: p('更换的说明（首次公布不填）', 'What changes; none the first time') } }),
  a('object-withdraw', 'lot', `${L}/objections/withdrawals`, '撤回异议', 'Withdraw an objection', '撤回后招标投标活动恢复。', 'The trade goes on.', { who: ['tenderer'], states: ['opening', 'screening', 'pricing', 'evaluating', 'publicity'], about: '/objection' }),
  a('correct-opening', 'lot', `${L}/objections/corrections`, '更正开标记录', 'Correct the opening', '对开标的异议成立的，公告更正后继续。', 'A notice; the trade goes on.', { who: ['principal'], states: ['opening', 'screening', 'pricing', 'evaluating'], about: '/objection' }),
  a('refund', 'lot', `${L}/refunds`, '记录退还投标保证金', 'Record a refund', '逾期未退的，监督部门可见。', 'Supervision sees what is late.', { who: ['centre'], about: '/party', labels: { party: BIDDER, refundedAt: p('退还时间', 'Given back at') } }),
  a('ceiling', 'lot', `${L}/ceiling`, '公布最高投标限价', 'State the ceiling', '公布后按新的限价评审。', 'Bids are judged by it.', { event: 'state-ceiling' }),
  a('factor', 'lot', `${L}/factor`, '记录抽取的评标基准价系数', 'Record the drawn coefficient', '在报价公布前抽取，只能抽取一次。', 'Once, before prices show.', { who: [...SIDE, 'centre', 'committee'], states: ['opening', 'screening', 'pricing', 'evaluating'] }),
  a('object', 'lot', `${L}/objections`, '对开标或者评标结果提出异议', 'Object', '招标人答复前暂停招标投标活动。', 'The trade is stayed until answered.', { who: ['tenderer'], states: ['opening', 'screening', 'pricing', 'publicity'] }),
  a('answer', 'lot', `${L}/objections/answers`, '答复异议', 'Answer an objection', '答复后恢复；成立的应当采取相应措施。', 'The trade goes on.', { onward: true, who: ['principal'], states: ['opening', 'screening', 'pricing', 'evaluating', 'evaluated', 'publicity'], about: '/objection' }),
  a('candidates', 'lot', `${L}/candidates`, '公示中标候选人', 'Publish the candidates', '公示期自发布起按法定天数计算，期间可以提出异议，期满方可定标。', 'For the days that the law gives; objections are raised meanwhile.', { onward: true, event: 'show' }),
  a('award', 'lot', `${L}/award`, '定标，发出中标通知书', 'Award', '中标通知书对双方具有法律效力，同时公告中标结果。', 'The letter binds both sides.', { onward: true, event: 'award', labels: { choice: p('另行确定其他候选人（不选即按顺序定标）', 'Another candidate; none: the one whose turn it is'), reason: p('另行确定的理由（随公告公布）', 'Why that one; published') } }),
  a('decline', 'lot', `${L}/declining`, '放弃中标资格', 'Decline', '放弃后由招标人依次递补，投标保证金可能不予退还。', 'The next candidate follows; the security may be kept.', { event: 'decline' }),
  a('pass', 'lot', `${L}/passings`, '候选人递补', 'Pass the candidate over', '只限法定情形，并公告。', 'For the law’s causes only.', { event: 'pass', labels: { reason: p('法定情形', 'Cause'), note: p('经过', 'What happened'), document: p('证明材料（候选人自行放弃的可以不传）', 'What proves it; none where it declined itself') } }),
  a('reopen', 'lot', `${L}/reopening`, '重新评标', 'Evaluate anew', '异议成立：交评标委员会重新评标，原结果和递补作废。', 'An objection was upheld: the committee evaluates again; result and passings fall.', { event: 'reopen' }),
  a('report', 'lot', `${L}/report`, '提交招标投标情况书面报告', 'File the written report', '应当在法定期限内提交行政监督部门；逾期的仍须提交。', 'To the authority, within the law’s time; a late one is still owed.', { who: SIDE, states: ['awarded', 'contracted'], labels: { document: p('书面报告', 'The report') } }),
  a('contract', 'lot', `${L}/contract`, '公布合同', 'Publish the contract', '在法定期限内订立，不得背离投标文件的实质性内容。', 'Within the law’s time, as the bid has it.', { onward: true, event: 'contract', labels: { price: p('合同价款', 'Contract price'), security: p('履约保证金', 'Performance security'), document: p('合同文件', 'The contract'), leader: p('项目负责人', 'Leader') } }),
  a('performance', 'lot', `${L}/performance`, '公布合同履行情况', 'Publish the performance', '公开，长期有效。', 'Public.', { event: 'perform', labels: { amount: p('金额', 'Amount'), document: p('证明材料', 'What proves it') } }),
  a('archive', 'lot', `${L}/archive`, '归档', 'Archive', '归档后交易结束，可以导出一项一档。', 'The trade ends; its file can be taken home.', { onward: true, event: 'archive' }),
  a('cancel', 'lot', `${L}/cancellation`, '终止招标', 'Cancel', '终止后不能恢复，退还投标保证金及利息。', 'It cannot be taken back.', { event: 'cancel' }),
  a('untender', 'lot', `${L}/untendering`, '再次失败，不再招标', 'Not tendered again', '须有审批文件。', 'By approval only.', { event: 'untender' }),
  a('complain', 'lot', `${L}/complaints`, '投诉', 'Complain', '由行政监督部门处理。', 'To the supervising department.', { who: ['tenderer'], states: ['bidding', 'opening', 'screening', 'pricing', 'evaluating', 'evaluated', 'publicity', 'awarded', 'contracted', 'unsuccessful'] }),
  a('suspend', 'lot', `${L}/suspensions`, '责令暂停', 'Suspend', '暂停期间不得进行下一步。', 'No step until resumed.', { who: ['supervisor'], states: ['bidding', 'opening', 'screening', 'pricing', 'evaluating', 'evaluated', 'publicity', 'awarded'] }),
  a('resume', 'lot', `${L}/suspensions/ends`, '恢复', 'Resume', '暂停的时间补足。', 'The time held is given back.', { who: ['supervisor'], states: ['bidding', 'opening', 'screening', 'pricing', 'evaluating', 'evaluated', 'publicity', 'awarded'], about: '/suspension' }),
  a('withdraw', 'lot', `${L}/withdrawal`, '撤回投标', 'Withdraw the bid', '撤回后不再参加开标；截止前可以重新递交。', 'It is not opened; another may be handed in before the deadline.', { who: ['tenderer'], states: ['bidding'] }),
  a('attest', 'lot', `${L}/attestations`, '记录见证', 'Attest', '见证记录不能修改；记错的另写一条更正。', 'It stays as it is; a mistake is followed by a correction.', { who: ['centre'], states: ['bidding', 'opening', 'screening', 'pricing', 'evaluating', 'evaluated', 'publicity', 'awarded', 'contracted', 'unsuccessful', 'cancelled'] }),
  a('opinion', 'lot', `${L}/opinions`, '监督意见、移送', 'Opinion, or hand on', '意见告知招标人和中心；移送只有监督、纪检看到。', 'Opinions are told to the procuring side; transfers are not.', { who: ['supervisor'] }),
  a('accept', 'lot', `${L}/complaints/acceptances`, '投诉受理与否', 'Accept a complaint', '在法定期限内决定是否受理；待办中列有最后时间。', 'Within the law’s time; the to-do list has the last moment.', { who: ['supervisor'], about: '/complaint' }),
  a('decide', 'lot', `${L}/complaints/decisions`, '投诉处理决定', 'Decide a complaint', '在法定期限内作出书面决定；待办中列有最后时间。', 'In writing, within the law’s time; the to-do list has the last moment.', { who: ['supervisor'], about: '/complaint' }),
]

export interface Standing { may?: string[]; relations?: string[]; state: string }
/** choice: the acts that have something to be about; without it all are taken to have. */
export function offered(of: Act['of'], s: Standing, choice?: Set<string>): Act[] {
  return acts.filter((x) => x.of === of && (x.event !== undefined ? s.may?.includes(x.event)
    : x.who!.some((w) => s.relations?.includes(w)) && (x.states === undefined || x.states.includes(s.state)))
    && (!choice || !x.about || choice.has(x.id)))
}
/** Of what is offered the one that takes the trade forward. An award waits for the end of the publicity. */
export function main(list: Act[], publicity: boolean): Act | undefined { return list.find((x) => x.onward && !(publicity && x.id === 'award')) }
/** The act that an event of the procedure is done by. */
export function byEvent(of: Act['of'], event: string): Act | undefined { return acts.find((x) => x.of === of && x.event === event) }
