/*
 * A customer's money from both sides, once without scripts and once with them:
 * invoices, memos, payments, a bank file, statements in the ERP; balance,
 * downloads and statement on the portal. Totals while lines are typed need
 * scripts, and come last.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { calm, fill, fits, follow, look, open, press, run, signin, start, test,
	text } from './lib.mjs';

const sites = await start({ demo: true });
const { erp, portal } = sites;
const today = new Date().toISOString().slice(0, 10);

async function seen(page, name) {
	if (page.scripted) {
		await look(page, name);
	} else {
		calm(page);
		await fits(page);
	}
}

async function says(page, ...words) {
	const now = await text(page);

	for (const word of words)
		assert.match(now, word);
}

/* A step that the page offers at once, or under More; a link to a question
 * leads to the page with the button that does it. */
async function act(page, name) {
	const role = (kind) => page.getByRole(kind, { name, exact: true });

	if (await role('button').count() + await role('link').count() === 0)
		await page.getByText('More', { exact: true }).click();
	if (await role('link').count()) {
		await follow(page, name);
		if (/\/apply$/.test(page.url()))
			return;
	}
	await Promise.all([page.waitForEvent('load'),
		role('button').last().click()]);
}

/* What a link gives away. */
async function download(page, part) {
	const [file] = await Promise.all([page.waitForEvent('download'),
		page.locator(`main a[href*="${part}"]`).first().click()]);

	return fs.readFileSync(await file.path());
}

/* An invoice of one line, released; its number. */
async function invoice(page, account, price) {
	await page.goto(`${erp.url}/invoices/new`);
	await fill(page, { account_id: account, l_description: 'Work',
		l_quantity: '1', l_unit_price: price, l_tax_code: 'VAT-Z' });
	await press(page, /^Save/);
	await act(page, 'Release');
	return (await page.locator('h1').innerText()).match(/INV\d+/)[0];
}

async function payment(page, account, amount) {
	await page.goto(`${erp.url}/payments/new`);
	await fill(page, { account_id: account, amount, method: 'transfer' });
	await press(page, 'Save payment');
	await act(page, 'Release');
}

/* A file of the bank, through the page that takes files. */
async function bankFile(page, memo, amount, name) {
	const file = path.join(sites.run, `${name}.ofx`);

	fs.writeFileSync(file, 'OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>GBP' +
		'<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST><STMTTRN>' +
		`<DTPOSTED>${today.replaceAll('-', '')}<TRNAMT>${amount}` +
		`<FITID>${name}<NAME>${name}<MEMO>${memo}` +
		'</STMTTRN></BANKTRANLIST></STMTRS></OFX>\n');
	await page.goto(`${erp.url}/bank`);
	await follow(page, 'Upload a bank file');
	await fill(page, { kind: 'bank_entries', file });
	await press(page, 'Upload and look at it');
	const where = page.url();

	if (await page.getByRole('button', { name: 'Check the file' }).count())
		await press(page, 'Check the file');
	for (let tries = 0; tries < 100; tries++) {
		await page.goto(where);
		if (await page.getByRole('button', { name: 'Import now' })
			.count())
			await press(page, 'Import now');
		if (/The file is imported/.test(await text(page)))
			return;
		await page.waitForTimeout(200);
	}
	assert.fail(`the bank file was not imported: ${await text(page)}`);
}

