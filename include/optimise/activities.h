/*
 * activities - meetings and training, put where they hurt least.
 *
 * A roster says who is there; an activity takes people off the queues for its
 * length.  It is put inside one stretch of work of a duty, within its days and
 * its window, so that what is left of the stretch on either side is nothing or
 * at least an interval.  Duties, breaks and locked cells stay as they are, and
 * so does an activity that is there already, by hand or from days before.
 *
 * Each person's activity of the site (activities.csv) is an item; those that
 * are held together are one item of all their people, at the time at which
 * most of them are at work and, of these, the staffing curves lose least.
 * Many people first, then long ones, each item goes where it costs least; then
 * each is taken out and put again, until none moves (at most ROUNDS times).
 *
 * What cannot be put is left out; maths/rules.h remarks on it.
 */
#ifndef OPTIMISE_ACTIVITIES_H
#define OPTIMISE_ACTIVITIES_H

#include "base/arena.h"
#include "model/period.h"
#include "model/requirement.h"

/* Puts them into the roster, days from `from` on; returns how many people's. */
int activities_place(struct arena *a, const struct period *p,
		     const struct requirement *req, int from, struct roster *r);

#endif
