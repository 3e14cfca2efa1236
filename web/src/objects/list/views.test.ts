import { expect, test } from 'vitest'
import { firstToOpen, tidyAddress, type SavedView } from './views.ts'

const view = (id: string, audience: SavedView['audience'], owner: string, opensFirst = true): SavedView => ({
  id, name: id, address: '', audience, opensFirst, owner, ownerName: owner, record: { id, revision: 1 },
})

test('two addresses that show the same are the same', () => {
  expect(tidyAddress('sort=-amount&saved=7&group=stage')).toBe(tidyAddress('?group=stage&sort=-amount'))
})

test('one’s own view opens before the team’s, and the team’s before everyone’s', () => {
  const [all, team, mine] = [view('all', 'all', 'luc'), view('team', 'team', 'luc'), view('mine', 'mine', 'marie')]
  expect(firstToOpen([all, team, mine], 'marie')).toBe(mine)
  expect(firstToOpen([all, team], 'marie')).toBe(team)
  expect(firstToOpen([all, { ...team, opensFirst: false }], 'marie')).toBe(all)
  expect(firstToOpen([], 'marie')).toBeUndefined()
})
