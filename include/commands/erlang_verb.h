/*
 * erlang_verb - what wfm erlang can be asked, by the names planners know.
 */
#ifndef COMMANDS_ERLANG_VERB_H
#define COMMANDS_ERLANG_VERB_H

#include "commands/answer.h"
#include "commands/erlang_input.h"
#include "maths/variant.h"

/* A question under way. */
struct erlang_question {
	struct arena *arena;
	struct err *err;
	const struct erlang_input *in;
	struct answer *answer;
	bool for_people; /* words instead of keys */
};

struct erlang_verb {
	const char *name, *alias, *other; /* aliases or NULL */
	const char *doc;		  /* one line, N_() */
	unsigned needs, takes;		  /* options */
	enum rc (*answer)(struct erlang_question *q);
};

/* The verb of that name or alias; NULL adds a problem with "did you mean". */
const struct erlang_verb *erlang_verb_find(const char *name, struct err *e);
/* "  agents     fewest people that keep the goal" and so on. */
void erlang_verb_list(struct text *out);

/* --- the answers, in wfm/commands/erlang_*.c --- */

/* From a number of people to the service they give. */
enum rc erlang_sla(struct erlang_question *q);
enum rc erlang_mean_wait(struct erlang_question *q);
enum rc erlang_abandon(struct erlang_question *q);
enum rc erlang_utilisation(struct erlang_question *q);
enum rc erlang_queued(struct erlang_question *q);
enum rc erlang_queue_size(struct erlang_question *q);
enum rc erlang_queue_time(struct erlang_question *q);
enum rc erlang_service_time(struct erlang_question *q);

/* From a goal to people or calls. */
enum rc erlang_agents(struct erlang_question *q);
enum rc erlang_fractional_agents(struct erlang_question *q);
enum rc erlang_capacity(struct erlang_question *q);
enum rc erlang_fractional_capacity(struct erlang_question *q);
enum rc erlang_chat(struct erlang_question *q);

/* Other work. */
enum rc erlang_blend(struct erlang_question *q);
enum rc erlang_deferred(struct erlang_question *q);

/* Lines. */
enum rc erlang_trunks(struct erlang_question *q);
enum rc erlang_lines(struct erlang_question *q);
enum rc erlang_blocking(struct erlang_question *q);
enum rc erlang_traffic(struct erlang_question *q);

/* --- what they share --- */

double erlang_patience(const struct erlang_input *in); /* INFINITY: for ever */

/* What is other than Erlang C or A; a problem where these do not go together,
 * or --agents (if given) would have to be whole. */
MUST_CHECK enum rc erlang_variant(struct erlang_question *q, struct variant *v);

/* load and model, last lines of most answers. */
void erlang_put_model(struct erlang_question *q);
/* Who finds no line, and the load with redials, where there are such. */
void erlang_put_house(struct erlang_question *q, const struct lines_service *s);
/* Level with its definition, ASA, waiting, busy, hanging up. */
void erlang_put_service(struct erlang_question *q,
			const struct patience_service *s);
void erlang_put_level(struct erlang_question *q, double level);

#endif
