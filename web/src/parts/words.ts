// The words of pages: one vocabulary for list, detail and form. What the centre's interface calls X is
// called so here, whatever page shows it.
import { t, tp } from '../base/lang'
import type { Pair } from '../base/lang'

const p = (zh: string, en: string): Pair => ({ zh, en })

export const states: Record<string, Pair & { icon: string; tone: string }> = {
  draft: { ...p('编制中', 'Draft'), icon: '○', tone: 'dim' },
  submitted: { ...p('待招标人确认', 'To be confirmed'), icon: '◐', tone: 'amber' },
  confirmed: { ...p('已确认，待发布', 'Confirmed'), icon: '✓', tone: 'blue' },
  published: { ...p('已发布', 'Published'), icon: '●', tone: 'blue' },
  applying: { ...p('资格预审申请中', 'Prequalification'), icon: '●', tone: 'blue' },
  reviewing: { ...p('资格审查中', 'Applications reviewed'), icon: '◐', tone: 'amber' },
  unqualified: { ...p('资格预审失败', 'Too few qualified'), icon: '✕', tone: 'red' },
  bidding: { ...p('投标中', 'Bidding'), icon: '●', tone: 'blue' },
  opening: { ...p('开标解密', 'Opening'), icon: '◐', tone: 'amber' },
  screening: { ...p('第一信封评审', 'First envelope'), icon: '◐', tone: 'amber' },
  pricing: { ...p('报价开标解密', 'Price opening'), icon: '◐', tone: 'amber' },
  evaluating: { ...p('评标中', 'Evaluation'), icon: '◐', tone: 'amber' },
  evaluated: { ...p('评标完成', 'Evaluated'), icon: '✓', tone: 'blue' },
  publicity: { ...p('候选人公示', 'Candidates shown'), icon: '●', tone: 'blue' },
  awarded: { ...p('已定标', 'Awarded'), icon: '✓', tone: 'green' },
  contracted: { ...p('已签合同', 'Contracted'), icon: '✓', tone: 'green' },
  archived: { ...p('已归档', 'Archived'), icon: '▣', tone: 'dim' },
  unsuccessful: { ...p('流标', 'Unsuccessful'), icon: '✕', tone: 'red' },
  cancelled: { ...p('终止', 'Cancelled'), icon: '✕', tone: 'red' },
}

export const roles: Record<string, Pair> = {
  procuringEntity: p('招标人', 'Procuring entity'), agency: p('代理机构', 'Agency'),
  tenderer: p('投标人', 'Tenderer'), supervisor: p('行政监督部门', 'Supervisor'), centre: p('交易中心', 'Centre'),
  inspector: p('纪检、审计', 'Inspector'), custodian: p('密钥保管人', 'Custodian'),
  principal: p('招标人', 'Procuring entity'), committee: p('评标委员会', 'Committee'), self: p('本人', 'Oneself'),
  member: p('已登录', 'Signed in'), public: p('公众', 'Public'),
}

