/* totp.mjs SECRET [STEPS]: what an authenticator app shows, so many steps of 30
 * seconds from now. */
import { createHmac } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function totp(secret, steps = 0, now = Date.now()) {
	const bits = [...secret.replace(/ /g, '')].map((c) =>
		letters.indexOf(c).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
	const count = Buffer.alloc(8);

	count.writeBigUInt64BE(BigInt(Math.floor(now / 30000) + steps));
	const hash = createHmac('sha1', key).update(count).digest();
	const at = hash[19] & 15;

	return String((hash.readUInt32BE(at) & 0x7fffffff) % 1e6)
		.padStart(6, '0');
}

if (process.argv[1]?.endsWith('totp.mjs'))
	console.log(totp(process.argv[2], Number(process.argv[3] ?? 0)));
