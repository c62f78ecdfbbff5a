/*
 * verdict - what the judges found on a roster, for people and as a status.
 */
#ifndef COMMANDS_VERDICT_H
#define COMMANDS_VERDICT_H

#include "commands/pipeline.h"

/* Cost by part, bound and gap, who could not be planned and why, in the
 * format asked for. */
void verdict_print(const struct pipeline *p);

/* One row a breach: person, day, rule, what, price, place. */
void verdict_print_breaches(const struct pipeline *p);

/* The worst stretches and lines of cover.csv that are short, at most so many
 * of each, and why nobody more is there. */
void verdict_print_short(const struct pipeline *p, int most);

/* RC_OK; RC_NO when a hard rule is broken or somebody is not planned;
 * RC_INTERRUPTED after a signal. */
enum rc verdict_rc(const struct pipeline *p);

#endif
