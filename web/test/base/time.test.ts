import { expect, test } from 'vitest'
import { workday } from '../../src/base/time'

test('a weekend in Beijing becomes the Monday after, at the same hour', () => {
  const at = (text: string) => new Date(workday(Date.parse(text))).toISOString()
  expect(at('2026-03-20T15:59:00Z')).toBe('2026-03-20T15:59:00.000Z') // Friday, 23:59
  expect(at('2026-03-20T16:00:00Z')).toBe('2026-03-22T16:00:00.000Z') // Saturday, 00:00
  expect(at('2026-03-22T01:00:00Z')).toBe('2026-03-23T01:00:00.000Z') // Sunday, 09:00
  expect(at('2026-03-23T01:00:00Z')).toBe('2026-03-23T01:00:00.000Z')
})
