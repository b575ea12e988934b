/* main.c - one binary: heng COMMAND … */
#include <stdio.h>
#include <string.h>

#include "commands.h"

#define SCHEMA(folder)
#define ROUTES(routes)
#define TIMER(kind, fn, keep)
#define TESTS(fn)
#define COMMAND(name, fn, text) { name, fn, text },

static const struct {
	const char *name;
	command_fn *run;
	const char *text;
} commands[] = {
#include "rooms.def"
};

#define COMMANDS (sizeof(commands) / sizeof(*commands))

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < COMMANDS; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1);
	fputs("heng: 公共资源交易中心\n", stderr);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(stderr, "  %-8s %s\n", commands[i].name, commands[i].text);
	return 2;
}
