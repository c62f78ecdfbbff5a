/*
 * repair_print - what was moved today, and who could be asked.
 */
#ifndef COMMANDS_REPAIR_PRINT_H
#define COMMANDS_REPAIR_PRINT_H

#include "commands/pipeline.h"
#include "optimise/repair.h"

struct repair_story {
	const struct pipeline *pipeline;
	int64_t now;
	const bool *absent; /* [n_agents] */
	int show;	    /* offers at most */
	/* Money of service: as planned, with people missing, after the moves,
	 * with the offers that were agreed. */
	double cost_before, cost_absent, cost_moved, cost_accepted;
	const struct repair_move *moves;   /* [n_moves] */
	const struct repair_offer *offers; /* [n_offers] best first */
	int n_moves, n_offers, n_accepted;
};

/* For people a story; for programs the table of offers. */
void repair_print(const struct repair_story *s);

/* "stay:ana.b:60", "come:ana.b:30", "go:ana.b:60", "call:ana.b:D0900". */
const char *repair_offer_name(const struct pipeline *p,
			      const struct repair_offer *o);

#endif
