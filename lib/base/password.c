/*
 * Passwords through libcrypt; nobody else includes it. Which passwords are
 * good enough is in badwords.c.
 */
#include "password.h"

#include <crypt.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "die.h"
#include "mem.h"
#include "str.h"
#include "utf8.h"

/* yescrypt with 67 MB and about 70 ms (measured); 5 would be libcrypt's own. */
static const char method[] = "$y$";
enum { COST = 7, SLOTS = 2 };

/* ---- at most two at once */

/* A descriptor that holds a slot, or -1 where slots cannot be had. */
static int
slot_take(const char *dir)
{
	char path[600];
	int fd[SLOTS], mine = (int)(getpid() % SLOTS);

	if (dir == NULL)
		return -1;
	for (int i = 0; i < SLOTS; i++) {
		str_printf(path, sizeof path, "%s/hashing-%d", dir, i);
		fd[i] =
		    open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd[i] < 0)
			die("password", "%s cannot be opened", path);
	}
	for (int i = 0; i < SLOTS; i++)
		if (flock(fd[i], LOCK_EX | LOCK_NB) == 0) {
			close(fd[1 - i]);
			return fd[i];
		}
	close(fd[1 - mine]);
	if (flock(fd[mine], LOCK_EX) < 0)
		die("password", "no turn for hashing");
	return fd[mine];
}

static void
slot_give(int fd)
{
	if (fd >= 0)
		close(fd);
}

/* ---- hashing */

static void
setting_new(char *setting, size_t size)
{
	/* Without bytes of ours libcrypt takes them from the kernel. */
	if (crypt_gensalt_rn(method, COST, NULL, 0, setting, (int)size) == NULL)
		die("password", "no salt");
}

/* False when libcrypt does not take the password or the setting. */
static bool
digest(const char *password, const char *setting, const char *dir,
    char hash[PASSWORD_HASH])
{
	struct crypt_data *data = xcalloc(1, sizeof *data);
	char plain[CRYPT_MAX_PASSPHRASE_SIZE];
	const char *out = NULL;
	bool good;
	int slot;

	/* The same password typed composed or decomposed is the same. */
	if (utf8_nfc(password, plain, sizeof plain)) {
		slot = slot_take(dir);
		out = crypt_r(plain, setting, data);
		slot_give(slot);
	}
	good =
	    out != NULL && out[0] != '*' && str_copy(hash, PASSWORD_HASH, out);
	sodium_memzero(plain, sizeof plain);
	sodium_memzero(data, sizeof *data);
	free(data);
	return good;
}

void
password_hash(const char *password, const char *dir, char hash[PASSWORD_HASH])
{
	char setting[CRYPT_GENSALT_OUTPUT_SIZE];

	setting_new(setting, sizeof setting);
	if (!digest(password, setting, dir, hash))
		die("password", "libcrypt refuses to hash");
}

bool
password_matches(const char *password, const char *hash, const char *dir)
{
	char setting[CRYPT_GENSALT_OUTPUT_SIZE], got[PASSWORD_HASH];
	bool known = hash != NULL && str_starts(hash, method);
	bool same;

	setting_new(setting, sizeof setting);
	if (!digest(password, known ? hash : setting, dir, got))
		return false;
	same = known && strlen(got) == strlen(hash) &&
	    sodium_memcmp(got, hash, strlen(got)) == 0;
	sodium_memzero(got, sizeof got);
	return same;
}

bool
password_outdated(const char *hash)
{
	char setting[CRYPT_GENSALT_OUTPUT_SIZE];
	const char *salt;

	setting_new(setting, sizeof setting);
	salt = strchr(setting + strlen(method), '$');
	return salt == NULL ||
	    strncmp(hash, setting, (size_t)(salt + 1 - setting)) != 0;
}

void
password_once(char password[PASSWORD_ONCE])
{
	/* No i, l, o, 0, 1: they are taken for one another. */
	static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
	char *p = password;

	if (sodium_init() < 0)
		die("password", "libsodium does not start");
	for (int i = 0; i < 16; i++) {
		if (i > 0 && i % 4 == 0)
			*p++ = '-';
		*p++ = letters[randombytes_uniform(sizeof letters - 1)];
	}
	*p = '\0';
}
