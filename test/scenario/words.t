# Words and figures that differ: the words hold, on the record. Two prices in one form make it none.
include setup_tender.t
include setup_committee.t
register 丁 tenderer A:4
seal bid1 $L $甲 {"price":{"amount":"4600000.00","currency":"CNY"},"capitals":"肆佰捌拾壹万贰仟元整"}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"},"capitals":"人民币肆佰柒拾壹万贰仟圆整"}
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"},"capitals":"约五百万"}
seal bid4 $L $丁 {"price":{"amount":"4000000.00","currency":"CNY"},"price":{"amount":"4100000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
as 丁 POST /api/lots/$L/bids {"form":"$bid4"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
as 丁 POST /api/lots/$L/keys {"form":"$bid4.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/form/capitals=肆佰捌拾壹万贰仟元整 check /bids/3/state=revoked check /bids/3/why=unreadable lacks 4100000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙 check /result/bids/1/party=$甲 check /result/bids/1/price=4812000.00 check /result/steps/2~以大写金额为准 check /result/steps/2~4600000.00 check /result/steps/4~大写金额无法识别
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙 check /result/price/amount=4712000.00
as 丁 POST /api/lots/$L/declining {"reason":"x"} -> 403 DENIED
as 乙 POST /api/lots/$L/declining {"reason":"放弃"} -> 200
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"放弃"} -> 200
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲 check /result/price/amount=4812000.00
proves $L
