/*
 * Keys and signatures of licences: Ed25519 by libsodium, over a fixed prefix
 * and the text above the signature line. A key's id is made from the key, so
 * no file can claim another's.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "licenceparts.h"
#include "str.h"
#include "text.h"

/* So that a signature made for anything else never fits a licence. */
static const char prefix[] = "postern licence 1\n";
static const char line_start[] = "Signature: ed25519 ";

enum { ID_TEXT = 2 * KEY_ID_BYTES }; /* a key id in hexadecimal digits */

_Static_assert(SIGNATURE_BYTES == crypto_sign_BYTES, "Ed25519");

static void
key_id(const unsigned char *public, unsigned char id[KEY_ID_BYTES])
{
	unsigned char hash[crypto_generichash_BYTES];

	crypto_generichash(
	    hash, sizeof hash, public, crypto_sign_PUBLICKEYBYTES, NULL, 0);
	memcpy(id, hash, KEY_ID_BYTES);
}

/* ---- the signature line */

static void
add_hex(const unsigned char *bytes, size_t n, struct buf *b)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%02x", bytes[i]);
}

static void
add_base64(const unsigned char *bytes, size_t n, struct buf *b)
{
	char text[sodium_base64_ENCODED_LEN(
	    crypto_sign_SECRETKEYBYTES, sodium_base64_VARIANT_ORIGINAL)];

	sodium_bin2base64(
	    text, sizeof text, bytes, n, sodium_base64_VARIANT_ORIGINAL);
	buf_str(b, text);
	sodium_memzero(text, sizeof text);
}

void
licence_signature_line(const unsigned char id[KEY_ID_BYTES],
    const unsigned char signature[SIGNATURE_BYTES], struct buf *b)
{
	buf_str(b, line_start);
	add_hex(id, KEY_ID_BYTES, b);
	buf_char(b, ' ');
	add_base64(signature, SIGNATURE_BYTES, b);
	buf_char(b, '\n');
}

static bool
all_base64(const char *s, size_t n, unsigned char *to, size_t bytes)
{
	const char *end;
	size_t got;

	return sodium_base642bin(to, bytes, s, n, NULL, &got, &end,
		   sodium_base64_VARIANT_ORIGINAL) == 0 &&
	    end == s + n && got == bytes;
}

static bool
lower_hex(const char *s, unsigned char id[KEY_ID_BYTES])
{
	for (int i = 0; i < ID_TEXT; i++)
		if (s[i] == '\0' || strchr("0123456789abcdef", s[i]) == NULL)
			return false;
	return sodium_hex2bin(id, KEY_ID_BYTES, s, ID_TEXT, NULL, NULL, NULL) ==
	    0;
}

bool
licence_signature_parse(const char *line, size_t n,
    unsigned char id[KEY_ID_BYTES], unsigned char signature[SIGNATURE_BYTES],
    char *why, size_t size)
{
	size_t start = strlen(line_start), before = start + ID_TEXT;

	if (n <= before + 1) {
		str_printf(why, size, _("This licence's signature is empty."));
		return false;
	}
	if (memcmp(line, line_start, start) != 0 || line[before] != ' ' ||
	    !lower_hex(line + start, id) ||
	    !all_base64(line + before + 1, n - before - 1, signature,
		SIGNATURE_BYTES)) {
		str_printf(
		    why, size, _("This licence's signature line is damaged."));
		return false;
	}
	return true;
}

/* ---- key files: "ed25519 ID BASE64", secret ones "ed25519-secret ..." */

static bool
read_key(const char *path, const char *word, unsigned char *key, size_t bytes)
{
	char line[256] = "", *end;
	size_t n = strlen(word), skip = n + 1 + ID_TEXT + 1;
	FILE *f = fopen(path, "re");
	bool good;

	if (f == NULL)
		return false;
	good = fgets(line, sizeof line, f) != NULL;
	fclose(f);
	if ((end = strpbrk(line, "\r\n")) != NULL)
		*end = '\0';
	good = good && strlen(line) > skip && str_starts(line, word) &&
	    line[n] == ' ' &&
	    all_base64(line + skip, strlen(line + skip), key, bytes);
	sodium_memzero(line, sizeof line);
	return good;
}

/* The vendor's public key with this id, from whichever file holds it. */
static bool
find_key(const char *dir, const unsigned char wanted[KEY_ID_BYTES],
    unsigned char *key)
{
	unsigned char id[KEY_ID_BYTES];
	struct dirent *entry;
	bool found = false;
	char path[1024];
	DIR *d = opendir(dir);

	if (d == NULL)
		return false;
	while (!found && (entry = readdir(d)) != NULL) {
		if (!str_ends(entry->d_name, ".pub") ||
		    !str_printf(
			path, sizeof path, "%s/%s", dir, entry->d_name) ||
		    !read_key(path, "ed25519", key, crypto_sign_PUBLICKEYBYTES))
			continue;
		key_id(key, id);
		found = memcmp(id, wanted, sizeof id) == 0;
	}
	closedir(d);
	return found;
}

