/* Paying on the portal, without scripts: choose, lower, announce, withdraw. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fill, follow, look, open, press, run, signin, start, test, top } from
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
	await press(page, 'Withdraw');
});

/* The stand-in for the processing center tells the portal that it was paid. */
async function standIn() {
	const folder = path.join(sites.run, 'center');
	const port = path.join(folder, 'port');

	fs.mkdirSync(folder);
	const child = spawn('node', [path.join(top, 'tests/tools/center.mjs'),
		'serve', folder, 'sk_test_1', 'whsec_1',
		`${sites.portal.url}/pay/callback/1`], { stdio: 'ignore' });

	for (let tries = 200; !fs.existsSync(port) && tries > 0; tries--)
		await new Promise((done) => setTimeout(done, 50));
	await new Promise((done) => setTimeout(done, 50));
	return { child, url: `http://127.0.0.1:${fs.readFileSync(port, 'utf8')}` };
}

test('a customer pays by card without scripts', async () => {
	const { child, url } = await standIn();

	try {
		const staff = await open(sites.erp);

		await signin(staff, sites.erp);
		await staff.goto(`${sites.erp.url}/processing-centers/new`);
		await look(staff, 'erp-processing-center-new');
		await fill(staff, { center_id: 'CARDS', api_url: url,
			description: 'Card or wallet', active: true,
			api_key: 'sk_test_1', signing_secret: 'whsec_1' });
		await press(staff, 'Save processing center');
		await staff.goto(`${sites.erp.url}/portals`);
		await follow(staff, /Customer Portal/);
		await fill(staff, { center: 'CARDS' });
		await press(staff, 'Save portal');
		const page = await open(sites.portal, { js: false });

		await signin(page, sites.portal);
		await page.goto(`${sites.portal.url}/pay`);
		await page.locator('input[name=amount]').nth(0).fill('0');
		await page.locator('input[name=amount]').nth(1).fill('1.00');
		await press(page, 'Pay now');
		await look(page, 'portal-pay-card');
		await follow(page, 'Continue to the payment page');
		await press(page, 'Pay');
		assert.match(page.url(), /\/payments\/\d+/);
		await look(page, 'portal-pay-paid');
		await staff.goto(`${sites.erp.url}/processing-centers/1`);
		await look(staff, 'erp-processing-center');
	} finally {
		child.kill();
	}
});

await run();
