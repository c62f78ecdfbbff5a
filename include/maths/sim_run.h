/*
 * sim_run - one replication: the contacts and people of a centre, event by
 * event.
 *
 * A contact takes the idle person with the best priority for its queue, of
 * equals the one who is idle longest; if nobody is, whoever does deferred work
 * puts it aside; a chat then joins those who hold the fewest.  Somebody who
 * becomes free takes, of the queues in which somebody waits, the one he has at
 * the best priority, of equals the contact that waits longest; if nobody
 * waits, deferred work, first come first served.  Whoever holds chats takes no
 * call, and no more chats while a call waits that comes before them for him.
 *
 * Who hangs up or finds all lines of a queue taken may come again some time
 * later, with the same work and new patience; then the queue may be shut.
 * Chats in one pair of hands slow each other down: whenever their number
 * changes, what is left of each takes its new time.
 *
 * People leave for breaks and at the end of duties on time, but finish the
 * contact in hand; deferred work goes back to the front of its line with what
 * is left of it.  It is taken up in its opening hours only.  Contacts that
 * still wait when their queue opens again, or at the end, count as left.
 */
#ifndef MATHS_SIM_RUN_H
#define MATHS_SIM_RUN_H

#include "maths/sim_script.h"

/*
 * What became of the contacts of one queue that came in one interval:
 * offered = answered + abandoned + blocked + left.  Deferred work is answered
 * when it is done, and its wait is until then.
 */
struct sim_cell {
	int offered, answered, abandoned, left;
	int in_time; /* answered within the queue's time */
	int early;   /* abandoned within it */
	int blocked; /* found all lines taken */
	int redials; /* of the offered: had come before */
	int undue;   /* left, but not yet due: deferred work */
	int backlog; /* waiting when the interval ends */
	double wait; /* seconds, of the answered */
	/* Seconds, in the interval, of all people skilled for the queue,
	 * whatever they are busy with. */
	double busy, staffed;
};

struct sim_hand { /* one person */
	int contacts;
	double busy, staffed; /* seconds */
};

struct sim_record {
	struct sim_cell *cells; /* [n_queues * n] */
	struct sim_hand *hands; /* [n_agents] */
	/* Contacts that came, ended and hung up, and changes of people. */
	int64_t events;
};

struct sim_run; /* work space of one thread */

struct sim_record sim_record_new(struct arena *a, const struct sim_centre *c);
struct sim_run *sim_run_new(struct arena *a, const struct sim_script *s);
void sim_run_play(struct sim_run *r, uint64_t seed, int replication,
		  struct sim_record *record);

#endif
