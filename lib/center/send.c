/* libcurl. */
#include "send.h"

#include <curl/curl.h>
#include <string.h>

#include "str.h"
#include "version.h"

static size_t
take(char *bytes, size_t one, size_t n, void *arg)
{
	struct buf *answer = arg;

	if (answer->len + one * n > SEND_MOST)
		return 0;
	buf_add(answer, bytes, one * n);
	return one * n;
}

static struct curl_slist *
head_of(const struct center_call *c)
{
	struct curl_slist *list = NULL;

	for (const char *at = c->head.data; at != NULL && *at != '\0';) {
		size_t n = strcspn(at, "\n");
		char line[512];
		struct curl_slist *more;

		str_printf(line, sizeof line, "%.*s", (int)n, at);
		if ((more = curl_slist_append(list, line)) != NULL)
			list = more;
		at += n + (at[n] == '\n');
	}
	return list;
}

bool
center_send(const struct center_call *c, long *status, struct buf *answer,
    char *why, size_t size)
{
	CURL *h = curl_easy_init();
	struct curl_slist *head = head_of(c);
	CURLcode rc = CURLE_FAILED_INIT;

	*status = 0;
	if (h != NULL) {
		/* The environment comes from a request: no proxy out of it. */
		(void)curl_easy_setopt(h, CURLOPT_PROXY, "");
		(void)curl_easy_setopt(h, CURLOPT_URL, c->url);
		(void)curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
		(void)curl_easy_setopt(h, CURLOPT_HTTPHEADER, head);
		(void)curl_easy_setopt(
		    h, CURLOPT_USERAGENT, "Postern/" POSTERN_VERSION);
		(void)curl_easy_setopt(h, CURLOPT_POSTFIELDS,
		    c->body.data != NULL ? c->body.data : "");
		(void)curl_easy_setopt(
		    h, CURLOPT_POSTFIELDSIZE, (long)c->body.len);
		(void)curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take);
		(void)curl_easy_setopt(h, CURLOPT_WRITEDATA, answer);
		(void)curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
		(void)curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, 5L);
		(void)curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
		rc = curl_easy_perform(h);
		(void)curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, status);
	}
	if (rc != CURLE_OK)
		str_printf(why, size, "%s", curl_easy_strerror(rc));
	curl_slist_free_all(head);
	curl_easy_cleanup(h);
	return rc == CURLE_OK;
}
