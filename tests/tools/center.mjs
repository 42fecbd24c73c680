/*
 * A stand-in for Stripe Checkout, as much of it as we use:
 *
 *   center.mjs serve FOLDER KEY SECRET [CALLBACK]
 *      listens on a free port, which FOLDER/port then names; FOLDER/asked has
 *      a line for each session it was asked for and FOLDER/made one for each
 *      it made. Its page /pay/ID has a button that pays: then CALLBACK is told
 *      and the customer sent back.
 *   center.mjs event ID TYPE SESSION TOKEN AMOUNT CURRENCY STATUS
 *      prints a message
 *   center.mjs paid FOLDER SECRET
 *      writes what it would tell if all sessions were paid: FOLDER/message.N,
 *      and the signature of each, FOLDER/signature.N
 *   center.mjs sign SECRET FILE [SECONDS]
 *      prints the signature of a message that was made so many seconds ago
 */
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export function sign(secret, message, ago = 0) {
	const t = Math.floor(Date.now() / 1000) - ago;
	const v1 = createHmac('sha256', secret).update(`${t}.${message}`)
		.digest('hex');

	return `t=${t},v1=${v1}`;
}

export function event(id, type, session, token, amount, currency, status) {
	return JSON.stringify({ id, object: 'event', type, livemode: false,
		data: { object: { id: session, object: 'checkout.session',
			client_reference_id: token, amount_total: Number(amount),
			currency: currency.toLowerCase(),
			payment_intent: session.replace(/^cs_/, 'pi_'),
			payment_status: status } } });
}

/* That the session of this form was paid. */
function paidEvent(id, form) {
	return event(`evt_${id}`, 'checkout.session.completed', id,
		form.get('client_reference_id'),
		form.get('line_items[0][price_data][unit_amount]'),
		form.get('line_items[0][price_data][currency]'), 'paid');
}

function writePaid(folder, secret) {
	fs.readFileSync(path.join(folder, 'asked'), 'utf8').trim().split('\n')
		.forEach((line, i) => {
			const message = paidEvent(`cs_${i + 1}`,
				new URLSearchParams(line));

			fs.writeFileSync(path.join(folder, `message.${i + 1}`),
				message);
			fs.writeFileSync(path.join(folder, `signature.${i + 1}`),
				sign(secret, message));
		});
}

function body(request) {
	return new Promise((done) => {
		let all = '';

		request.on('data', (piece) => { all += piece; });
		request.on('end', () => done(all));
	});
}

function serve(folder, key, secret, callback) {
	const sessions = new Map(), keys = new Map();
	const note = (name, line) =>
		fs.appendFileSync(path.join(folder, name), `${line}\n`);

	/* The same key is the same session; other words under it are refused. */
	async function make(request, reply) {
		const sent = await body(request), form = new URLSearchParams(sent);
		const once = request.headers['idempotency-key'];
		const answer = (status, value) => reply.writeHead(status,
			{ 'content-type': 'application/json' })
			.end(JSON.stringify(value));

		note('asked', sent);
		if (request.headers.authorization !== `Bearer ${key}`)
			return answer(401, { error: { message: 'key' } });
		if (keys.has(once) && keys.get(once).sent !== sent)
			return answer(400, { error: { message: 'idempotency' } });
		if (!keys.has(once)) {
			const id = `cs_${sessions.size + 1}`;
			const { port } = server.address();

			sessions.set(id, form);
			keys.set(once, { sent, value: { id,
				object: 'checkout.session', status: 'open',
				url: `http://127.0.0.1:${port}/pay/${id}` } });
			note('made', id);
		}
		return answer(200, keys.get(once).value);
	}

	async function paid(id, reply) {
		const form = sessions.get(id);
		const message = paidEvent(id, form);

		if (callback)
			await fetch(callback, { method: 'POST', body: message,
				headers: { 'content-type': 'application/json',
					'stripe-signature': sign(secret, message) } });
		reply.writeHead(303, { location: form.get('success_url') }).end();
	}

	const server = http.createServer(async (request, reply) => {
		const [, id, how] = request.url.match(
			/^\/pay\/(cs_\d+)(\/paid)?$/) ?? [];

		if (request.method === 'POST' &&
		    request.url === '/v1/checkout/sessions')
			await make(request, reply);
		else if (sessions.has(id) && how)
			await paid(id, reply);
		else if (sessions.has(id))
			reply.writeHead(200, { 'content-type': 'text/html' }).end(
				`<!DOCTYPE html><html lang="en"><title>Pay</title>
<h1>Pay</h1><form method="post" action="/pay/${id}/paid"><button>Pay</button></form>
<a href="${sessions.get(id).get('cancel_url').replace('&', '&amp;')}">Leave</a>`);
		else
			reply.writeHead(404).end();
	});

	server.listen(0, '127.0.0.1', () => fs.writeFileSync(
		path.join(folder, 'port'), String(server.address().port)));
}

const [program, verb, ...args] = process.argv.slice(1);

if (program !== fileURLToPath(import.meta.url))
	; /* a part of another program */
else if (verb === 'serve')
	serve(...args);
else if (verb === 'paid')
	writePaid(...args);
else if (verb === 'event')
	process.stdout.write(event(...args));
else if (verb === 'sign')
	process.stdout.write(sign(args[0], fs.readFileSync(args[1], 'utf8'),
		Number(args[2] ?? 0)));
else
	process.exit(2);
