/*
 * Totals of an invoice and an order while their lines are typed: what the
 * script shows is what the server reckons, and saving says the same.
 */
import { assert, calm, open, run, signin, start, test } from './lib.mjs';

const { erp } = await start({ demo: true });

const total = (page, words) => page.waitForFunction((want) =>
	document.querySelector('#sums').textContent.replace(/\s+/g, ' ')
		.includes(want), words);

test('an invoice is added up while it is typed', async () => {
	const page = await open(erp);

	await signin(page, erp);
	await page.goto(`${erp.url}/invoices/new`);
	await page.fill('[name=account_id]', 'THISTLE');
	await page.locator('[name=l_description]').first().fill('Work');
	await page.locator('[name=l_quantity]').first().fill('3');
	await page.locator('[name=l_unit_price]').first().fill('10');
	await total(page, '36.00 GBP');
	assert.equal((await page.locator('td.c-sum').first().textContent()).trim(),
		'30.00');
	await page.locator('[name=l_quantity]').first().fill('4');
	await total(page, '48.00 GBP');
	/* Half a number is no reason to complain yet. */
	await page.locator('[name=l_unit_price]').first().fill('1x');
	await page.waitForTimeout(900);
	await total(page, '48.00 GBP');
	calm(page);
});

/* A price that was typed stays. */
test('an order is added up while it is typed', async () => {
	const page = await open(erp);
	const price = page.locator('[name=l_unit_price]').first();

	await signin(page, erp);
	await page.goto(`${erp.url}/orders/new`);
	await page.fill('[name=account_id]', 'THISTLE');
	await page.locator('[name=l_description]').first().fill('Delivery');
	await page.locator('[name=l_quantity]').first().fill('5');
	await price.fill('10');
	await total(page, '60.00 GBP');
	await page.locator('[name=l_discount_pct]').first().fill('10');
	await total(page, '54.00 GBP');
	assert.equal((await page.locator('td.c-sum').first().textContent()).trim(),
		'45.00');
	assert.equal(await price.inputValue(), '10');
	calm(page);
});

await run();
