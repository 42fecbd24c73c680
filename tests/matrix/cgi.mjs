/*
 * The two programs as a web server would start them, without one: a request
 * is an environment and a standard input, the answer comes back whole.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

export class Site {
	/* programs: pairs of a path and who answers below it, or of a pattern,
	 * "" the rest. */
	constructor(name, { programs, conf, host, cookie }) {
		Object.assign(this, { name, programs, conf, host, cookie });
		this.prefix = `/${name}`;
	}

	program(where) {
		return this.programs.find(([below]) => below instanceof RegExp ?
			below.test(where) : below === '' ||
			where === below || where.startsWith(`${below}/`))[1];
	}

	/* jar: cookie header or undefined. */
	request(method, where, { query = '', body, type, jar, headers = {} } =
		{}) {
		const [host, port] = this.host.split(':');
		const env = {
			PATH: '/usr/bin:/bin', POSTERN_CONF: this.conf,
			GATEWAY_INTERFACE: 'CGI/1.1',
			SERVER_PROTOCOL: 'HTTP/1.1',
			SERVER_NAME: host, SERVER_PORT: port,
			REMOTE_ADDR: '127.0.0.1', HTTP_HOST: this.host,
			HTTP_USER_AGENT: 'Mozilla/5.0 (X11; Linux) Firefox/140.0',
			REQUEST_METHOD: method, SCRIPT_NAME: this.prefix,
			PATH_INFO: where === '/' ? '' : where,
			QUERY_STRING: query,
			REQUEST_URI: this.prefix + (where === '/' ? '' : where) +
				(query && `?${query}`),
		};

		if (body !== undefined) {
			env.CONTENT_LENGTH = String(Buffer.byteLength(body));
			env.CONTENT_TYPE = type ??
				'application/x-www-form-urlencoded';
		}
		if (jar)
			env.HTTP_COOKIE = jar;
		for (const [name, value] of Object.entries(headers))
			env[`HTTP_${name.toUpperCase().replace(/-/g, '_')}`] =
				value;
		if (process.env.ASAN_OPTIONS)
			env.ASAN_OPTIONS = process.env.ASAN_OPTIONS;
		return this.start(env, body);
	}

	async start(env, body) {
		const slot = slots.pop() ?? newSlot();

		if (body !== undefined)
			fs.writeFileSync(slot.input, body);
		const end = await runner.run([this.program(env.PATH_INFO),
			body === undefined ? '/dev/null' : slot.input,
			slot.out, slot.err, ...Object.entries(env)
				.map((pair) => pair.join('='))]);
		const out = fs.readFileSync(slot.out);
		const err = fs.readFileSync(slot.err, 'utf8');

		slots.push(slot);
		return parse(out, err, end);
	}
}

/* What starts the programs: see cgirun.c. Input and output are files: pipes
 * cost node more than the program costs. */
class Runner {
	constructor() {
		this.waiting = new Map();
		this.n = 0;
	}

	begin() {
		this.child = spawn(path.resolve(process.env.B ??
			'build/release', 'tests/matrix/cgirun'), [],
		{ stdio: ['pipe', 'pipe', 'inherit'] });
		this.child.on('exit', () => assert.equal(this.waiting.size, 0,
			'cgirun died'));
		readline.createInterface({ input: this.child.stdout })
			.on('line', (line) => this.ended(line));
	}

	/* words: program, input, output, errors, environment. */
	run(words) {
		if (!this.child)
			this.begin();
		const number = String(++this.n);

		return new Promise((done) => {
			this.waiting.set(number, done);
			this.child.stdin.write(`${[number, ...words, '']
				.join('\0')}\0`);
		});
	}

	ended(line) {
		const [number, code, signal, us] = line.split(' ');
		const done = this.waiting.get(number);

		this.waiting.delete(number);
		done({ code: Number(code), signal: signal === '0' ? null :
			Number(signal), ms: Number(us) / 1000 });
	}
}

const runner = new Runner();

/* Files for one request at a time each. */
const folder = fs.mkdtempSync(path.join(process.env.TMP ?? os.tmpdir(),
	'cgi-'));
const slots = [];
let made = 0;

process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

function newSlot() {
	const name = path.join(folder, String(made++));

	return { input: `${name}.in`, out: `${name}.out`, err: `${name}.err` };
}

