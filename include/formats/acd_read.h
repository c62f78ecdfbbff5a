/*
 * acd_read - the rows of one export as records.
 *
 * Internal to acd: the part of an import that deals with one file after the
 * other.  acd.c then takes all of them together.
 */
#ifndef FORMATS_ACD_READ_H
#define FORMATS_ACD_READ_H

#include "formats/acd_record.h"

/* All files of one import, while they are read. */
struct acd_reading {
	struct arena *arena; /* of what the report keeps */
	struct arena *work;  /* of the records */
	const struct site *site;
	const struct acd_options *o;
	struct acd_report *report;
	struct acd_labels labels;
	struct acd_record **records; /* [n] of all files */
	int n, room, room_rejects, room_unknown;
	struct err *e;
};

/*
 * Reads a file of the report (its index): fills its figures, adds its records
 * with their lengths set and the doubled hour told apart, puts bad rows aside.
 * Stops early in a hopeless file, without an error.
 */
MUST_CHECK enum rc acd_read(struct acd_reading *m, const struct input *in,
			    int file);

/* Puts a row aside. */
void acd_reject(struct acd_reading *m, int file, int line, const char *reason,
		const char *raw);

/* More than one row in a hundred is bad: not the file we take it for. */
bool acd_is_hopeless(const struct acd_file *f);

#endif
