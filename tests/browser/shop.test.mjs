/* Ordering on the portal, without scripts: find, cart, place, see it. */
import assert from 'node:assert/strict';
import { follow, look, open, press, run, signin, start, test } from './lib.mjs';

const sites = await start({ demo: true });

test('a customer orders without scripts', async () => {
	const page = await open(sites.portal, { js: false });

	await signin(page, sites.portal);
	await page.goto(`${sites.portal.url}/catalogue`);
	await page.fill('#q', 'CARTON small');
	await press(page, 'Search');
	await look(page, 'portal-catalogue');
	await follow(page, 'Carton, single wall, small');
	await look(page, 'portal-item');
	await page.fill('#f-quantity', '12');
	await press(page, 'Add to cart');
	await page.goto(`${sites.portal.url}/cart`);
	await look(page, 'portal-cart');
	await press(page, 'Check and order');
	assert.match(page.url(), /\/cart\/order/);
	await page.fill('#f-customer_po', 'PO 4711');
	await look(page, 'portal-order-check');
	await press(page, 'Place order');
	assert.match(page.url(), /\/orders\/\d+\?done=placed/);
	await look(page, 'portal-order-placed');
	await page.goto(`${sites.portal.url}/cart`);
	await look(page, 'portal-cart-empty');
});

test('it fits a phone, and the dark', async () => {
	const page = await open(sites.portal, { viewport: 'phone', dark: true });

	await signin(page, sites.portal);
	await page.goto(`${sites.portal.url}/orders?tab=all`);
	await look(page, 'portal-orders-phone');
	await page.goto(`${sites.portal.url}/catalogue`);
	await look(page, 'portal-catalogue-phone');
	await page.goto(`${sites.portal.url}/`);
	await look(page, 'portal-home-orders-phone');
});

await run();
