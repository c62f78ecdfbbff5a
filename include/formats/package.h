/*
 * package - the parts of a workbook file: a zip of XML.  The one door to libzip
 * and expat.
 *
 * Untrusted input: the zip's directory must be consistent and each part read
 * must keep its checksum; a document type, more than PACKAGE_MAX_PARTS parts
 * or more bytes than the caller allows once unpacked is RC_DATA; so is
 * anything that is no zip.  A file that cannot be read is RC_NOINPUT.
 *
 * Source: ECMA-376, part 2 (Open Packaging Conventions).
 */
#ifndef FORMATS_PACKAGE_H
#define FORMATS_PACKAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "formats/input.h"

enum { PACKAGE_MAX_PARTS = 4096 };

struct package;

/* Any zip begins so. */
bool package_is_zip(const struct input *in);
/* RC_DATA for what Excel wrote before 2007 or writes with a password. */
MUST_CHECK enum rc package_is_readable(const struct input *in, struct err *e);

/* most: bytes that all parts read may unpack to. */
MUST_CHECK enum rc package_open(struct arena *a, const char *path,
				uint64_t most, struct package **p,
				struct err *e);
void package_close(struct package *p); /* NULL is fine */

int package_parts(const struct package *p);
/* "xl/workbook.xml"; -1 when there is no such part. */
const char *package_name(const struct package *p, int part);
int package_part(const struct package *p, const char *name);

/*
 * What is called while a part is read; any may be NULL.  Names come without
 * their prefix, text in pieces of any size.  An answer that is not NULL stops
 * the reading: it says what is wrong.
 */
struct package_reader {
	void *ctx;
	const char *(*start)(void *ctx, const char *name,
			     const char *const *attributes);
	const char *(*end)(void *ctx, const char *name);
	const char *(*text)(void *ctx, const char *s, int n);
};

/* Reads a part whole; one that is not XML only for its checksum. */
MUST_CHECK enum rc package_read(struct package *p, int part,
				const struct package_reader *reader,
				struct err *e);
/* Is the part XML, by its name? */
bool package_is_xml(const struct package *p, int part);

/* The value of an attribute by its name without prefix, "" when absent. */
const char *package_attribute(const char *const *attributes, const char *name);

/* RC_DATA: the file is no workbook; part may be NULL. */
enum rc package_bad(const struct package *p, const char *part, const char *what,
		    struct err *e);

#endif
