#include "core/http/http.h"
#include "trade/evaluation/evaluation.h"
#include "trade/papers/papers.h"
#include "trade/papers/said.h"

#define DRAWN " NO_FONT PAPER TOO_LARGE BUSY"

const struct route papers_routes[] = {
	{ M_GET, "/api/notices/{notice}/paper", ROW_READ, ROW_SLOW, .handler = notice_paper,
	    .who = W_PUBLIC, .errors = "NOT_FOUND" DRAWN, .doc = "A notice as PDF." },
	{ M_GET, "/api/lots/{lot}/papers/opening", ROW_READ, ROW_SLOW, .handler = opening_paper,
	    .who = W_PUBLIC, .of = of_lot, .errors = "SECRET NOT_FOUND" DRAWN,
	    .doc = "开标记录表 as PDF, once the opening has ended." },
	{ M_GET, "/api/lots/{lot}/papers/report", ROW_READ, ROW_SLOW, .handler = report_paper,
	    .who = W_PRINCIPAL | W_AGENCY | W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR,
	    .of = of_committee, .errors = "NOT_FOUND" DRAWN,
	    .doc = "评标报告 as PDF, once all have signed." },
	{ M_GET, "/api/lots/{lot}/papers/letter", ROW_READ, ROW_SLOW, .handler = letter_paper,
	    .who = W_PUBLIC, .of = of_lot, .errors = "NOT_FOUND" DRAWN,
	    .doc = "中标通知书 as PDF." },
	{ M_GET, "/api/lots/{lot}/papers/contract", ROW_READ, ROW_SLOW, .handler = contract_paper,
	    .who = W_PUBLIC, .of = of_lot, .errors = "NOT_FOUND" DRAWN,
	    .doc = "The contract's notice as PDF." },
	{ M_GET, "/api/lots/{lot}/papers/bid", ROW_READ, ROW_SLOW | ROW_SEALED,
	    .handler = bid_paper, .who = W_TENDERER, .of = of_lot, .errors = "NOT_FOUND" DRAWN,
	    .doc = "投标回执: that the caller's own bid was received, as PDF." },
	{ M_GET, "/api/tenders/{tender}/documents/{digest}/paper", ROW_READ, ROW_SLOW,
	    .handler = document_paper, .who = W_PUBLIC, .of = of_tender,
	    .errors = "NOT_FOUND" DRAWN,
	    .doc = "A version of the tender document as PDF, to whom the version is shown." },
	{ .path = NULL },
};