for (const js of [false, true]) {
	const how = js ? 'with scripts' : 'without scripts';
	const firm = js ? 'SCRIPTED' : 'PLAIN';
	const clerk = await open(erp, { js });
	const buyer = await open(portal, { js });

	await signin(clerk, erp);
	await signin(buyer, portal);
	await clerk.goto(`${erp.url}/customers/new`);
	await fill(clerk, { account_id: firm, name: `${firm} & Co`,
		currency: 'GBP', terms: '30D' });
	await press(clerk, /^Save/);

	test(`an invoice is held, released, credited, canceled ${how}`,
		async () => {
			await clerk.goto(`${erp.url}/invoices/new`);
			await fill(clerk, { account_id: firm,
				l_description: 'Work', l_quantity: '3',
				l_unit_price: '10', l_tax_code: 'VAT-Z' });
			await act(clerk, 'Calculate');
			await says(clerk, /30\.00/);
			await press(clerk, /^Save/);
			await act(clerk, 'Put on hold');
			await says(clerk, /It is on hold\./);
			await act(clerk, 'Remove hold');
			await act(clerk, 'Release');
			await says(clerk, /Open/, /30\.00 GBP/);
			await seen(clerk, 'money-invoice');
			await act(clerk, 'Credit memo');
			await act(clerk, 'Remove hold');
			await act(clerk, 'Release');
			await act(clerk, 'Apply to invoices');
			await seen(clerk, 'money-memo-apply');
			await press(clerk, 'Apply');
			await says(clerk, /Closed/);
			await invoice(clerk, firm, '8');
			await act(clerk, 'Cancel invoice');
			await says(clerk, /Canceled/);
		});
	test(`a payment is applied, taken back, voided, refunded ${how}`,
		async () => {
			const number = await invoice(clerk, firm, '40');

			await payment(clerk, firm, '55');
			const paid = clerk.url().replace(/\?.*/, '');
			const receipt = (await clerk.locator('h1').innerText())
				.match(/PAY\d+/)[0];

			await act(clerk, 'Apply');
			await clerk.locator('[name=l_amount]').first().fill('15');
			await press(clerk, 'Apply');
			await says(clerk, new RegExp(number),
				/40\.00 GBP not applied yet/);
			await act(clerk, 'Unapply');
			await act(clerk, 'Apply to the oldest');
			await says(clerk, /15\.00 GBP not applied yet/);
			await seen(clerk, 'money-payment');
			await clerk.goto(`${erp.url}/payments/new`);
			await fill(clerk, { payment_type: 'refund',
				account_id: firm, amount: '15',
				method: 'transfer', l_applied_type: 'payment',
				l_applied_no: receipt, l_applied_amount: '15' });
			await press(clerk, 'Save payment');
			await act(clerk, 'Release');
			await act(clerk, 'Void payment');
			await clerk.goto(paid);
			await act(clerk, 'Void payment');
			await says(clerk, /Voided/);
		});
	test(`a file of the bank pays an invoice ${how}`, async () => {
		const number = await invoice(clerk, firm, js ? '61' : '62');

		await bankFile(clerk, `for ${number}`, js ? '61.00' : '62.00',
			firm);
		await clerk.goto(`${erp.url}/bank`);
		await clerk.locator('tr', { hasText: firm }).locator('a').first()
			.click();
		await clerk.waitForLoadState();
		await says(clerk, /It names the documents\./, /Exact/);
		await seen(clerk, 'money-bank-entry');
		await press(clerk, 'Confirm');
		await clerk.goto(`${erp.url}/invoices?tab=all&q=${number}`);
		await says(clerk, /Closed/);
	});
	test(`a statement is printed instead of mailed, reports ${how}`,
		async () => {
			await clerk.goto(`${erp.url}/statements`);
			await seen(clerk, 'money-statements');
			await follow(clerk, 'Prepare statements');
			await seen(clerk, 'money-prepare');
			for (const [tab, step] of [['mail', 'Print instead'],
				['print', 'Mark as printed']]) {
				await clerk.goto(`${erp.url}/notices?tab=${tab}`);
				await seen(clerk, 'money-notices');
				await clerk.locator('tbody [type=checkbox]')
					.first().check();
				await press(clerk, 'Go on with the chosen ones');
				await seen(clerk, 'money-chosen');
				await press(clerk, step);
			}
			await clerk.goto(`${erp.url}/notices?tab=printed`);
			await says(clerk, /Printed/, /Statement|Reminder/);
			await clerk.goto(`${erp.url}/ageing`);
			await seen(clerk, 'money-ageing');
			await clerk.locator('tbody a').first().click();
			await clerk.waitForLoadState();
			await seen(clerk, 'money-details');
		});
	test(`a customer looks, chooses, and takes documents away ${how}`,
		async () => {
			await buyer.goto(`${portal.url}/balance`);
			await buyer.locator('tbody input[type=checkbox]').nth(0)
				.check();
			if (js)
				assert.match(await buyer.locator('.bulk')
					.innerText(), /1 /);
			await press(buyer, 'Pay the chosen ones');
			assert.equal(await buyer.locator('[name=amount]')
				.count(), 1);
			await buyer.goto(`${portal.url}/balance`);
			await buyer.locator('tbody a[href*="/invoices/"]').first()
				.click();
			await buyer.waitForLoadState();
			await seen(buyer, 'money-portal-invoice');
			assert.equal((await download(buyer, '/pdf')).subarray(0, 5)
				.toString(), '%PDF-');
			assert.match((await download(buyer, '/ubl'))
				.toString(), /<Invoice|<CreditNote/);
		});
	test(`a customer asks for a statement ${how}`, async () => {
		await buyer.goto(`${portal.url}/statement`);
		await follow(buyer, 'This year');
		await seen(buyer, 'money-portal-statement');
		await fill(buyer, { from: '2026-12-31', to: '2026-01-01' });
		await press(buyer, 'Show statement');
		await says(buyer, /The first day is after the last one\./);
		await fill(buyer, { from: '2026-01-01', to: today });
		await press(buyer, 'Show statement');
		await says(buyer, /Balance before/, /Balance at the end/);
		assert.match((await download(buyer, 'export.csv')).toString(),
			/INV\d+/);
	});
}
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
