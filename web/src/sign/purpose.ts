// What a statement is signed for, and what was shown, in words; what has none here is not signed.
import type { Pair } from '../base/lang'

export const PURPOSES: Record<string, Pair> = {
  'sign-in': { zh: '登录', en: 'to sign in' },
  bid: { zh: '递交投标文件', en: 'to hand in a bid' },
  application: { zh: '递交资格预审申请文件', en: 'to hand in an application to be prequalified' },
  trial: { zh: '试签（检测证书，不办理任何事项）', en: 'a trial, good for nothing' },
}
export const SHOWN: Record<string, Pair> = {
  form: { zh: '开标一览表（密封）', en: 'form, sealed' },
  documents: { zh: '投标文件（密封）', en: 'documents, sealed' },
  bill: { zh: '已标价工程量清单（密封）', en: 'priced bill, sealed' },
  application: { zh: '资格预审申请文件（密封）', en: 'application, sealed' },
}
