// What stands around every screen: the menu, the palette, the notifications, the state of the network.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, check, create, signIn, unique, visit } from './browser.mjs'

test('five menus on day one, and the others at a press', async () => {
  await visit(async (page) => {
    await signIn(page)
    const menu = page.getByRole('navigation', { name: 'Navigation' }).first()
    for (const words of ['Aujourd’hui', 'Contacts', 'Opportunités', 'Messages', 'Agenda']) await menu.getByRole('link', { name: words }).waitFor()
    assert.equal(await menu.getByRole('link', { name: 'Pistes' }).count(), 0)
    await menu.getByRole('button', { name: 'Plus' }).click()
    await check(page, 'menu-more')
    await page.getByRole('button', { name: 'Garder Pistes dans le menu' }).click()
    await page.keyboard.press('Escape')
    await menu.getByRole('link', { name: 'Pistes' }).click()
    await page.getByRole('heading', { name: 'Pistes', level: 1 }).waitFor()
    await page.reload()
    await menu.getByRole('link', { name: 'Pistes' }).waitFor()
    await menu.getByRole('button', { name: 'Plus' }).click()
    await page.getByRole('button', { name: 'Retirer Pistes du menu' }).click()
    await page.getByRole('button', { name: 'Garder Pistes dans le menu' }).waitFor()
  })
})

test('the palette acts on the record in front, and finds records with what was typed marked', async () => {
  await visit(async (page) => {
    const name = unique('Électricité')
    await signIn(page)
    const lead = await create(page, 'leads', { name })
    await page.goto(`${base}/leads/${lead.id}`)
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /Rechercher/ }).fill('qualif')
    await page.getByRole('option', { name: 'Qualifier' }).waitFor()
    await check(page, 'palette-actions')
    await page.keyboard.press('Enter')
    await page.getByText('Qualifier : c’est fait.').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /Rechercher/ }).fill('electri')
    const found = page.getByRole('option').filter({ hasText: name })
    await found.waitFor()
    assert.equal(await found.locator('mark').first().textContent(), 'Électri')
  })
})

test('a selection survives the reading of a record, and the palette acts on it', async () => {
  await visit(async (page) => {
    const word = unique('Choix').replace(' ', '')
    await signIn(page)
    for (const place of ['A', 'B', 'C']) await create(page, 'leads', { name: `${word} ${place}` })
    await page.goto(`${base}/leads?q=${word}&sort=name`)
    await page.getByRole('checkbox', { name: `Sélectionner ${word} A` }).check()
    await page.getByRole('checkbox', { name: `Sélectionner ${word} B` }).check()
    await page.getByRole('link', { name: `${word} C` }).click()
    await page.getByRole('heading', { name: `${word} C`, level: 1 }).waitFor()
    await page.goBack()
    await page.getByText('2 sélectionnés').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /Rechercher/ }).fill('perdre')
    await page.getByRole('group', { name: '2 fiches sélectionnées' }).getByRole('option').first().waitFor()
  })
})

test('without a network the app says so, and what was typed is still there', async () => {
  await visit(
    async (page) => {
      await signIn(page)
      await page.goto(`${base}/leads/new`)
      await page.getByRole('textbox', { name: 'Nom' }).fill('Écrit hors ligne')
      await page.context().setOffline(true)
      await page.getByText('Hors ligne.').waitFor()
      await check(page, 'offline')
      assert.equal(await page.getByRole('textbox', { name: 'Nom' }).inputValue(), 'Écrit hors ligne')
      await page.context().setOffline(false)
      await page.getByText('Hors ligne.').waitFor({ state: 'detached' })
    },
    { expected: [/ERR_INTERNET_DISCONNECTED/] },
  )
})

test('the notification centre is calm when there is nothing', async () => {
  await visit(async (page) => {
    await signIn(page)
    await page.getByRole('button', { name: 'Notifications' }).click()
    await page.getByRole('heading', { name: 'Notifications' }).waitFor()
    await check(page, 'notifications')
  })
})

test('eight tabs are open at once, and each hears of a change', async () => {
  await visit(async (page) => {
    const name = unique('Société')
    await signIn(page)
    const tabs = [page]
    for (let count = 0; count < 7; count += 1) {
      const tab = await page.context().newPage()
      await tab.goto(`${base}/companies?sort=-created_at`)
      await tab.getByRole('heading', { name: 'Sociétés', level: 1 }).waitFor()
      tabs.push(tab)
    }
    await create(page, 'companies', { name })
    await Promise.all(tabs.slice(1).map((tab) => tab.getByRole('link', { name }).waitFor()))
    // The tab that followed for all is gone, and another takes over.
    await tabs[0].close()
    const other = unique('Société')
    await create(tabs[1], 'companies', { name: other })
    await Promise.all(tabs.slice(2).map((tab) => tab.getByRole('link', { name: other }).waitFor()))
  })
})