/** Members of bodies and answers. */
export const members: Record<string, Pair> = {
  title: p('名称', 'Title'), name: p('名称', 'Name'), code: p('代码', 'Code'), kind: p('交易种类', 'Kind'),
  project: p('投资项目', 'Project'), tender: p('招标项目', 'Tender'), lot: p('标段', 'Lot'), lots: p('标段', 'Lots'),
  region: p('行政区划代码', 'Region'), mandatory: p('依法必须招标', 'Must be tendered'),
  stateControlled: p('国有资金占控股或者主导地位', 'State money controls'), subject: p('标的类别', 'Subject'),
  funding: p('资金来源', 'Funding'), qualification: p('资格审查方式', 'Qualification'), method: p('招标方式', 'Method'),
  organisation: p('招标组织形式', 'Organisation'), retenderOf: p('重新招标：原招标项目', 'Repeats the tender'),
  invited: p('被邀请的投标人', 'Invited'), invitedWhy: p('采用邀请招标的理由', 'Why by invitation'),
  ceiling: p('最高投标限价', 'Ceiling'), estimate: p('合同估算价', 'Estimate'), security: p('投标保证金', 'Bid security'),
  floor: p('最低限价', 'Floor'), party: p('主体', 'Party'), plan: p('招标计划', 'Tender plan'),
  expected: p('预计发布公告时间', 'Expected announcement'), content: p('内容', 'Content'),
  announcement: p('招标公告', 'Announcement'), text: p('公告正文', 'Text'), contents: p('公告应当载明的内容', 'What it must say'),
  consortium: p('是否接受联合体', 'Consortia'), contact: p('联系人和联系方式', 'Contact'), obtaining: p('获取文件的时间和方式', 'Obtaining'),
  platform: p('交易平台的网址和方法', 'Platform'), scope: p('内容、范围、规模', 'Scope'), submission: p('递交投标文件的方式', 'Submission'),
  deadline: p('投标截止时间', 'Deadline'), offerEnds: p('文件获取截止时间', 'Document on offer until'),
  windowMinutes: p('解密时间（分钟）', 'Minutes for keys'), document: p('文件', 'Document'), decryptedMin: p('至少解密成功的份数', 'Least number decrypted'),
  documentsPart: p('要求密封的投标文件', 'Sealed documents wanted'), twoEnvelopes: p('双信封', 'Two envelopes'),
  custody: p('密钥保管', 'Custody of keys'), threshold: p('几位共同解密', 'How many together'), custodians: p('密钥保管人', 'Custodians'), certificate: p('证书', 'Certificate'),
  evaluation: p('评标办法', 'Evaluation method'), kept: p('保留的条款及理由', 'Terms kept, and why'), room: p('场地预约', 'Room'),
  opens: p('开始使用时间', 'From'), hours: p('小时数', 'Hours'), seats: p('人数', 'Seats'), note: p('说明', 'Note'),
  agency: p('代理机构', 'Agency'), reason: p('理由', 'Reason'), members: p('评标委员会成员', 'Members'), unit: p('工作单位', 'Unit'),
  expert: p('评标专家', 'Expert'), years: p('从事本专业年限', 'Years in the field'), leader: p('负责人', 'Leader'),
  late: p('截止后才组建的原因', 'Why only after the deadline'), price: p('价款', 'Price'), signedAt: p('签订时间', 'Signed at'),
  durationDays: p('工期（天）', 'Duration, days'), quality: p('质量', 'Quality'), question: p('问题', 'Question'), answer: p('答复', 'Answer'),
  seat: p('席位', 'Seat'), cause: p('原因类别', 'Cause'), member: p('接任成员', 'New member'), digest: p('结果摘要', 'Digest'),
  dissent: p('不同意见', 'Dissent'), refused: p('拒绝签字的席位', 'Seat that refuses'), value: p('数值', 'Value'),
  competitive: p('仍有竞争', 'Still competitive'), ground: p('否决事由', 'Ground'), stands: p('不应否决', 'It stands'),
  until: p('期限', 'Until'), query: p('所依据的澄清', 'Question'), corrected: p('修正后的报价', 'Corrected price'),
  winner: p('抽中者', 'Drawn first'), subjectOf: p('事项', 'About'), outcome: p('结论', 'Outcome'), objection: p('异议', 'Objection'),
  declined: p('放弃', 'Declined'), lastDay: p('截止日', 'Last day'), roles: p('身份', 'Roles'), identifier: p('代码', 'Identifier'),
  part: p('评审部分', 'Part'), by: p('依据', 'By'), section: p('分部', 'Section'), review: p('逐项评审的项目', 'Items of review'), ties: p('并列时依次比较', 'Ties'),
  asking: p('要求说明的低价', 'Prices to ask about'), benchmark: p('评标基准价', 'Benchmark'), scoring: p('评分', 'Scoring'), criteria: p('评分项', 'Criteria'), full: p('满分（万分之一分）', 'Full'), objective: p('客观分', 'Objective'),
  of_mean: p('低于平均价的（百万分之）', 'Of the mean'), of_next: p('低于次低价的（百万分之）', 'Of the next'), of_ceiling: p('低于限价的（百万分之）', 'Of the ceiling'),
  department: p('监督部门（行政监督部门填写）', 'Department, of a supervisor'), recipient: p('移送的机关', 'Recipient'), scheme: p('代码类型', 'Scheme'), id: p('编号', 'Id'), about: p('针对', 'About'), known: p('知道之日', 'Known since'),
  legalRepresentative: p('法定代表人或者负责人', 'Legal representative'), address: p('注册地址', 'Address'), capital: p('注册资本', 'Capital'), established: p('成立日期', 'Established'),
  phone: p('电话（不公开）', 'Phone, not public'), email: p('电子邮箱（不公开）', 'E-mail, not public'), bank: p('基本账户开户行（不公开）', 'Bank, not public'), account: p('基本账户账号（不公开）', 'Account, not public'),
  level: p('等级', 'Level'), number: p('编号', 'Number'), issuer: p('发证机关', 'Issuer'), from: p('有效期自', 'From'), to: p('有效期至', 'To'), identity: p('公民身份号码', 'Identity number'),
  profession: p('注册类别', 'Registered as'), owner: p('业主', 'Client'), amount: p('合同金额', 'Contract'), finished: p('竣工验收日期', 'Accepted on'), contract: p('合同文件', 'Contract document'),
  term: p('条款', 'Term'), affectsBids: p('可能影响投标文件编制', 'May affect how bids are made'), answers: p('一并答复的提问', 'Questions that it answers'), enquiry: p('提问', 'Question'),
  clarification: p('已拟定的澄清或者修改', 'The drafted change'), suspension: p('责令暂停', 'Suspension'), complaint: p('投诉', 'Complaint'), record: p('记录', 'Record'), type: p('类型', 'Type'),
  approver: p('原项目审批部门', 'Approved by'), accepted: p('受理', 'Accepted'), decision: p('处理决定', 'Decision'), event: p('事项', 'What'), happenedAt: p('发生时间', 'When'),
}

