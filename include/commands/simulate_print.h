/*
 * simulate_print - what a simulation found: tables, the picture, the risks.
 */
#ifndef COMMANDS_SIMULATE_PRINT_H
#define COMMANDS_SIMULATE_PRINT_H

#include "commands/pipeline.h"
#include "formats/plan_view.h"
#include "maths/simulate.h"

enum simulate_by { SIMULATE_BY_DAY, SIMULATE_BY_INTERVAL, SIMULATE_BY_PERSON };

struct simulate_view {
	struct pipeline *p;
	const struct simulation *s;
	struct plan_view plan;
	double half_width; /* wished, 0: none */
	int usual; /* replications where there are not too many contacts */
	bool own_spread; /* handling times as each queue says */
	double risk; /* intervals are shown that miss their goal more often */
};

const struct queue *simulate_queue(const struct simulate_view *v, int q);
/* Of a sum over replications. */
double simulate_mean(const struct simulate_view *v, double sum);
/* What Erlang expected of the same roster, over intervals [begin, end). */
double simulate_expected(const struct simulate_view *v, int q, int begin,
			 int end);
/* A paragraph for people, no wider than the screen. */
void simulate_say(const struct simulate_view *v, const char *text);
/* What the service level counts: "answered within 20 s / all offered" or "done
 * within 8 hours", and in one word: hurt, ignore, ... or deadline. */
const char *simulate_definition(const struct simulate_view *v, int q);
const char *simulate_definition_key(const struct simulate_view *v, int q);

void simulate_print_table(const struct simulate_view *v, enum simulate_by by);
/* For people only. */
void simulate_print_map(const struct simulate_view *v);
void simulate_print_risks(const struct simulate_view *v);
void simulate_print_summary(const struct simulate_view *v);

#endif
