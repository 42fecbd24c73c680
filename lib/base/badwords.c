/*
 * Which passwords are too easy to guess: common ones, and common ones dressed
 * up. The list, data/common-passwords.txt, is sorted and lies in the program
 * as it is: only the pages that a search touches are ever read.
 */
#include <stdint.h>
#include <string.h>

#include "password.h"
#include "text.h"
#include "utf8.h"

enum { PLAIN = 600, WORD_MIN = 4, DRESS_MAX = 6, FEW = 5 };

__asm__(".section .rodata\n"
	".balign 8\n"
	"common_words_size:\n"
	".quad common_words_end - common_words\n"
	"common_words:\n"
	".incbin \"data/common-passwords.txt\"\n"
	"common_words_end:\n"
	".byte 0\n"
	".previous\n");
extern const char common_words[] __asm__("common_words");
extern const uint64_t common_words_size __asm__("common_words_size");

/* The n bytes at word against the line at line. */
static int
compare(const char *word, size_t n, const char *line)
{
	size_t len = strcspn(line, "\n");
	int order = memcmp(word, line, n < len ? n : len);

	if (order != 0)
		return order;
	return n < len ? -1 : n > len;
}

static bool
common(const char *word, size_t n)
{
	const char *low = common_words;
	const char *high = low + common_words_size;

	while (low < high) {
		const char *middle = low + (high - low) / 2;
		int order;

		while (middle > low && middle[-1] != '\n')
			middle--;
		if ((order = compare(word, n, middle)) == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + strcspn(middle, "\n") + 1;
	}
	return false;
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* As people write letters to look clever. */
static char
undressed(char c)
{
	static const char from[] = "01345789@$!|+", to[] = "oieastbgasilt";
	const char *at = c != '\0' ? strchr(from, c) : NULL;

	return at != NULL ? to[at - from] : c;
}

/*
 * True for a common password, plain or with clever letters, with up to six
 * other characters around it: Password1234, dr4gon!2026.
 */
static bool
dressed_up(const char *s, size_t n)
{
	char plain[PLAIN];

	for (size_t i = 0; i < n; i++)
		plain[i] = undressed(s[i]);
	for (size_t from = 0; from < n && from <= DRESS_MAX; from++) {
		for (size_t to = n; to > from; to--) {
			size_t around = from + n - to;

			if (around > DRESS_MAX || to - from < WORD_MIN)
				break;
			if (to < n && letter(s[to]))
				continue;
			if (common(s + from, to - from) ||
			    common(plain + from, to - from))
				return true;
		}
		if (letter(s[from]))
			break; /* a word is not cut in the middle */
	}
	return false;
}

/* abcabcabcabc, or passwordpassword. */
static bool
repeats(const char *s, size_t n)
{
	for (size_t unit = 1; unit <= n / 2; unit++)
		if (n % unit == 0 && memcmp(s, s + unit, n - unit) == 0)
			return true;
	return false;
}

/* 123456789012, abcdefghijkl, and both downwards. */
static bool
staircase(const char *s, size_t n)
{
	size_t even = 0;

	for (size_t i = 1; i < n; i++) {
		int step = s[i] - s[i - 1];

		even += step == 1 || step == -1 || step == -9 || step == 9 ||
		    step == 0;
	}
	return even + 2 >= n;
}

static bool
few_letters(const char *s, size_t n)
{
	bool seen[256] = { 0 };
	unsigned kinds = 0;

	for (size_t i = 0; i < n; i++) {
		kinds += !seen[(unsigned char)s[i]];
		seen[(unsigned char)s[i]] = true;
	}
	return kinds < FEW;
}

/* Letters and digits only, folded; for a mail address what is before the @. */
static void
bare(const char *s, bool address, char *to, size_t size)
{
	char folded[PLAIN];
	size_t n = 0;

	utf8_fold(s, folded, sizeof folded);
	for (const char *c = folded; *c != '\0' && n + 1 < size; c++) {
		if (address && *c == '@')
			break;
		if (letter(*c) || (*c >= '0' && *c <= '9'))
			to[n++] = *c;
	}
	to[n] = '\0';
}

static bool
contains_name(const char *password, const char *name)
{
	char in[PLAIN], what[PLAIN];

	if (name == NULL)
		return false;
	bare(password, false, in, sizeof in);
	bare(name, true, what, sizeof what);
	return strlen(what) >= WORD_MIN && strstr(in, what) != NULL;
}

const char *
password_refused(const char *password, const char *login, const char *company)
{
	size_t length = utf8_length(password), n;
	char folded[PLAIN];

	if (!utf8_clean(password, false))
		return _("The password contains characters that cannot be "
			 "typed again.");
	if (length < PASSWORD_MIN)
		return _("The password is too short: 12 characters or more, "
			 "a few words for example.");
	if (length > PASSWORD_MAX || strlen(password) > 511)
		return _("The password is too long: 128 characters at most.");
	utf8_fold(password, folded, sizeof folded);
	n = strlen(folded);
	if (common(folded, n) || dressed_up(folded, n))
		return _("This password is on the lists that attackers try "
			 "first. Choose another one.");
	if (repeats(folded, n) || staircase(folded, n) ||
	    few_letters(folded, n))
		return _("This password is a pattern that is easily guessed. "
			 "Choose another one.");
	if (contains_name(password, login))
		return _("The password must not contain your login.");
	if (contains_name(password, company))
		return _("The password must not contain the company's name.");
	return NULL;
}
