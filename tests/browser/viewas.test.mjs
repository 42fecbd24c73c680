/*
 * Staff ask why a customer cannot see something, and look at the portal as
 * that customer, without scripts: over from one site to the other, read, and
 * leave.
 */
import { assert, follow, look, open, press, run, signin, start, test, text }
	from './lib.mjs';

const sites = await start({ demo: true });

test('from the contact to the rule that refuses', async () => {
	const page = await open(sites.erp, { js: false });

	await signin(page, sites.erp);
	await page.goto(`${sites.erp.url}/contacts?q=lindstr`);
	await page.locator('tbody a').first().click();
	await follow(page, 'What do they see?');
	await look(page, 'erp-why-user');
	assert.match(await text(page), /Portal Company Management\./);
	await page.goto(`${page.url()}&object=/invoices/1`);
	await look(page, 'erp-why-chain');
	assert.match(await text(page), /Not asked/);
});

test('staff look at the portal as a customer', async () => {
	const page = await open(sites.erp, { js: false });

	await signin(page, sites.erp);
	await page.goto(`${sites.erp.url}/contacts?q=lindstr`);
	const card = await page.locator('tbody a').first()
		.getAttribute('href');

	await page.goto(new URL(`${card}/user`, page.url()).href);
	await press(page, 'View as customer');
	await look(page, 'erp-view-as');

	const over = page.locator('form[target=_blank] button').first();
	const opened = async () => {
		const [tab] = await Promise.all([
			page.context().waitForEvent('page'), over.click()]);

		await tab.waitForLoadState();
		return tab;
	};
	const portal = await opened();

	assert.equal(portal.url(), sites.portal.url);
	assert.match(await portal.locator('.viewing').innerText(),
		/You view this portal as Maria/);
	/* The pass was for once. */
	assert.match(await text(await opened()),
		/This pass is no longer good/);

	await page.goto(sites.portal.url);
	await look(page, 'portal-viewed');
	await page.goto(`${sites.portal.url}/profile`);
	await look(page, 'portal-viewed-private');
	assert.match(await text(page), /This is the customer's own/);
	await page.goto(`${sites.portal.url}/cases/new`);
	await page.locator('#f-subject').fill('By somebody else');
	await Promise.all([page.waitForEvent('load'),
		page.locator('main form button[type=submit]').last().click()]);
	assert.match(await text(page), /This is the customer's own/);
	await page.goto(`${sites.portal.url}/cases`);
	assert.doesNotMatch(await text(page), /By somebody else/);
	await press(page, 'End viewing');
	assert.match(page.url(), /\/sign-in/);
});

await run();
