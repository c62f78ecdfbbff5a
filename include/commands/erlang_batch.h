/*
 * erlang_batch - a table of questions, answered row by row.
 */
#ifndef COMMANDS_ERLANG_BATCH_H
#define COMMANDS_ERLANG_BATCH_H

#include "commands/options.h"

/*
 * Reads a csv with the columns id, model, metric, n, a, aht, t, patience, k,
 * p, target, extra (maths/calculator.h; those not used may be left out, others
 * pass through) and writes the same rows with two columns more: value, 17
 * significant digits, whole numbers as such, and error, why a row could not be
 * computed or is to be doubted.  --format json has id, model, metric and these
 * two.  A row that cannot be computed is no failure.
 */
MUST_CHECK enum rc erlang_batch(struct session *s, const struct options *o,
				const char *path);

/* What a row may ask: model, metric, columns needed and allowed. */
void erlang_models(struct session *s, const struct options *o);

#endif
