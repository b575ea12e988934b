#include "portal/page.h"
#include "portal/pages.h"
#include "portal/portal.h"
#include "trade/archive/archive.h"

const struct route portal_routes[] = {
	{ M_GET, "/", ROW_READ, ROW_HTML | ROW_SAME, .handler = page_home, .who = W_PUBLIC,
	    .errors = "BAD_FIELD",
	    .doc = "Page: notices, newest first: ?q= words, type, kind, region, days, from, to, "
	           "before." },
	{ M_GET, "/notices.csv", ROW_READ, ROW_SAME, .handler = notices_csv, .who = W_PUBLIC,
	    .errors = "BAD_FIELD",
	    .doc = "The newest 5,000 notices of a question as CSV: the parameters of /." },
	{ M_GET, "/notices.xlsx", ROW_READ, ROW_SAME, .handler = notices_xlsx, .who = W_PUBLIC,
	    .errors = "BAD_FIELD", .doc = "The same as a table for Excel." },
	{ M_GET, "/feed.atom", ROW_READ, ROW_SAME, .handler = notices_feed, .who = W_PUBLIC,
	    .errors = "BAD_FIELD",
	    .doc = "The newest 50 notices of a question as an Atom feed: the parameters of /." },
	{ M_GET, "/notices/{notice}", ROW_READ, ROW_HTML | ROW_SAME, .handler = page_notice,
	    .who = W_PUBLIC, .errors = "NOT_FOUND",
	    .doc = "Page: a notice, at its permanent address." },
	{ M_GET, "/trades/{lot}", ROW_READ, ROW_HTML, .handler = page_trade, .who = W_PUBLIC,
	    .of = of_lot, .errors = "NOT_FOUND", .doc = "Page: a trade with its whole history." },
	{ M_GET, "/tenders/{tender}/documents/{digest}", ROW_READ, ROW_HTML | ROW_SLOW,
	    .handler = page_document, .who = W_PUBLIC, .of = of_tender,
	    .errors = "NOT_FOUND TOO_LARGE BUSY",
	    .doc = "Page: a version of a tender document, chapter by chapter." },
	{ M_GET, "/receipts/{place}", ROW_READ, ROW_HTML, .handler = page_receipt, .who = W_SELF,
	    .of = of_receipt, .errors = "NOT_FOUND", .doc = "Page: a receipt, explained." },
	{ M_GET, "/practice", ROW_READ, ROW_HTML | ROW_PRACTICE, .handler = page_practice,
	    .who = W_PUBLIC, .doc = "Page: whom one can sign in as, in a practice centre." },
	{ M_GET, "/help", ROW_READ, ROW_HTML | ROW_SAME, .handler = page_help, .who = W_PUBLIC,
	    .doc = "Page: how to verify, and where the interface is." },
	{ M_GET, "/guide", ROW_READ, ROW_HTML | ROW_SAME, .handler = page_guide, .who = W_PUBLIC,
	    .doc =
	        "Page: how things are done here; ?q= is answered from it and the law's numbers." },
	{ M_GET, "/law", ROW_READ, ROW_HTML | ROW_SAME, .handler = page_law, .who = W_PUBLIC,
	    .errors = "BAD_FIELD NOT_FOUND",
	    .doc =
	        "Page: the legal dates of a planned tender, each with its article; with ?number= "
	        "what /api/law/why answers." },
	{ M_GET, "/phone-requests/{request}/code", ROW_READ, ROW_SAME | ROW_SEALED, .handler = phone_qr,
	    .who = W_PUBLIC, .errors = "NOT_FOUND",
	    .doc = "The address that a phone opens to answer a desktop, as a QR code." },
	{ .path = NULL },
};
