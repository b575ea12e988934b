// Who keeps the keys of bids, as a member of the announcement: chosen among those registered, sent as they are.
import { t } from '../base/lang'
import type { Keeping } from '../bid/custody'
import type { Fault, Part, Value } from '../parts/schema'
import { SHARES_LEAST, SHARES_MAX } from '../seal/header'
import CustodyField from './CustodyField.vue'

function check(v: Value, at: string): Fault[] {
  const { threshold, custodians } = v as unknown as Keeping, n = custodians.length
  if (n < SHARES_LEAST || n > SHARES_MAX) return [{ at: `${at}/custodians`, message: t(`请选择 ${SHARES_LEAST} 至 ${SHARES_MAX} 位密钥保管人，或者不填密钥保管`, `Choose ${SHARES_LEAST} to ${SHARES_MAX} custodians, or leave it out`) }]
  return threshold >= SHARES_LEAST && threshold <= n ? [] : [{ at: `${at}/threshold`, message: t(`应为 ${SHARES_LEAST} 至 ${n} 位`, `${SHARES_LEAST} to ${n}`) }]
}
function clean(v: Value): Value {
  const { threshold, custodians } = v as unknown as Keeping
  return { threshold, custodians: custodians.map(({ party, certificate }) => ({ party, certificate })) }
}
export const custodyPart = (): Part => ({ component: CustodyField, props: {}, check, clean })
