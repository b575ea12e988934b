/* terms_law_test.c - law/terms itself: what each row finds, and what it leaves alone. */
#include "core/law/law.h"
#include "core/law/term.h"
#include "test/unit.h"
#include "trade/terms/terms.h"

/* In the order of the file. */
static const struct {
	const char *id, *unfair, *lawful;
} rows[] = {
	{ "place.registration", "投标人注册地在本市行政区域内。",
	    "招标人不得要求投标人在本市注册。" },
	{ "place.branch", "投标人须在本市设有分公司或者办事处。",
	    "不得要求投标人在本地设立分支机构。" },
	{ "place.insurance", "项目经理须提供近六个月在本地缴纳社会保险的证明。",
	    "项目经理须提供投标人为其缴纳社会保险的证明。" },
	{ "place.tax", "投标人上一年度在本市依法纳税，须附本市税务机关纳税证明。",
	    "投标人应依法缴纳税收。" },
	{ "place.office", "投标人在本市有不少于300平方米的办公场所。",
	    "中标后在本市设项目部，其办公场所由中标人自行解决。" },
	{ "place.record", "外省企业须办理入川备案手续后方可投标。",
	    "外省企业无需办理入川备案手续。" },
	{ "place.only", "本项目只接受本省企业投标，同等条件下本地企业优先。",
	    "招标人不得对本地企业优先、加分。" },
	{ "place.unequal", "外地企业除上述条件外还应提供履约承诺。",
	    "外地企业与本地企业适用相同的资格条件。" },
	{ "place.credit", "采用本市建筑市场主体信用得分计入商务部分。",
	    "采用全国建筑市场监管公共服务平台的信用记录。" },
	{ "achievement.place", "近三年在本市承担过类似工程的，每项加2分。",
	    "近三年承担过类似工程的，不限于本省业绩。" },
	{ "achievement.trade", "电力系统内业绩每个得1分。", "类似业绩每个得1分，不限行业。" },
	{ "achievement.client", "与招标人有过良好合作经历的，得3分。",
	    "投标人不得与招标人有利害关系。" },
	{ "award.place", "获得天府杯奖项的，每项得2分。", "获得国家级工程质量奖项的，得2分。" },
	{ "award.honour", "投标人须具有守合同重信用企业荣誉证书。",
	    "荣誉证书、荣誉称号不作为投标条件。" },
	{ "brand.named", "电缆须采用远东品牌。", "电缆须采用远东品牌或相当于该品牌的产品。" },
	{ "brand.reference", "推荐品牌：甲、乙、丙。", "参考品牌：甲、乙、丙，或相当于。" },
	{ "brand.model", "新增设备须与现有系统同品牌。", "新增设备须与现有系统的接口兼容。" },
	{ "brand.patent", "防水层必须采用甲公司的专利技术。", "投标人应保证不侵犯他人的专利权。" },
	{ "origin.named", "主要设备须为进口产品，原装进口。", "主要设备不限产地。" },
	{ "supplier.named", "混凝土由招标人指定供应商供应。", "招标人不得指定供应商。" },
	{ "supplier.letter", "投标时须提供水泵制造商授权书。", "中标后提供水泵制造商授权书。" },
	{ "supplier.inspection", "检测报告须由指定的检测机构出具。",
	    "检测报告由具有相应资质的检测机构出具。" },
	{ "supplier.list", "投标人须已进入招标人的合格供应商名录。",
	    "招标人不得设置备选库、资格库。" },
	{ "ownership.named", "投标人须为国有企业，不接受民营企业投标。",
	    "本项目资金来自国有企业自筹。" },
	{ "ownership.form", "投标人必须为上市公司。", "投标人须为依法设立的法人。" },
	{ "consortium.forced", "外地投标人应当组成联合体，与本地企业共同投标。",
	    "本项目接受联合体投标，联合体各方应签订共同投标协议。" },
	{ "scale.size", "投标人从业人员不少于200人，年纳税额不低于500万元。",
	    "不得以从业人员、纳税额、营业场所面积作为条件。" },
	{ "scale.capital", "投标人注册资本不低于5000万元。", "对投标人的注册资本不作要求。" },
	{ "scale.age", "投标人成立时间不少于五年。", "投标人成立不足三年的，提供成立以来的报表。" },
	{ "scale.market", "投标人产品市场占有率居全国前十。", "产品应当在市场上公开销售。" },
	{ "qualification.voluntary", "投标人通过ＩＳＯ 9001质量管理体系认证的得1分。",
	    "工程质量应当达到合格标准。" },
	{ "qualification.cancelled", "投标人须具有城市园林绿化企业二级资质。",
	    "园林绿化企业资质已取消，不再作为条件。" },
	{ "qualification.consulting", "须具有工程造价咨询甲级资质。",
	    "造价咨询成果由注册造价工程师签章。" },
	{ "qualification.excess", "投标人须同时具备建筑、市政总承包特级资质。",
	    "投标人须具备建筑工程施工总承包三级及以上资质。" },
	{ "staff.place", "项目经理须有本市户籍。", "项目经理不限户籍。" },
	{ "staff.person", "项目经理年龄不超过50周岁。", "项目经理年龄不超过法定退休年龄。" },
	{ "process.register", "投标报名截止后不再受理。", "本项目无须投标报名，登录后自行下载。" },
	{ "process.buy", "持介绍信到现场购买招标文件。", "潜在投标人登录平台免费下载招标文件。" },
	{ "process.original", "开标时须携带业绩合同原件，否则不得分。",
	    "业绩合同附扫描件，无须提供原件。" },
	{ "process.presence", "投标人的法定代表人必须到场参加开标。",
	    "投标人的法定代表人或其委托代理人可以到场参加开标。" },
	{ "process.draw", "通过初审的，以抽签方式确定中标候选人。",
	    "得分相同的，以抽签方式确定排名。" },
	{ "process.visit", "招标人分批组织投标人踏勘现场。", "招标人不组织踏勘，可自行踏勘。" },
	{ "process.lots", "二标段由本地企业承担。", "投标人可以就其中一个或者多个标段投标。" },
	{ "process.cash", "投标保证金不接受银行保函。", "投标保证金可以采用银行保函、保险。" },
	{ "process.binding", "投标文件未按要求装订的，予以否决。", "装订不作为否决投标的情形。" },
	{ "process.waiver", "投标人递交投标文件即视为放弃异议权利。",
	    "投标人对开标有异议的，应当当场提出。" },
};

