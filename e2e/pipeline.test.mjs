import { test } from 'node:test'
import { base, check, create, signIn, unique, visit } from './browser.mjs'

const boardOf = (word) => `${base}/opportunities?view=board&q=${encodeURIComponent(word)}`

test('an opportunity is dragged, moved by the menu, won and brought back by undo', async () => {
  await visit(async (page) => {
    const name = unique('Pompe')
    await signIn(page)
    await create(page, 'opportunities', { name, amount: 1_850_000 })
    await page.goto(boardOf(name.split(' ')[1]))
    const column = (title) => page.getByRole('region', { name: title, exact: true })
    const card = column('Découverte').getByText(name)
    await card.waitFor()
    await check(page, 'board')

    await card.locator('xpath=ancestor::li').dragTo(column('Proposition'))
    await column('Proposition').getByText(name).waitFor()

    await page.getByRole('button', { name: `Déplacer ${name}` }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Négociation' }).press('Enter')
    await column('Négociation').getByText(name).waitFor()

    await page.getByRole('button', { name: `Déplacer ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Gagnée' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Gagner' }).click()
    await column('Gagnée').getByText(name).waitFor()
    await page.getByRole('button', { name: 'Annuler' }).last().click()
    await column('Négociation').getByText(name).waitFor()
  })
})

test('a list is filtered in words, walked with the keyboard and changed many at a time', async () => {
  await visit(async (page) => {
    const word = unique('Chantier').replace(' ', '')
    await signIn(page)
    for (const amount of [100_000, 900_000, 2_500_000]) await create(page, 'opportunities', { name: `${word} ${amount}`, amount })
    await page.goto(`${base}/opportunities?q=${word}`)
    await page.getByText(`${word} 900000`).waitFor()

    await page.getByRole('button', { name: 'Filtrer' }).click()
    await page.getByRole('combobox', { name: 'Champ' }).fill('Montant')
    await page.getByRole('option', { name: 'Montant' }).click()
    await page.getByRole('textbox', { name: 'Valeur' }).fill('5 000 €')
    await page.getByRole('button', { name: 'Appliquer' }).click()
    await page.getByRole('button', { name: /Montant est d’au moins 5 000,00 €/ }).waitFor()
    await page.getByText(`${word} 100000`).waitFor({ state: 'detached' })
    await check(page, 'list-filtered')

    await page.getByRole('grid', { name: 'Opportunités' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(100)
    await page.keyboard.press('x')
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(100)
    await page.keyboard.press('x')
    await page.getByText('2 sélectionnés').waitFor()
    await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await page.getByRole('combobox', { name: 'Champ' }).fill('Produit')
    await page.getByRole('option', { name: 'Produit' }).click()
    await page.getByRole('textbox', { name: 'Produit' }).fill('PAC air-eau')
    await check(page, 'bulk-change')
    await page.getByRole('button', { name: 'Appliquer' }).click()
    await page.getByText('2 fiches traitées').waitFor()
    for (const amount of [900_000, 2_500_000]) {
      await page.getByRole('link', { name: `${word} ${amount}` }).click()
      await page.getByText('PAC air-eau').first().waitFor()
      await page.goBack()
    }
  })
})

test('Ctrl K finds a record and goes there', async () => {
  await visit(async (page) => {
    const name = unique('Solaire')
    await signIn(page)
    const made = await create(page, 'opportunities', { name, amount: 4_200_00 })
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /Rechercher une fiche/ }).fill(name)
    await page.getByRole('option', { name }).waitFor()
    await check(page, 'palette')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/opportunities/${made.id}`)
  })
})
