# Keys within the window only, the right key only, nothing shown before the end; revoked and withdrawn
# are told apart.
include setup_bids.t
register 丁 tenderer 91450200198229141F
register 戊 tenderer 91150000701463622D
seal bid4 $L $丁 {"price":{"amount":"4000000.00","currency":"CNY"}}
as 丁 POST /api/lots/$L/bids {"form":"$bid4"} -> 201
seal bid5 $L $戊 这不是表格
as 戊 POST /api/lots/$L/bids {"form":"$bid5"} -> 201
as 丁 POST /api/lots/$L/withdrawal -> 200
clock +21d
as nobody GET /api/lots/$L -> 200 check /state=opening
as 甲 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 422 BAD_KEY
as 甲 POST /api/lots/$L/keys {"form":"AAAA"} -> 422 BAD_FIELD check /field=/form
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key","documents":"$bid1.key"} -> 422 BAD_FIELD check /field=/documents
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 409 DUPLICATE
as 丁 POST /api/lots/$L/keys {"form":"$bid4.key"} -> 404 NOT_FOUND
as 业主 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 403 DENIED
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 戊 POST /api/lots/$L/keys {"form":"$bid5.key"} -> 200
as nobody GET /api/lots/$L/opening -> 403 SECRET
as 业主 GET /api/lots/$L/opening -> 403 SECRET
clock +1799999
as nobody GET /api/lots/$L/opening -> 403 SECRET
clock +1
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 409 WINDOW_CLOSED check /rule~第三十一条
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=opened check /bids/1/state=opened \
  check /bids/2/state=revoked check /bids/3/why=unreadable check /bids/4/state=withdrawn check /bids/2/name=丙
as nobody GET /api/lots/$L -> 200 check /state=evaluating
