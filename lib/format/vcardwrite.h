/* Contacts as vCards of version 4.0, for address books. */
#ifndef POSTERN_VCARDWRITE_H
#define POSTERN_VCARDWRITE_H

#include "../base/buf.h"
#include "contact.h"

/* In front of our own number where a contact has no other; not an external
 * id when it is read again. */
#define VCARD_OWN_UID "x-postern-contact:"

/* Appends a card. account_id and company may be "". What a card has no place
 * for, such as rights to call, is not in it. */
void vcard_write(struct buf *, const struct contact *, const char *account_id,
    const char *company);

#endif
