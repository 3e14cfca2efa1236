import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, check, create, refusal, signIn, unique, visit } from './browser.mjs'

// Some opportunities that share a word no other run used, shown alone in their list.
async function someOpportunities(page, count, more = '') {
  const word = unique('Lot').replace(' ', '')
  await signIn(page)
  for (let index = 0; index < count; index += 1) await create(page, 'opportunities', { name: `${word} ${index}`, amount: 100_000 * (index + 1) })
  await page.goto(`${base}/opportunities?q=${word}&sort=name${more}`)
  await page.getByRole('link', { name: `${word} ${count - 1}` }).waitFor()
  return word
}

const cell = (page, record, column) => page.getByRole('row', { name: new RegExp(record) }).locator(`[aria-colindex="${column}"]`)
const indexOf = async (page, title) => page.getByRole('columnheader', { name: new RegExp(title) }).getAttribute('aria-colindex')

test('cells are walked with the arrows and written in place', async () => {
  await visit(async (page) => {
    const word = await someOpportunities(page, 3)
    const amount = await indexOf(page, 'Montant')
    await page.getByRole('grid', { name: 'Opportunités' }).focus()
    await page.keyboard.press('ArrowDown')
    for (let step = 2; step < Number(amount); step += 1) await page.keyboard.press('ArrowRight')

    // What is typed takes the place of what was there; Enter goes on below.
    await page.keyboard.type('1 250,50')
    await check(page, 'cell-editing')
    await page.keyboard.press('Enter')
    await cell(page, `${word} 0`, amount).getByText('1 250,50 €').waitFor()
    // F2 keeps it; Escape leaves it as it was.
    await page.keyboard.press('F2')
    await page.keyboard.press('End')
    await page.keyboard.type('9999')
    await page.keyboard.press('Escape')
    await cell(page, `${word} 1`, amount).getByText('2 000,00 €').waitFor()
    // Tab goes on to the right, where a choice is made with the arrows.
    await page.keyboard.press('Enter')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('3k')
    await page.keyboard.press('Tab')
    await cell(page, `${word} 1`, amount).getByText('3 000,00 €').waitFor()
    await page.getByText('7 250,50').or(page.getByText('7 251 €')).first().waitFor()

    await page.keyboard.press('Control+z')
    await cell(page, `${word} 1`, amount).getByText('2 000,00 €').waitFor()

    // The first cell leads to the record, and back to where one stood.
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: `${word} 1` }).waitFor()
    await page.goBack()
    await page.locator('[data-active]').getByText(`${word} 1`).waitFor()
  })
})

test('a choice is made in its cell', async () => {
  await visit(async (page) => {
    const word = await someOpportunities(page, 1)
    const stage = await indexOf(page, 'Étape')
    await cell(page, `${word} 0`, stage).click()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Proposition' }).click()
    await cell(page, `${word} 0`, stage).getByText('Proposition').waitFor()
    await page.getByRole('option').first().waitFor({ state: 'detached' })
  })
})

test('a refused cell keeps what was typed and says why', async () => {
  await visit(
    async (page) => {
      const name = unique('Refusée')
      await signIn(page)
      await create(page, 'leads', { name })
      await page.goto(`${base}/leads?q=${encodeURIComponent(name)}`)
      const email = await indexOf(page, 'E-mail')
      await cell(page, name, email).click()
      await page.keyboard.type('pas une adresse')
      await page.keyboard.press('Enter')
      const refused = page.locator('[data-refused]')
      await refused.getByText('pas une adresse').waitFor()
      await check(page, 'cell-refused')
      await refused.dblclick()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type('yann@example.invalid')
      await page.keyboard.press('Enter')
      await refused.waitFor({ state: 'detached' })
      await cell(page, name, email).getByText('yann@example.invalid').waitFor()
    },
    { expected: [refusal(422)] },
  )
})

