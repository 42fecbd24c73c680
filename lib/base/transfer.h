/*
 * Bank transfers: the reference that a payer types, and the code that a phone
 * reads instead (EPC069-12, version 002).
 */
#ifndef POSTERN_TRANSFER_H
#define POSTERN_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRANSFER_REFERENCE = 26, TRANSFER_CODE = 332 };

/*
 * A document's number as a creditor reference of ISO 11649, "RF47INV000042":
 * its two digits let the payer's bank find a slip. False when the number does
 * not go into one, because it is too long or has other signs than letters,
 * digits and separators, which are left out.
 */
bool transfer_reference(const char *number, char to[TRANSFER_REFERENCE]);

/* "DE89 3704 0044 0532 0130 00": in fours, as people read it; size 43. */
void transfer_iban_print(const char *iban, char *to, size_t size);

struct transfer {
	const char *name; /* whose account it is */
	const char *iban, *bic;
	int64_t amount;        /* euro cents */
	const char *reference; /* of transfer_reference, or NULL */
	const char *text;      /* instead of a reference */
};
/* The contents of the code; false when it cannot be told as one. */
bool transfer_code(const struct transfer *, char to[TRANSFER_CODE]);

#endif
