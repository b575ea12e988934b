// What an organisation does about itself; its forms are the interface's, with the words that they have here.
import type { Pair } from '../base/lang'
import { get } from '../api/client'
import type { PostPath } from '../api/client'
import type { Offer } from '../parts/offers'
import type { Labels, Own, Value } from '../parts/schema'
import { roles } from '../parts/words'
import { tp } from '../base/lang'

export interface OwnAct extends Pair { id: string; path: PostPath; then: Pair; labels: Labels; /** members that the page fills in */ hidden?: string[]; own?: Record<string, Own> }
const p = (zh: string, en: string): Pair => ({ zh, en })
const P = '/api/parties/{party}'
const reason = p('变更说明', 'Why')
/** What an organisation trades as is its own to say; what it is officially the centre says. */
const TRADES = ['procuringEntity', 'agency', 'tenderer', 'custodian'], OFFICIAL = ['supervisor', 'centre', 'inspector']
export const trades = (has: string[]): boolean => has.every((r) => TRADES.includes(r))
const department = p('监督部门（不选的，监督全部种类）', 'Department; none: all kinds')

/** Who supervises the kinds of trade, each once. */
export async function departments(): Promise<(Pair & { id: string })[]> {
  const { kinds } = await get<{ kinds: { department: Pair & { id: string } }[] }>('/api/kinds')
  return [...new Map(kinds.map((k) => [k.department.id, k.department])).values()]
}
export const departmentOffers = async (): Promise<Offer[]> => (await departments()).map((d) => ({ value: d.id, title: tp(d) }))
// only a supervisor has a department
const supervises = (v: Value): boolean => ((v as { roles?: string[] } | undefined)?.roles ?? []).includes('supervisor')
export const departmentHides = (v: Value): string[] => (supervises(v) ? [] : ['/department'])
export const departmentLabel: Labels = { department }

export const ownActs: OwnAct[] = [
  { id: 'profile', path: `${P}/profile`, ...p('更新单位资料', 'Change the profile'), then: p('保存为新的一版，旧版都保留。开户行、账号、电话、电子邮箱只有本单位、中心和监督部门看得到。', 'Kept as a new version. Bank, phone and e-mail are told inside only.'),
    labels: { scope: p('经营范围', 'Scope of business'), reason } },
  { id: 'name', path: `${P}/names`, ...p('变更名称', 'Change the name'), then: p('代码不变；已经开标、评标的项目保留原名称。', 'The code stays; what was opened or judged keeps the old name.'), labels: { name: p('新名称', 'New name'), reason } },
  { id: 'roles', path: `${P}/roles`, ...p('变更身份', 'Change the roles'), then: p('立即生效；正在进行的交易不受影响。', 'At once; trades under way keep their parties.'), labels: { reason, agency: roles.agency! }, hidden: ['/department'], own: { roles: { items: { type: 'string', enum: TRADES } } } },
  { id: 'qualification', path: `${P}/qualifications`, ...p('添加资质', 'Add a qualification'), then: p('公开；投标时可以引用。真实性由本单位负责。', 'Public; bids can cite it.'),
    labels: { kind: p('资质类别', 'Kind'), number: p('证书编号', 'Number') } },
  { id: 'person', path: `${P}/people`, ...p('添加人员', 'Add a person'), then: p('公开；投标时可以引用。身份证号码核对后只保留末四位。', 'Public; bids can cite it. Of the identity number the last four are kept.'),
    labels: { name: p('姓名', 'Name'), number: p('注册编号', 'Registration'), until: p('注册有效至', 'Holds until') } },
  { id: 'achievement', path: `${P}/achievements`, ...p('添加业绩', 'Add works'), then: p('公开；投标时可以引用。', 'Public; bids can cite it.'),
    labels: { project: p('项目名称', 'Works'), owner: p('建设单位', 'Client') } },
  { id: 'end', path: `${P}/records/endings`, ...p('终止记录', 'End a record'), then: p('终止后不能再引用，显示为已终止；不能恢复，可以重新添加。', 'It can no longer be cited; it stays, shown as ended.'), labels: { reason: p('终止原因', 'Why') }, hidden: ['/record'] },
]

/** What the centre changes of another: what it is officially; the rest stays as it is. */
export const officialRoles: OwnAct = { id: 'roles', path: `${P}/roles`, ...p('变更身份', 'Change the roles'), then: p('立即生效，已经登录的人员也是；正在进行的交易不受影响。', 'At once, for who is signed in too; trades under way keep their parties.'),
  labels: { reason, ...departmentLabel }, own: { roles: { items: { type: 'string', enum: OFFICIAL } } } }
export const isOfficial = (has: string[]): boolean => has.some((r) => OFFICIAL.includes(r))
