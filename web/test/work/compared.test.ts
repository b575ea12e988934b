// A price beside the others and the ceiling.
import { describe, expect, it } from 'vitest'
import { compared } from '../../src/work/compared'

const yuan = (amount: string) => ({ amount, currency: 'CNY' })
describe('a price', () => {
  it('stands beside the mean of the others and the ceiling, exactly', () => {
    expect(compared(yuan('430000.00'), [yuan('1000000.00'), yuan('980000.00'), yuan('950000.00')], yuan('1200000.00'))).toEqual({ mean: '44.02%', ceiling: '35.83%' })
    expect(compared(yuan('9999999999999.99'), [yuan('10000000000000.00')], undefined)).toEqual({ mean: '99.99%', ceiling: null })
  })
  it('says nothing where there is nothing to compare', () => {
    expect(compared(undefined, [yuan('1.00')], yuan('1.00'))).toEqual({ mean: null, ceiling: null })
    expect(compared(yuan('1.00'), [undefined], undefined)).toEqual({ mean: null, ceiling: null })
  })
})