const paste = (page, text) =>
  page.evaluate((given) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', given)
    document.querySelector('[role=grid]').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

test('a block from a spreadsheet is seen before it is written, and taken back', async () => {
  await visit(async (page) => {
    const word = await someOpportunities(page, 3, '&columns=amount,stage,expected_close')
    await cell(page, `${word} 0`, 3).click()
    await paste(page, '4 000,00 €\tNégociation\t31/12/2026\r\nbeaucoup\tProposition\t\r\n')
    const dialog = page.getByRole('dialog', { name: 'Coller dans la liste' })
    await dialog.getByText('Valeur non comprise pour ce champ.').waitFor()
    await dialog.getByText('1 cellule sera laissée telle quelle.').waitFor()
    await check(page, 'paste-preview')
    await dialog.getByRole('button', { name: 'Écrire 4 cellules' }).click()
    await cell(page, `${word} 0`, 3).getByText('4 000,00 €').waitFor()
    await cell(page, `${word} 0`, 5).getByText('31 déc. 2026').waitFor()
    await cell(page, `${word} 1`, 4).getByText('Proposition').waitFor()
    await page.getByRole('button', { name: 'Annuler' }).click()
    await cell(page, `${word} 0`, 3).getByText('1 000,00 €').waitFor()
    await cell(page, `${word} 1`, 4).getByText('Découverte').waitFor()
  })
})

test('columns are hidden, pinned, moved and made wider without a mouse, and the address tells', async () => {
  await visit(async (page) => {
    await someOpportunities(page, 2)
    const menu = async (column, item) => {
      await page.getByRole('columnheader', { name: new RegExp(column) }).hover()
      await page.getByRole('button', { name: `Colonne ${column}` }).click()
      await page.getByRole('menuitem', { name: item }).click()
    }
    await menu('Société', 'Masquer')
    await page.getByRole('columnheader', { name: /Société/ }).waitFor({ state: 'detached' })
    await menu('Montant', 'Épingler')
    await page.waitForURL(/columns=amount/)
    await menu('Étape', 'Élargir')
    await page.keyboard.press('Escape')
    assert.match(page.url(), /stage\.190/)

    // From the grid itself: up to the headings, along, and Enter opens the menu.
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Trier en descendant' }).click()
    await page.waitForURL(/sort=-amount/)
    await page.getByRole('columnheader', { name: /Probabilité/ }).getByRole('button', { name: 'Probabilité', exact: true }).click({ modifiers: ['Shift'] })
    await page.waitForURL(/sort=-amount%2Cprobability/)
    await check(page, 'list-columns')
    await page.getByRole('button', { name: 'Choisir les colonnes' }).click()
    await check(page, 'list-column-panel')
  })
})

test('a list is grouped with its sums, and a group is closed', async () => {
  await visit(async (page) => {
    const word = await someOpportunities(page, 3)
    await page.getByRole('button', { name: 'Grouper' }).click()
    await page.getByRole('menuitem', { name: 'Étape' }).click()
    const head = page.getByRole('row', { name: /Découverte 3/ })
    await head.getByText('6 000 €').waitFor()
    await check(page, 'list-grouped')
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: `${word} 0` }).waitFor({ state: 'detached' })
  })
})

test('a view is kept, found again, changed and shared by its address', async () => {
  await visit(async (page) => {
    const word = await someOpportunities(page, 3)
    const name = unique('Grosses affaires')
    await page.getByRole('columnheader', { name: /Montant/ }).getByRole('button', { name: 'Montant', exact: true }).click()
    await page.getByRole('button', { name: /^Vue/ }).click()
    await page.getByRole('menuitem', { name: 'Enregistrer comme nouvelle vue…' }).click()
    await page.getByRole('textbox', { name: 'Nom de la vue' }).fill(name)
    await page.getByText('Tout le monde').click()
    await check(page, 'view-new')
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await page.getByRole('button', { name: `Vue : ${name}` }).waitFor()

    const address = page.url()
    await page.goto(`${base}/opportunities`)
    await page.getByRole('button', { name: /^Vue/ }).click()
    await check(page, 'view-menu')
    await page.getByRole('menuitem', { name }).click()
    await page.getByRole('link', { name: `${word} 0` }).waitFor()
    assert.equal(new URL(page.url()).searchParams.get('sort'), 'amount')

    await page.getByRole('columnheader', { name: /Montant/ }).getByRole('button', { name: 'Montant', exact: true }).click()
    await page.getByTitle('Modifiée').waitFor()
    await page.getByRole('button', { name: /^Vue/ }).click()
    await page.getByRole('menuitem', { name: 'Enregistrer dans cette vue' }).click()
    await page.getByTitle('Modifiée').waitFor({ state: 'detached' })
    await page.goto(address)
    await page.getByRole('button', { name: `Vue : ${name}` }).waitFor()
  })
})

