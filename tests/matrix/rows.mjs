/*
 * What should be, by routes.expect, and what is, by the programs of a build.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

export function readExpect() {
	const rows = new Map();

	for (const line of fs.readFileSync(path.join(here, 'routes.expect'),
		'utf8').split('\n')) {
		if (/^\s*(#|$)/.test(line))
			continue;
		const [site, method, where, who, objects, status, body] =
			line.trim().split(/\s+/);

		assert.match(status ?? '', /^[-a-z\d|/]+$/, `row: ${line}`);
		const [out, inside] = status.split('/').map((side) =>
			side.split('|').map((s) => Number(s) || s));

		rows.set(`${site} ${method} ${where}`, { site, method, where,
			who: who.split(','),
			objects: objects === '-' ? [] : objects.split(','),
			out, status: inside ?? out,
			upload: body?.startsWith('@'),
			body: (body ?? '').replace(/^@/, '') });
	}
	return rows;
}

/* ROUTE_FRESH: asks for the password when it has not been typed of late. */
const flagFresh = 0x800;

/* The route tables of the programs themselves; fresh: of such routes only. */
export function readRoutes(site, fresh = false) {
	return site.programs.flatMap(([, program]) => {
		const { stdout, status } = spawnSync(program, ['--routes'],
			{ encoding: 'utf8', env: {} });

		assert.equal(status, 0, `${program} --routes`);
		return stdout.trim().split('\n')
			.map((line) => line.split('\t'))
			.filter(([,,,, flags]) => !fresh ||
				parseInt(flags, 16) & flagFresh)
			.map(([method, where]) => `${site.name} ${method} ${where}`);
	});
}

/* Programs of a build that no site of the world starts: nobody would try
 * their doors. */
export function strangers(build, sites) {
	const known = new Set(sites.flatMap((site) =>
		site.programs.map(([, program]) => program)));

	return ['erp', 'portal'].flatMap((folder) =>
		fs.readdirSync(path.join(build, folder))
			.filter((name) => name.endsWith('.cgi'))
			.map((name) => path.resolve(build, folder, name)))
		.filter((program) => !known.has(program));
}
