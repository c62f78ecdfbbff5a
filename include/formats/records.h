/*
 * records - rows of a csv as structs, by a table of its columns.
 *
 * Every value of every row is checked and all problems are reported; a row
 * that has one is still given to its reader, which looks whether the names in
 * it are known, but keeps nothing of it (record.bad).
 */
#ifndef FORMATS_RECORDS_H
#define FORMATS_RECORDS_H

#include "formats/csv.h"
#include "formats/field.h"

struct records {
	const char *file;	    /* "agents.csv" */
	const struct field *fields; /* [n]; those of required columns first */
	int n;
	int columns;	      /* how many columns must be there */
	size_t size;	      /* of the struct that is filled */
	const void *defaults; /* [size] what empty cells mean; NULL: zeros */
};

struct record {
	struct arena *arena;
	struct err *err;
	const struct records *records;
	const struct csv *csv;
	const int *index;   /* [n] column of each field, -1: none */
	struct place place; /* of the row: its first cell */
	bool bad;	    /* a problem was found in this row */
};

/* Calls row for each row with the struct filled; rc of the file. */
MUST_CHECK enum rc records_read(struct arena *a, const struct input *in,
				const struct records *records,
				void (*row)(void *ctx, struct record *record,
					    void *values),
				void *ctx, struct err *e);

/* Where a field of the row is, by name; the row when it has no such column. */
struct place record_place(const struct record *record, const char *field);

/* A problem with a field of the row: marks the row as bad. */
void record_fails(struct record *record, const char *field, const char *format,
		  ...) __attribute__((format(printf, 3, 4)));

#endif
