/*
 * special - small functions that lose their digits when written plainly.
 */
#ifndef MATHS_SPECIAL_H
#define MATHS_SPECIAL_H

/* z - ln(1 + z), z > -1; z^2/2 - ... for small z. */
double log_excess(double z);

/* e^-d - 1 + d; d^2/2 - ... for small d. */
double exp_excess(double d);

/* Hazard rate of the standard normal, phi(x) / (1 - Phi(x)), any x. */
double normal_hazard(double x);

#endif