function parse(bytes, errors, ended) {
	const text = bytes.toString('utf8');
	const end = text.search(/\r?\n\r?\n/);
	const headers = [];
	let status = 200;

	for (const line of text.slice(0, end < 0 ? 0 : end).split(/\r?\n/)) {
		const [, name, value] = line.match(/^([^:]+):\s*(.*)$/) ?? [];

		if (name?.toLowerCase() === 'status')
			status = Number(value.slice(0, 3));
		else if (name)
			headers.push([name.toLowerCase(), value]);
	}
	return {
		status: end < 0 ? 0 : status, headers, errors, ...ended,
		body: end < 0 ? text : text.slice(end).replace(/^\r?\n\r?\n/, ''),
		header(name) {
			return headers.find(([n]) => n === name)?.[1];
		},
	};
}

/* The text of a page, for messages. */
export function plain(html) {
	return html.replace(/^[\s\S]*<main[^>]*>/, '')
		.replace(/<svg[\s\S]*?<\/svg>|<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ').slice(0, 300);
}

/* The values that the form for this action is filled with. */
export function filled(page, action) {
	const body = page.split('<form').find((f) =>
		f.includes(`action="/erp${action}"`)) ?? '';
	const fields = [];
	const unescape = (s) => (s ?? '').replace(/&quot;/g, '"')
		.replace(/&#(\d+);/g, (_, n) => String.fromCharCode(n))
		.replace(/&lt;/g, '<').replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&');

	for (const [tag] of body.matchAll(/<input [^>]*>/g)) {
		const name = tag.match(/name="([^"]*)"/)?.[1];
		const box = /type="(checkbox|radio)"/.test(tag);

		if (!name || /token|type="(file|search)"/.test(tag) ||
		    box && !/ checked/.test(tag))
			continue;
		fields.push([name,
			unescape(tag.match(/value="([^"]*)"/)?.[1])]);
	}
	for (const [, name, inner] of body.matchAll(
		/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
		const options = [...inner.matchAll(/<option([^>]*)>/g)];
		const chosen = options.find(([, o]) => / selected/.test(o)) ??
			options[0];

		if (name !== 'rows')
			fields.push([name, unescape(
				chosen?.[1].match(/value="([^"]*)"/)?.[1])]);
	}
	return fields;
}

/* The cookies of an answer, put into a jar. */
export function keep(jar, reply) {
	const cookies = new Map((jar ?? '').split('; ').filter(Boolean)
		.map((pair) => pair.split(/=(.*)/s)));

	for (const [name, value] of reply.headers) {
		if (name !== 'set-cookie')
			continue;
		const [, key, content] = value.match(/^([^=]+)=([^;]*)/);

		if (content === '' || /max-age=0/i.test(value))
			cookies.delete(key);
		else
			cookies.set(key, content);
	}
	return [...cookies].map(([k, v]) => `${k}=${v}`).join('; ');
}

/* The value of a hidden field. */
export function hidden(body, name) {
	for (const [tag] of body.matchAll(/<input [^>]*>/g))
		if (tag.includes(`name="${name}"`) && tag.includes('"hidden"'))
			return tag.match(/value="([^"]*)"/)?.[1]
				?.replace(/&#43;/g, '+').replace(/&amp;/g, '&');
	return undefined;
}

export function encode(fields) {
	return new URLSearchParams(fields).toString();
}

/* The same fields as multipart/form-data. */
export function parts(fields, files = []) {
	const edge = '----matrix5f2a91c0';
	let body = '';

	for (const [name, value] of new URLSearchParams(fields))
		body += `--${edge}\r\nContent-Disposition: form-data; ` +
			`name="${name}"\r\n\r\n${value}\r\n`;
	for (const { name, file, content } of files)
		body += `--${edge}\r\nContent-Disposition: form-data; ` +
			`name="${name}"; filename="${file}"\r\n` +
			`Content-Type: text/plain\r\n\r\n${content}\r\n`;
	return { body: `${body}--${edge}--\r\n`,
		type: `multipart/form-data; boundary=${edge}` };
}

/* What keeps room on the disk is as large as all the rest, and says nothing. */
const kept = 'reserve';

/* Copies of the store, to put things back after a request that wrote. */
export class Safe {
	constructor(folder) {
		this.folder = folder;
		this.copy = `${folder}.copy`;
	}

	take() {
		fs.rmSync(this.copy, { recursive: true, force: true });
		fs.cpSync(this.folder, this.copy, { recursive: true,
			filter: (name) => path.basename(name) !== kept });
	}

	restore() {
		for (const name of fs.readdirSync(this.folder))
			if (name !== kept)
				fs.rmSync(path.join(this.folder, name),
					{ recursive: true, force: true });
		fs.cpSync(this.copy, this.folder, { recursive: true });
	}
}

export const join = path.join;
