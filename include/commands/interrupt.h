/*
 * interrupt - SIGINT and SIGTERM.
 *
 * Once listened to, the first one asks to stop; the second one leaves at once.
 */
#ifndef COMMANDS_INTERRUPT_H
#define COMMANDS_INTERRUPT_H

#include <stdbool.h>

void interrupt_listen(void);
bool interrupted(void);

#endif