/** Members of the bid form (开标一览表) that a tender document may want. */
export const FORM: [string, Pair][] = [['price', p('投标报价', 'Price')], ['duration_days', p('工期', 'Duration')], ['quality', p('质量', 'Quality')], ['leader', p('项目负责人', 'Leader')], ['security', p('投标担保', 'Security')]]
export const formWords = (of: string[]): string => FORM.filter(([w]) => of.includes(w)).map(([, name]) => tp(name)).join(t('、', ', '))

/** Why an application or a bid was not opened. */
export const unopened: Record<string, Pair> = { 'no key': p('未在规定时间内递交密钥，没有开启', 'No key came; not opened'), unreadable: p('内容无法读取', 'Cannot be read') }

/** What a trade asks of supervision. */
export const duties: Record<string, Pair> = {
  accept: p('投诉：决定是否受理', 'A complaint: accept it, or not'), decide: p('投诉：作出处理决定', 'A complaint: decide it'), report: p('已收到招标投标情况书面报告', 'The written report came'),
  'report-overdue': p('招标投标情况书面报告逾期未提交', 'The written report is overdue'), resume: p('责令暂停中：查明后决定恢复', 'Suspended: let it go on, once it is clear'),
  'answer-document': p('异议等待答复', 'An objection waits for its answer'), 'answer-opening': p('对开标的异议等待当场答复', 'An objection to the opening waits for its answer'), 'answer-result': p('异议等待答复', 'An objection waits for its answer'),
  contract: p('订立、公布合同', 'Sign and publish the contract'), file: p('提交招标投标情况书面报告', 'File the written report'),
  release: p('有人请求解密救援：交出密钥份额', 'Rescue is asked: release your share'),
}

/** What a message tells: kinds, and of notices their type. */
export const messages: Record<string, Pair> = {
  notice: p('公告', 'Notice'), announcement: p('招标公告', 'Announcement'), opening: p('开标记录', 'Opening record'), candidates: p('中标候选人公示', 'Candidates'),
  award: p('中标结果公告', 'Award notice'), contract: p('合同公告', 'Contract'), unsuccessful: p('流标公告', 'Unsuccessful'), cancelled: p('终止公告', 'Cancelled'),
  clarification: p('澄清公告', 'Clarification'), amendment: p('修改公告', 'Amendment'), correction: p('更正公告', 'Correction'), extension: p('延期公告', 'Extension'),
  untendered: p('不再招标公告', 'Not tendered again'), screening: p('第一信封评审结果', 'First envelope'), suspended: p('暂停公告', 'Suspended'), resumed: p('恢复公告', 'Resumed'),
  prequalification: p('资格预审公告', 'Prequalification'), plan: p('招标计划', 'Tender plan'), ceiling: p('最高投标限价公布', 'Ceiling'), performance: p('合同履行公告', 'Performance'),
  query: p('评标委员会要求澄清', 'The committee asks'), enquiry: p('有人提问', 'A question about the document'), objection: p('有人提出异议', 'An objection'),
  'objection-answered': p('您的异议已有答复', 'Your objection was answered'), complaint: p('有投诉', 'A complaint'), 'complaint-answered': p('您的投诉已有处理决定', 'Your complaint was decided'),
  opinion: p('行政监督部门提出意见', 'Supervision gave its opinion'), qualification: p('资格预审结果', 'Result of the prequalification'),
}