/* What any honest document says. */
static const char lawful_document[] =
    "第一章 招标公告\n"
    "1. 招标条件\n"
    "本招标项目某县人民医院住院楼已由某县发展和改革局批准建设，建设资金来自财政资金，项目出资比例为"
    "100%，\n"
    "招标人为某县人民医院。项目已具备招标条件，现对该项目的施工进行公开招标。\n"
    "2. 投标人资格要求\n"
    "2.1 "
    "本次招标要求投标人须具备建筑工程施工总承包贰级及以上资质，并在人员、设备、资金等方面具有相应的"
    "施工能力。\n"
    "2.2 "
    "拟派项目经理须具备建筑工程专业二级及以上注册建造师执业资格，具备有效的安全生产考核合格证书，且"
    "未担任其他在施建设工程项目的项目经理。\n"
    "2.3 近三年完成过不少于1个单项合同金额3000万元以上的房屋建筑工程施工业绩。\n"
    "2.4 本次招标不接受联合体投标。\n"
    "2.5 各投标人均可就上述标段中的1个标段投标。\n"
    "3. 招标文件的获取\n"
    "凡有意参加投标者，请于规定时间内登录公共资源交易平台，凭数字证书免费下载招标文件。\n"
    "4. 投标保证金\n"
    "投标保证金的金额为20万元，可以采用现金、支票、银行保函、担保公司保函或者保证保险的形式；以现金"
    "或者支票形式提交的，\n"
    "应当从其基本账户转出。\n"
    "5. 开标\n"
    "招标人邀请所有投标人的法定代表人或其委托代理人准时参加。投标人对开标有异议的，应当在开标现场提"
    "出。\n"
    "6. 评标\n"
    "评标委员会由招标人代表和随机抽取的评标专家组成，投标报价得分相同的，由招标人抽签确定。\n"
    "7. 材料\n"
    "水泥、钢材应当符合国家现行标准，并附出厂合格证和检验报告；所用设备的技术参数不低于图纸的要求。"
    "\n";

static void each_row_finds_its_own(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	const struct law_term *terms;
	size_t count = law_terms(law, &terms);
	for (size_t i = 0; i < count && i < LEN(rows); i++) {
		struct term_finding *f;
		size_t n, found = 0;
		if (strcmp(rows[i].id, terms[i].id) != 0)
			TEST_FAIL("the file has %s where the test has %s", terms[i].id, rows[i].id);
		CHECK_OK(&c, terms_scan(&c, rows[i].unfair, 20260302, &f, &n));
		for (size_t j = 0; j < n; j++)
			found += f[j].term == &terms[i];
		if (found == 0)
			TEST_FAIL("%s does not find %s", rows[i].id, rows[i].unfair);
		CHECK_OK(&c, terms_scan(&c, rows[i].lawful, 20260302, &f, &n));
		if (n != 0)
			TEST_FAIL("%s finds %.*s in %s", f->term->id, (int)f->n,
			    rows[i].lawful + f->at, rows[i].lawful);
	}
	assert_int_equal(count, LEN(rows));
	law_free(law);
	test_ctx_end(&c);
}

/* Each pattern by itself, its gaps closed and as wide as they may be. */
static void each_pattern_is_found(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	const struct law_term *terms;
	size_t count = law_terms(law, &terms);
	static const char *const gaps[] = { "", "另外另外另外另外另外另外" };
	for (size_t i = 0; i < count * LEN(gaps); i++) {
		const struct law_term *t = &terms[i / LEN(gaps)];
		for (size_t j = 0; j < t->word_count; j++) {
			const char *text = t->words[j];
			for (const char *at = strstr(text, "…"); at != NULL; at = strstr(text, "…"))
				text = arena_printf(c.mem, "%.*s%s%s", (int)(at - text), text,
				    gaps[i % LEN(gaps)], at + strlen("…"));
			struct term_finding *f;
			size_t n, found = 0;
			CHECK_OK(&c, terms_scan(&c, text, 20260302, &f, &n));
			for (size_t k = 0; k < n; k++)
				found += f[k].term == t && f[k].at == 0;
			if (found == 0)
				TEST_FAIL("%s does not find %s", t->id, text);
		}
		arena_reset(c.mem);
	}
	law_free(law);
	test_ctx_end(&c);
}

static void an_honest_document_has_none(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	struct term_finding *f;
	size_t n;
	CHECK_OK(&c, terms_scan(&c, lawful_document, 20260302, &f, &n));
	if (n != 0)
		TEST_FAIL("%s in %s", f->term->id, f->excerpt);
	law_free(law);
	test_ctx_end(&c);
}

int terms_law_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_finds_its_own),
		cmocka_unit_test(each_pattern_is_found),
		cmocka_unit_test(an_honest_document_has_none),
	};
	return RUN_GROUP("terms_law", tests);
}
