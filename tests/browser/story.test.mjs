/*
 * From the shelf to the money, on both sites, without scripts: a customer
 * orders three items, two of them are shipped and invoiced, the third comes
 * later, everything is paid, and the exports say the same.
 */
import assert from 'node:assert/strict';
import { fill, follow, look, open, postern, press, run, signin, start, test,
	text } from './lib.mjs';

const sites = await start({ demo: true });
const buyer = await open(sites.portal, { js: false });
const clerk = await open(sites.erp, { js: false });
let portalOrder, erpOrder, number;

await signin(buyer, sites.portal);
await signin(clerk, sites.erp);

/* Columns of a kind that the command exports, as objects. */
async function exported(kind, columns) {
	const { status, out, err } = await postern(sites, ['export', kind,
		'--columns', columns]);

	assert.equal(status, 0, err);
	const [head, ...rows] = out.trim().split(/\r?\n/)
		.map((line) => line.split(','));

	return rows.map((row) => Object.fromEntries(
		head.map((name, i) => [name, row[i]])));
}

/* What the customer reads of the order with the next request. */
async function customerSees(...words) {
	await buyer.goto(portalOrder);
	const seen = await text(buyer);

	for (const word of words)
		assert.match(seen, word);
}

/* The shipment that the order page of the ERP makes, confirmed, billed. */
async function shipAndBill() {
	await clerk.goto(erpOrder);
	await press(clerk, 'Create shipment');
	assert.match(clerk.url(), /\/shipments\/\d+/);
	await press(clerk, 'Confirm shipment');
	await press(clerk, 'Prepare invoice');
	assert.match(clerk.url(), /\/invoices\/\d+/);
	await follow(clerk, 'Release');
	await press(clerk, 'Release');
}

test('a customer orders three items', async () => {
	await buyer.goto(`${sites.portal.url}/cart`);
	await buyer.fill('textarea', 'BX-S 20\nOF-LAMP 2\nBX-PAL 1');
	await press(buyer, 'Put into the cart');
	await press(buyer, 'Check and order');
	await buyer.fill('#f-customer_po', 'STORY-1');
	await press(buyer, 'Place order');
	assert.match(buyer.url(), /\/orders\/\d+\?done=placed/);
	portalOrder = buyer.url().replace(/\?.*/, '');
	erpOrder = portalOrder.replace(sites.portal.url, sites.erp.url);
	number = (await buyer.title()).match(/\w+\d{6}/)[0];
});

test('the order stands in the ERP at once, two items are promised', async () => {
	await clerk.goto(`${sites.erp.url}/orders?tab=all&q=STORY-1`);
	assert.match(await text(clerk), new RegExp(number));
	await clerk.goto(erpOrder);
	const seen = await text(clerk);

	assert.match(seen, /20 EA promised/);
	assert.match(seen, /2 EA promised/);
	assert.match(seen, /1 EA on back order/);
});

test('two items are shipped and invoiced', async () => {
	await shipAndBill();
	await customerSees(/Partly shipped/, /Expected/, /SH\d{6}/, /INV\d{6}/);
	await look(buyer, 'story-partly-shipped');
});

test('the clerk says when the third comes, and why', async () => {
	await clerk.goto(`${erpOrder}/promises`);
	await clerk.locator('[name=l_promised_date]').nth(2).fill('2026-12-18');
	await clerk.locator('[name=l_promise_note]').nth(2)
		.fill('The saw mill is late.');
	await look(clerk, 'story-promises');
	await press(clerk, 'Save promised dates');
	await customerSees(/18 Dec 2026/, /The saw mill is late\./);
});

test('the third comes, is shipped and invoiced', async () => {
	await clerk.goto(`${sites.erp.url}/adjustments/new`);
	await fill(clerk, { item_id: 'BX-PAL', move_kind: 'receipt',
		quantity: '5' });
	await press(clerk, /^Save/);
	await shipAndBill();
	await customerSees(/Shipped/);
});

test('the customer pays, the clerk confirms, and all is done', async () => {
	await buyer.goto(portalOrder);
	const invoices = await buyer.locator('main a[href*="/portal/invoices/"]')
		.evaluateAll((all) => all.map((a) => a.href));

	assert.equal(new Set(invoices).size, 2);
	for (const invoice of new Set(invoices)) {
		await buyer.goto(invoice);
		await buyer.locator('main a[href*="/pay?"]').click();
		await press(buyer, 'I have paid');
		assert.match(buyer.url(), /done=announced/);
		await clerk.goto(`${sites.erp.url}/payments?tab=pending`);
		await follow(clerk, /^PAY\d+/);
		await follow(clerk, 'Confirm');
		await press(clerk, 'Confirm');
	}
	await clerk.goto(erpOrder);
	assert.match(await text(clerk), /Completed/);
	await customerSees(/Paid/);
	await look(buyer, 'story-paid');
});

test('the exports say the same', async () => {
	const lines = (await exported('orders',
		'order_no,status,item_id,quantity,shipped,billed'))
		.filter((row) => row.order_no === number);
	const quantities = lines.map((row) =>
		[row.item_id, row.quantity, row.shipped, row.billed].join(' '));

	assert.deepEqual(quantities, ['BX-S 20 20 20', 'OF-LAMP 2 2 2',
		'BX-PAL 1 1 1']);
	assert.equal(lines[0].status, 'completed');
	const bills = (await exported('invoices',
		'order_no,status,item_id'))
		.filter((row) => row.order_no === number);
	const paid = new Set(bills.map((row) => row.status));

	assert.deepEqual([...paid], ['closed']);
	assert.equal(bills.length, 3);
	const { status, out, err } = await postern(sites, ['verify']);

	assert.equal(status, 0, out + err);
});

await run();
