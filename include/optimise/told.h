/*
 * told - a roster while it is worked on, in which people are told which queue
 * to serve when.
 *
 *	cost = people and room, by a draft whose crowd stays empty
 *	     + crowd, of people on their posts (optimise/stretch.h)
 *
 * Where stints are asked for, each tick of work of a duty has a post, the
 * cheapest ones against all the others when the duty was put.
 */
#ifndef OPTIMISE_TOLD_H
#define OPTIMISE_TOLD_H

#include "optimise/draft.h"
#include "optimise/respond.h"
#include "optimise/stretch.h"

struct told {
	struct arena *arena;
	const struct plan *known; /* the plan and each queue alone */
	const struct posts *posts;
	struct draft *draft; /* people alone */
	struct share *share;
	struct crowd *crowd; /* on their posts */
	struct responder *responder;
	struct stretches *stretches;
	int longest;	    /* ticks of a duty */
	int8_t *post;	    /* [n_workers * days * longest] of ticks at work */
	int *sort, n_sorts; /* [n_options] template and length */
	int *cheapest;	    /* [n_sorts] */
	struct respond_prices prices;
	struct piece *span; /* [days] ticks of a day's duties */
	double work;	    /* of responses, since told_work */
	double apart;	    /* what the draft's empty crowd costs */
};

/* The same tours as in the draft, nobody at work yet; known and posts from
 * stretch_plan. */
struct told *told_new(struct arena *a, const struct draft *d,
		      struct pricer *const *pricers, const struct plan *known,
		      const struct posts *posts);
void told_close(struct told *t); /* NULL is fine */
void told_copy(struct told *to, const struct told *from);

double told_cost(const struct told *t);
/* As the judges see it, without penalties. */
double told_money(const struct told *t);

/* Posts of a worker's day. */
static inline int8_t *told_posts(const struct told *t, int worker, int day)
{
	return t->post +
	       ((size_t)worker * t->draft->plan->days + day) * t->longest;
}

/* A worker's duty of a day, or all of his, come to the crowd (+1) or go. */
void told_note_day(struct told *t, int sign, int worker, int day);
void told_note(struct told *t, int sign, int worker);

/* Cost from scratch. */
void told_recount(struct told *t);

/*
 * For somebody who is not in the crowd: prices of what one more is worth, and
 * the cheapest posts for a duty of his as it is in the draft.
 */
void told_price(struct told *t, double noise, struct random *random);
void told_price_day(struct told *t, int day, double noise,
		    struct random *random);
void told_cut_day(struct told *t, int worker, int day);
/* His best tour at these prices takes the place of his, whatever it costs,
 * unless the draft refuses it; posts of all his days. */
void told_respond(struct told *t, int worker, double noise,
		  struct random *random);
/* Money of a choice at these prices; at, if not NULL, gets the breaks. */
double told_choice(struct told *t, int worker, int day, const struct choice *c,
		   int16_t *at);

/* Work units since the last call. */
double told_work(struct told *t);

/* Queues into the duties of the roster that the draft makes. */
void told_fill(struct arena *a, const struct told *t, struct roster *r);

#endif
