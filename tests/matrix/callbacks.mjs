/*
 * What processing centers are answered, by method, number, signature, size and
 * contents of their messages. What is refused must not even have opened the
 * store for writing.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { event, sign } from '../tools/center.mjs';

const secrets = { own: 'whsec_own', other: 'whsec_other' };
const message = event('evt_1', 'checkout.session.completed', 'cs_1',
	'no-checkout-of-ours', 1000, 'EUR', 'paid');
const large = ' '.repeat(256 * 1024 + 1);

/* Numbers that no center has, and what is no number. */
const nobodys = ['999999', '999999999999999999'];
const malformed = ['', 'abc', '0', '01', '-1', '1x', '1.0', ' 1', '1/2', '1/',
	'9999999999999999999', '18446744073709551617'];

/* [label, status, { method, id, body, signature }]; the rest is as it should
 * be. */
function cases({ own, silent }) {
	const bad = (label, signature) => [label, 400, { signature }];
	const good = sign(secrets.own, message);
	const seconds = good.match(/t=(\d+)/)[1];

	return [
		['of nothing of ours', 200, {}],
		['two signatures, one of them good', 200,
			{ signature: good.replace(',', `,v1=${'0'.repeat(64)},`) }],
		...['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'BREW'].map(
			(method) => [method, 405, { method }]),
		...nobodys.map((id) => [`center ${id}`, 404, { id }]),
		...malformed.map((id) => [`center "${id}"`, 404, { id }]),
		['a center without a secret', 404, { id: silent,
			signature: sign('', message) }],
		bad('no signature', undefined),
		bad('an empty signature', ''),
		bad('rubbish', 'A'.repeat(80)),
		bad('a time alone', `t=${seconds}`),
		bad("the other center's", sign(secrets.other, message)),
		bad('of another message', sign(secrets.own, `${message} `)),
		bad('too old', sign(secrets.own, message, 301)),
		bad('too early', sign(secrets.own, message, -400)),
		bad('of another time', good.replace(seconds, seconds - 1)),
		bad('an old scheme', good.replace('v1=', 'v0=')),
		bad('one digit short', good.slice(0, -1)),
		[`signed for center ${own}, told to the other`, 400,
			{ id: 'other' }],
		...['', '{', '[]', '"x"', '{"id":1}\0', '\xff'].map((body) =>
			[`message ${JSON.stringify(body)}`, [200, 400], { body,
				signature: sign(secrets.own, body) }]),
		['too large', 413, { body: large,
			signature: sign(secrets.own, large) }],
		['no length', 411, { body: null }],
	];
}

/* What the store's files are. */
function state(world) {
	const hash = createHash('sha256');

	for (const name of fs.readdirSync(world.store, { recursive: true }).sort()) {
		const file = path.join(world.store, name);

		if (fs.statSync(file).isFile())
			hash.update(`${name}\n`).update(fs.readFileSync(file));
	}
	return hash.digest('hex');
}

/* Another center, and one that was given no secret. */
async function centers(world) {
	const make = (center_id, signing_secret) => world.make(
		world.actors.admin, '/processing-centers/new', { center_id,
			description: center_id, provider: 'stripe',
			...signing_secret && { api_url: 'https://pay.example',
				api_key: 'sk_test', signing_secret, active: '1' } });

	return { own: await make('OWN', secrets.own),
		other: await make('OTHER', secrets.other),
		silent: world.objects.center };
}

/* Lines about what came out otherwise. */
export async function callbacks(world, row) {
	const numbers = await centers(world);
	const surprises = [];
	let before = state(world);

	for (const [label, status, how] of cases(numbers)) {
		const { method = row.method, id = numbers.own,
			body = message } = how;
		const where = row.where.replace('#', numbers[id] ?? id);
		const signature = 'signature' in how ? how.signature :
			sign(secrets.own, body ?? message);
		const reply = await world.callback.request(method, where, {
			body: body ?? undefined, type: 'application/json',
			headers: signature === undefined ? {} :
				{ 'stripe-signature': signature } });
		const after = state(world);

		if (![status].flat().includes(reply.status) || reply.errors ||
		    reply.signal || /<|null/.test(reply.body))
			surprises.push(`${method} ${where}, ${label}: ` +
				`${reply.status}, not ${status}: ${reply.body}` +
				reply.errors.slice(0, 300));
		if (reply.status >= 400 && after !== before)
			surprises.push(`${method} ${where}, ${label}: ` +
				'refused, and the store was written to');
		before = after;
	}
	return surprises;
}
