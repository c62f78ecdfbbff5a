/*
 * feeds_print - what a publication changed, and who reads which calendar.
 */
#ifndef COMMANDS_FEEDS_PRINT_H
#define COMMANDS_FEEDS_PRINT_H

#include "commands/print.h"
#include "formats/caldav_sync.h"
#include "formats/feeds.h"

void feeds_print_change(struct session *s, const struct ledger_change *c);
void feeds_print_written(struct session *s, const struct feeds_written *w);
void feeds_print_served(struct session *s, const struct caldav_done *d,
			bool whole);
void feeds_print_list(struct session *s, const struct options *o,
		      const struct feeds *f);

#endif
