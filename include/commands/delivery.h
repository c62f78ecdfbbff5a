/*
 * delivery - the outputs of a judged plan into the run's set of files.
 *
 *	weeks/PERIOD/roster.xlsx    the workbook
 *	weeks/PERIOD/plan.html	    the page
 *	weeks/PERIOD/calendars/ID.ics	one calendar per person
 *	weeks/PERIOD/tidy.csv, plan.json
 */
#ifndef COMMANDS_DELIVERY_H
#define COMMANDS_DELIVERY_H

#include "commands/pipeline.h"
#include "formats/plan_view.h"

enum delivery {
	DELIVER_XLSX = 1,
	DELIVER_ICS = 2,
	DELIVER_CSV = 4,
	DELIVER_JSON = 8,
	DELIVER_HTML = 16,
	DELIVER_ALL = 31
};

/* Adds the files to p->out; folder NULL: the period's. */
MUST_CHECK enum rc deliver(struct pipeline *p, int what, enum audience audience,
			   const char *folder);

#endif
