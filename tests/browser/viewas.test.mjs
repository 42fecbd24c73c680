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

	const [portal] = await Promise.all([
		page.context().waitForEvent('page'),
		page.locator('form[target=_blank] button').first().click(),
	]);

	await portal.waitForLoadState();
	assert.equal(portal.url(), sites.portal.url);
	assert.match(await portal.locator('.viewing').innerText(),
		/You view this portal as Maria/);
	await look(portal, 'portal-viewed');
	await portal.goto(`${sites.portal.url}/profile`);
	await look(portal, 'portal-viewed-private');
	assert.match(await text(portal), /This is the customer's own/);
	await portal.goto(`${sites.portal.url}/cases/new`);
	await portal.locator('#f-subject').fill('By somebody else');
	await portal.locator('main form button[type=submit]').last().click();
	assert.match(await text(portal), /This is the customer's own/);
	await portal.goto(`${sites.portal.url}/cases`);
	assert.doesNotMatch(await text(portal), /By somebody else/);
	await portal.getByRole('button', { name: 'End viewing' }).click();
	assert.match(portal.url(), /\/sign-in/);

	/* The pass was for once. */
	const [again] = await Promise.all([
		page.context().waitForEvent('page'),
		page.locator('form[target=_blank] button').first().click(),
	]);

	await again.waitForLoadState();
	assert.match(await text(again), /This pass is no longer good/);
});

await run();