test('an action on many is taken back by one undo', async () => {
  await visit(async (page) => {
    const word = unique('Piste').replace(' ', '')
    await signIn(page)
    for (const index of [1, 2, 3]) await create(page, 'leads', { name: `${word} ${index}` })
    await page.goto(`${base}/leads?q=${word}`)
    await page.getByRole('checkbox', { name: 'Tout sélectionner' }).check()
    await page.getByText('3 sélectionnés').waitFor()
    await page.getByRole('button', { name: 'Actions', exact: false }).last().click()
    await page.getByRole('menuitem', { name: 'Qualifier' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Qualifier' }).click()
    await page.getByText('3 fiches traitées').waitFor()
    await page.getByText('Qualifiée').nth(2).waitFor()
    await page.getByRole('button', { name: 'Annuler' }).click()
    await page.getByText('Nouvelle').nth(2).waitFor()
  })
})

test('the list suits a phone, and the night', async () => {
  for (const [name, how] of [['list-phone', { width: 390, height: 844 }], ['list-dark', { dark: true }], ['list-phone-dark', { width: 390, height: 844, dark: true }]]) {
    await visit(async (page) => {
      await someOpportunities(page, 3)
      await check(page, name)
    }, how)
  }
})

test('a filter is composed of groups, and reads as a sentence', async () => {
  await visit(async (page) => {
    const word = await someOpportunities(page, 3)
    await page.getByRole('button', { name: 'Composer le filtre' }).click()
    const dialog = page.getByRole('dialog', { name: 'Composer le filtre' })
    const choose = async (box, option) => {
      await box.click()
      await page.getByRole('option', { name: option, exact: true }).click()
    }
    await choose(dialog.getByRole('combobox', { name: 'Champ' }).first(), 'Montant')
    await dialog.getByRole('textbox', { name: 'Valeur' }).fill('1500')
    await dialog.getByRole('button', { name: 'Groupe' }).click()
    const inner = dialog.getByRole('group', { name: 'Groupe de conditions' }).nth(1)
    await choose(inner.getByRole('combobox', { name: 'Champ' }), 'Nom')
    await inner.getByRole('textbox', { name: 'Valeur' }).fill(`${word} 1`)
    await inner.getByRole('button', { name: 'Condition', exact: true }).click()
    await choose(inner.getByRole('combobox', { name: 'Champ' }).nth(1), 'Nom')
    await inner.getByRole('textbox', { name: 'Valeur' }).nth(1).fill(`${word} 0`)
    await dialog.getByText('1 fiche correspond').waitFor()
    await check(page, 'filter-builder')
    await dialog.getByRole('button', { name: 'Appliquer' }).click()
    await page.getByRole('link', { name: `${word} 1` }).waitFor()
    await page.getByRole('link', { name: `${word} 2` }).waitFor({ state: 'detached' })
    await page.getByText(`Nom contient ${word} 1 ou Nom contient ${word} 0`).waitFor()
    // The address tells it all.
    await page.reload()
    await page.getByText(`Nom contient ${word} 1 ou Nom contient ${word} 0`).waitFor()
    await check(page, 'list-composed')
  })
})