/** Words of enumerations. */
export const values: Record<string, Pair> = {
  works: p('施工', 'Works'), goods: p('货物', 'Goods'), services: p('服务', 'Services'), state: p('国有资金', 'State'),
  collective: p('集体资金', 'Collective'), private: p('民间资金', 'Private'), foreign: p('国外资金', 'Foreign'),
  before: p('资格预审', 'Before bidding'), after: p('资格后审', 'After bidding'), open: p('公开招标', 'Open'), invited: p('邀请招标', 'By invitation'),
  self: p('自行招标', 'Self'), agency: p('委托代理', 'By agency'), recusal: p('回避', 'Recusal'), left: p('擅离职守', 'Left'),
  unable: p('因健康等原因不能继续', 'Unable'), unstated: p('未选择', 'Not told'), unsigned: p('（一）未盖章、签字', 'Unsigned'),
  'no-agreement': p('（二）联合体无共同投标协议', 'No agreement'), unqualified: p('（三）不符合资格条件', 'Unqualified'),
  'two-bids': p('（四）两个以上不同的投标文件或者报价', 'Two bids'), price: p('（五）低于成本或者高于限价', 'Price'),
  unresponsive: p('（六）未实质性响应', 'Unresponsive'), fraud: p('（七）串通、弄虚作假、行贿', 'Fraud'),
  document: p('招标文件', 'Tender document'), opening: p('开标', 'Opening'), result: p('评标结果', 'Result'),
  upheld: p('成立', 'Upheld'), rejected: p('不成立', 'Rejected'), clarification: p('澄清', 'Clarification'), amendment: p('修改', 'Amendment'),
  correction: p('更正', 'Correction'), extension: p('延期', 'Extension'),
  form: p('形式评审', 'Form'), responsiveness: p('响应性评审', 'Responsiveness'), draw: p('抽签', 'Draw'), qualification: p('资格评审', 'Qualification'),
  'lowest-price': p('经评审的最低投标价法', 'Lowest price'), comprehensive: p('综合评估法', 'Scores'), highway: p('公路合理低价法', 'Highway'),
  procuringEntity: roles.procuringEntity!, tenderer: roles.tenderer!, supervisor: roles.supervisor!, centre: roles.centre!, inspector: roles.inspector!, custodian: roles.custodian!,
  arrival: p('到场', 'Arrival'), discipline: p('宣读纪律', 'Discipline read out'), observation: p('见证事项', 'Observation'), incident: p('异常情况', 'Incident'), measure: p('处置', 'Measure'),
  opinion: p('监督意见', 'Opinion'), transfer: p('移送', 'Handed on'),
  declined: p('放弃中标', 'Declined'), 'force-majeure': p('因不可抗力不能履行合同', 'Force majeure'), 'no-performance-security': p('不按照招标文件要求提交履约保证金', 'No performance security'), violation: p('被查实存在影响中标结果的违法行为', 'A violation that touches the result'),
  progress: p('进度', 'Progress'), changed: p('变更', 'Changed'), accepted: p('验收', 'Accepted'), terminated: p('解除', 'Terminated'),
  opened: p('已开启', 'Opened'), revoked: p('视为撤销', 'Revoked'), withdrawn: p('已撤回', 'Withdrawn'), unopened: p('未开启', 'Not opened'),
  constructor: p('注册建造师', 'Constructor'), costEngineer: p('造价工程师', 'Cost engineer'), supervisingEngineer: p('监理工程师', 'Supervising engineer'), architect: p('注册建筑师', 'Architect'),
  designEngineer: p('勘察设计工程师', 'Design engineer'), safetyA: p('安全生产考核 A 证', 'Safety A'), safetyB: p('安全生产考核 B 证', 'Safety B'), safetyC: p('安全生产考核 C 证', 'Safety C'), other: p('其他', 'Other'),
}
