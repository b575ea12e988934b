#include "test/answer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct json *at_path(struct ctx *c, const struct json *v, const char *path)
{
	char *copy = arena_text(c->mem, path), *save = NULL;
	for (char *part = strtok_r(copy, "/", &save); part != NULL && v != NULL;
	     part = strtok_r(NULL, "/", &save)) {
		if (v->type == JSON_LIST) {
			long n = strtol(part, NULL, 10);
			for (v = v->first; v != NULL && n > 0; n--)
				v = v->next;
		} else {
			v = json_get(v, part);
		}
	}
	return v;
}

const char *answer_text(struct ctx *c, const struct json *answer, const char *path)
{
	const struct json *v = at_path(c, answer, path);
	if (v == NULL)
		return NULL;
	return v->type == JSON_TEXT ? v->text : json_canonical(c, v);
}

/* U+4E00 to U+9FFF are the three bytes from E4 B8 80 to E9 BF BF. */
static bool has_chinese(const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++)
		if ((*p == 0xE4 && p[1] >= 0xB8) || (*p >= 0xE5 && *p <= 0xE9))
			return true;
	return false;
}

/* Two words in a row make a sentence. */
static bool is_sentence(const char *text)
{
	for (const char *space = strchr(text, ' '); space != NULL; space = strchr(space + 1, ' '))
		if (space != text && islower((unsigned char)space[-1]) &&
		    islower((unsigned char)space[1]))
			return true;
	return false;
}

bool answer_in_chinese(const struct json *answer)
{
	if (answer == NULL || json_get_text(answer, "error", NULL) == NULL)
		return true;
	const char *en = json_get_text(answer, "detail", ""),
	           *zh = json_get_text(answer, "detailZh", "");
	if (*zh == '\0')
		return has_chinese(en) || !is_sentence(en);
	return has_chinese(zh) || !is_sentence(zh);
}
