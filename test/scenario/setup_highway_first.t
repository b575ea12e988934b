# Four bids of two envelopes and a committee; the first envelopes are opened, no price is.
include setup_highway_two.t
seal b3 $L $丙 {"price":{"amount":"$PRICE3","currency":"CNY"},"duration_days":300,"quality":"合格"}
documents d3 $L 丙 施工组织设计
as 丙 POST /api/lots/$L/bids {"form":"$b3","documents":"$d3"} -> 201
seal b4 $L $丁 {"price":{"amount":"$PRICE4","currency":"CNY"},"duration_days":300,"quality":"合格"}
documents d4 $L 丁 施工组织设计
as 丁 POST /api/lots/$L/bids {"form":"$b4","documents":"$d4"} -> 201
include setup_committee.t
clock +21d
# the price's key is refused before its time, whoever hands it in
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 422 BAD_FIELD check /field=/form
as 甲 POST /api/lots/$L/keys {"form":"$b1.key","documents":"$d1.key"} -> 422 BAD_FIELD check /field=/form
as 甲 POST /api/lots/$L/keys -> 422 MISSING_FIELD
as 甲 POST /api/lots/$L/keys {} -> 422 MISSING_FIELD check /field=/documents
as 甲 POST /api/lots/$L/keys {"documents":"$d2.key"} -> 422 BAD_KEY check /field=/documents
as 甲 POST /api/lots/$L/keys {"documents":"$d1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"documents":"$d2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"documents":"$d3.key"} -> 200
as 丁 POST /api/lots/$L/keys {"documents":"$d4.key"} -> 200
as 丁 POST /api/lots/$L/keys {"documents":"$d4.key"} -> 409 DUPLICATE
# what the bids hold is read by nobody before they are opened, then by who judges and who watches
as e1 GET /api/lots/$L/bids/$甲/documents -> 403 DENIED
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=screening
as e1 GET /api/lots/$L/bids/$甲/documents -> 200 words 施工组织设计
as 甲 GET /api/lots/$L/bids/$甲/documents -> 403 DENIED
as 乙 GET /api/lots/$L/bids/$甲/documents -> 403 DENIED
as 业主 GET /api/lots/$L/bids/$甲/documents -> 403 DENIED
as nobody GET /api/lots/$L/bids/$甲/documents -> 401 UNAUTHENTICATED
as e1 GET /api/lots/$L/bids/$业主/documents -> 404 NOT_FOUND
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=opened check /bids/3/state=opened lacks $PRICE1 lacks $PRICE2 lacks $PRICE3 lacks $PRICE4
as nobody GET /trades/$L -> 200 lacks $SHOWN1 lacks $SHOWN2 lacks $SHOWN3 lacks $SHOWN4
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 409 WINDOW_CLOSED
as e1 POST /api/lots/$L/factor {"value":40000,"note":"开标现场抽球"} -> 422 BAD_FIELD check /field=/value
