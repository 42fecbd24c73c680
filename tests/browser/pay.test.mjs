/* Paying on the portal, without scripts: choose, lower, announce, withdraw. */
import assert from 'node:assert/strict';
import { follow, look, open, press, run, signin, start, test } from
	'./lib.mjs';

const sites = await start({ demo: true });

test('a customer pays by transfer without scripts', async () => {
	const page = await open(sites.portal, { js: false });

	await signin(page, sites.portal);
	await page.goto(`${sites.portal.url}/balance`);
	await look(page, 'portal-pay-balance');
	await page.locator('tbody input[type=checkbox]').nth(0).check();
	await page.locator('tbody input[type=checkbox]').nth(1).check();
	await press(page, 'Pay the chosen ones');
	await look(page, 'portal-pay');
	await page.locator('input[name=amount]').nth(1).fill('0.50');
	await press(page, 'Update the total');
	assert.equal(await page.locator('input[name=amount]').nth(1)
		.inputValue(), '0.50');
	await page.locator('input[name=amount]').nth(0).fill('nonsense');
	await press(page, 'I have paid');
	assert.equal(page.answer.status(), 422);
	await look(page, 'portal-pay-refused');
	await page.locator('input[name=amount]').nth(0).fill('1.00');
	await press(page, 'I have paid');
	assert.match(page.url(), /\/pay\/\d+\?done=announced/);
	await look(page, 'portal-pay-announced');
	await press(page, 'Withdraw');
	assert.match(page.url(), /\/payments\/\d+/);
	await look(page, 'portal-pay-withdrawn');
});

test('the page fits a phone, and the dark', async () => {
	const page = await open(sites.portal, { viewport: 'phone', dark: true });

	await signin(page, sites.portal);
	await page.goto(`${sites.portal.url}/pay`);
	await look(page, 'portal-pay-phone');
	await press(page, 'I have paid');
	await look(page, 'portal-pay-announced-phone');
	await follow(page, 'Payments');
});

await run();
