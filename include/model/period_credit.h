/*
 * period_credit - what absent days are worth, put into a roster's cells.
 *
 * Files say who is absent with which code, not what that counts towards the
 * contract; the period knows.  Cells outside the period are left alone.
 */
#ifndef MODEL_PERIOD_CREDIT_H
#define MODEL_PERIOD_CREDIT_H

#include "model/period.h"

void period_credit(const struct period *p, struct roster *r);

#endif
