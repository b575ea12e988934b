/* template.h - what a tender document of a kind holds, from law/templates: its chapters and the
 * data of 投标人须知前附表. */
#ifndef HENG_CORE_LAW_TEMPLATE_H
#define HENG_CORE_LAW_TEMPLATE_H

#include "core/law/law.h"

/* number: whole, 0 to 10^12. */
enum template_type { TEMPLATE_TEXT, TEMPLATE_NUMBER };
extern const char *const template_type_words[];

struct template_chapter {
	const char *id, *title;
};
struct template_field {
	const char *id, *title;
	enum template_type type;
	const char *law; /* the number of the law that binds its value; NULL: none */
};
struct law_template {
	const char *id, *title_zh, *title_en, *basis_zh, *basis_en;
	const struct law_kind **kinds;
	size_t kind_count;
	struct template_chapter *chapters; /* in their order */
	size_t chapter_count;
	struct template_field *fields;
	size_t field_count;
};
/* By id. */
size_t law_templates(const struct law *law, const struct law_template **first);
/* NULL: there is none of that id. */
const struct law_template *law_template(const struct law *law, const char *id);
bool template_is_for(const struct law_template *t, const char *kind);

#endif
