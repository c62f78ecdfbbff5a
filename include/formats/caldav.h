/*
 * caldav - a calendar server.  The one door to libcurl.
 *
 * https, or http to this machine alone, since a password goes with each
 * request.  Redirects are not followed: they would carry the password to
 * somebody else.  Each request ends after a minute, a connection that does
 * not come about after ten seconds.  Built without libcurl, caldav_open says
 * so.
 *
 * Source: RFC 4791 (CalDAV), RFC 9110 (If-Match, If-None-Match, ETag).
 */
#ifndef FORMATS_CALDAV_H
#define FORMATS_CALDAV_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

struct caldav_login {
	const char *user, *password; /* or NULL */
	const char *ca_file;	     /* who vouches for the server; or NULL */
};

struct caldav;

bool caldav_is_url(const char *s);

/* url: where the collections are; a / is added. */
MUST_CHECK enum rc caldav_open(struct arena *a, const char *url,
			       struct caldav_login login, struct caldav **c,
			       struct err *e);
void caldav_close(struct caldav *c);		/* NULL is fine */
const char *caldav_url(const struct caldav *c); /* as it is used */

enum caldav_found {
	CALDAV_DONE,
	CALDAV_CHANGED, /* 412: not as we left it */
	CALDAV_GONE,	/* 404, 410 */
	CALDAV_CONFLICT /* 405, 409: there already, or its parent is not */
};

/* Does the server answer, and to this user? */
MUST_CHECK enum rc caldav_hello(struct caldav *c, struct err *e);
/* Makes a calendar; one that is there is CALDAV_CONFLICT. */
MUST_CHECK enum rc caldav_make(struct caldav *c, const char *path,
			       const char *name, enum caldav_found *found,
			       struct err *e);
/* etag NULL: must not be there; it becomes the new one. */
MUST_CHECK enum rc caldav_put(struct caldav *c, const char *path,
			      const char *body, const char **etag,
			      enum caldav_found *found, struct err *e);
MUST_CHECK enum rc caldav_get(struct caldav *c, const char *path,
			      const char **body, const char **etag,
			      enum caldav_found *found, struct err *e);
MUST_CHECK enum rc caldav_delete(struct caldav *c, const char *path,
				 const char *etag, enum caldav_found *found,
				 struct err *e);

#endif
