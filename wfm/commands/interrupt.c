#include "commands/interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "base/err.h"

static volatile sig_atomic_t interrupts;

static void on_signal(int number)
{
	(void)number;
	if (interrupts++)
		_exit(RC_INTERRUPTED); /* temporaries go at the next start */
}

bool interrupted(void)
{
	return interrupts != 0;
}

void interrupt_listen(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}
