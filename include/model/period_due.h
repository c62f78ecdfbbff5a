/*
 * period_due - contract minutes due and absence credited, day by day.
 *
 * Private to wfm/model.  period_new calls it once absences are known.
 */
#ifndef MODEL_PERIOD_DUE_H
#define MODEL_PERIOD_DUE_H

#include "model/period.h"

/* Fills credit, min_due and max_due of days[p->days] of one person.  holes
 * [p->days]: minutes of holes without credit that begin on the day. */
void period_due(const struct period *p, struct person_day *days,
		const int *holes);

#endif
