#include "commands/password.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/input.h"

enum { MOST = 1024 };

static enum rc take(struct arena *a, const char *from, const char *line,
		    const char **password, struct err *e)
{
	const char *word = arena_strndup(a, line, strcspn(line, "\r\n"));

	if (!*word || strlen(word) >= MOST || !text_is_plain(word))
		return fail_at(e, (struct place){ .file = from }, RC_DATA,
			       _("the first line is no password: 1 to %d "
				 "plain characters"),
			       MOST - 1);
	*password = word;
	return RC_OK;
}

static enum rc from_file(struct arena *a, const char *file,
			 const char **password, struct err *e)
{
	struct input in;

	if (!input_is_private(file))
		return fail_at(e, (struct place){ .file = file }, RC_DATA,
			       _("others can read this password; chmod 600 "
				 "keeps it"));
	TRY(input_read(a, file, &in, e));
	return take(a, file, in.data, password, e);
}

static enum rc from_command(struct arena *a, const char *command,
			    const char **password, struct err *e)
{
	char line[MOST + 2] = "";
	FILE *f = popen(command, "re");

	if (!f)
		return fail(e, RC_NOINPUT, "%s", strerror(errno));
	if (!fgets(line, sizeof(line), f))
		line[0] = '\0';
	if (pclose(f) != 0)
		return fail(e, RC_NOINPUT, _("the password command fails: %s"),
			    text_quote(a, command));
	return take(a, "--password-command", line, password, e);
}

enum rc password_read(struct arena *a, const char *file, const char *command,
		      const char **password, struct err *e)
{
	*password = NULL;
	if (file)
		return from_file(a, file, password, e);
	return command ? from_command(a, command, password, e) : RC_OK;
}
