# Equal lowest prices of a tender that must be held, whose document says nothing of a draw: nobody draws.
include setup_tender.t
seal b1 $L $甲 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /tie=true check /pending/detailZh~862号 check /pending/detail~2019/862
as e1 POST /api/lots/$L/draws {"winner":"$乙","note":"抽签"} -> 422 LAW_BOUND check /rule~862号
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 TIE
as 业主 POST /api/lots/$L/cancellation {"reason":"报价相同，招标文件未规定排序，重新招标"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=cancelled
