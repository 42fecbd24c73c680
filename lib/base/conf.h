/*
 * postern.conf: `key = value` lines, `#` comments. An unknown key is an error
 * with its line, because a misspelt setting must not pass in silence.
 */
#ifndef POSTERN_CONF_H
#define POSTERN_CONF_H

#include <stdbool.h>
#include <stddef.h>

struct conf {
	char store[512]; /* the store's folder */
	char spool[512]; /* uploads on their way in; same disk as the store */
	char log[512];   /* file; empty: standard error */
	char vendor_keys[512]; /* folder of NAME.pub files, licence vendors */
	char
	    instance[64]; /* instance name, as the licence and the wizard use */
	char
	    site_url[256]; /* the URL this vhost is reached by, no last slash */
	char
	    portal_dir[512]; /* the portal's own folder: branding, page texts */
	char erp_url[256];   /* for links from the command to the ERP */
	char time_zone[64];  /* IANA name, for users without one of their own */
	char ubl_schemas[512]; /* the OASIS folder xsdrt, or empty */
	char company[128]; /* shown in page heads until the portal says else */
};

/*
 * Reads the file over the defaults. False with a sentence in why (file, line,
 * what is wrong) when it cannot be used.
 */
bool conf_read(const char *path, struct conf *, char *why, size_t size);

/*
 * The settings of postern nightly, which may stand several times: each is
 * handed over with its line, until take says no, with a sentence in why. They
 * are no part of struct conf, because every page reads that.
 */
bool conf_nightly(const char *path,
    bool (*take)(
	void *arg, const char *key, const char *value, char *why, size_t size),
    void *arg, char *why, size_t size);

#endif