/* ---- signing and checking */

static void
signed_bytes(const char *text, size_t n, struct buf *b)
{
	buf_str(b, prefix);
	buf_add(b, text, n);
}

bool
licence_signed(const char *keys, const unsigned char id[KEY_ID_BYTES],
    const unsigned char signature[SIGNATURE_BYTES], const char *text, size_t n,
    char *why, size_t size)
{
	unsigned char key[crypto_sign_PUBLICKEYBYTES];
	struct buf message = { 0 };
	bool good;

	if (sodium_init() < 0)
		die("licence", "libsodium does not start");
	if (!find_key(keys, id, key)) {
		char hex[LICENCE_KEY_ID_TEXT];

		sodium_bin2hex(hex, sizeof hex, id, KEY_ID_BYTES);
		str_printf(why, size,
		    _("This licence is signed with the key %s, which is not "
		      "one of the vendor keys in %s."),
		    hex, keys);
		return false;
	}
	signed_bytes(text, n, &message);
	good = crypto_sign_verify_detached(signature,
		   (const unsigned char *)message.data, message.len, key) == 0;
	buf_free(&message);
	if (!good)
		str_printf(why, size,
		    _("This licence is not genuine: it was changed after it "
		      "was signed, or its signature is another licence's."));
	return good;
}

bool
licence_sign(const char *key_file, struct licence *l, char *why, size_t size)
{
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	unsigned char signature[SIGNATURE_BYTES], id[KEY_ID_BYTES];
	struct buf text = { 0 }, message = { 0 };
	bool fits;

	if (!read_key(key_file, "ed25519-secret", secret, sizeof secret)) {
		str_printf(
		    why, size, _("%s is not a secret licence key."), key_file);
		return false;
	}
	licence_write(l, &text);
	signed_bytes(text.data, text.len, &message);
	crypto_sign_detached(signature, NULL,
	    (const unsigned char *)message.data, message.len, secret);
	/* A secret key ends with its public one. */
	key_id(secret + crypto_sign_SEEDBYTES, id);
	sodium_memzero(secret, sizeof secret);
	sodium_bin2hex(l->key_id, sizeof l->key_id, id, sizeof id);
	licence_signature_line(id, signature, &text);
	fits = text.len <= LICENCE_TEXT_MAX &&
	    str_copy(l->text, sizeof l->text, text.data);
	buf_free(&text);
	buf_free(&message);
	if (!fits)
		str_printf(why, size, _("The licence is too long."));
	return fits;
}

/* ---- new keys */

static bool
write_new(
    const char *path, mode_t mode, const struct buf *b, char *why, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	bool good = fd >= 0 && fchmod(fd, mode) == 0 &&
	    write(fd, b->data, b->len) == (ssize_t)b->len && fsync(fd) == 0;

	if (!good)
		str_printf(why, size, _("%s cannot be written: %s"), path,
		    strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}

bool
licence_keygen(const char *dir, const char *name, char id[LICENCE_KEY_ID_TEXT],
    char *why, size_t size)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES];
	unsigned char secret[crypto_sign_SECRETKEYBYTES], bytes[KEY_ID_BYTES];
	struct buf key = { 0 }, pub = { 0 };
	char key_path[1024], pub_path[1024];
	bool good;

	if (sodium_init() < 0)
		die("licence", "libsodium does not start");
	crypto_sign_keypair(public, secret);
	key_id(public, bytes);
	sodium_bin2hex(id, LICENCE_KEY_ID_TEXT, bytes, sizeof bytes);
	buf_printf(&key, "ed25519-secret %s ", id);
	add_base64(secret, sizeof secret, &key);
	buf_char(&key, '\n');
	buf_printf(&pub, "ed25519 %s ", id);
	add_base64(public, sizeof public, &pub);
	buf_char(&pub, '\n');
	str_printf(key_path, sizeof key_path, "%s/%s.key", dir, name);
	str_printf(pub_path, sizeof pub_path, "%s/%s.pub", dir, name);
	good = write_new(key_path, 0600, &key, why, size) &&
	    write_new(pub_path, 0644, &pub, why, size);
	sodium_memzero(secret, sizeof secret);
	sodium_memzero(key.data, key.len);
	buf_free(&key);
	buf_free(&pub);
	return good;
}
