# Bids for the lot $L, a committee, and the opening of the first envelopes.
seal bid1 $L $甲 {"price":{"amount":"46800000.00","currency":"CNY"},"duration_days":300}
documents doc1 $L 甲 施工组织设计
seal bid2 $L $乙 {"price":{"amount":"47250000.00","currency":"CNY"},"duration_days":300}
documents doc2 $L 乙 施工组织设计
seal bid3 $L $丙 {"price":{"amount":"45900000.00","currency":"CNY"},"duration_days":300}
documents doc3 $L 丙 施工组织设计
seal bid4 $L $丁 {"price":{"amount":"30000000.00","currency":"CNY"},"duration_days":300}
documents doc4 $L 丁 施工组织设计
as 甲 POST /api/lots/$L/bids {"form":"$bid1","documents":"$doc1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2","documents":"$doc2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3","documents":"$doc3"} -> 201
as 丁 POST /api/lots/$L/bids {"form":"$bid4","documents":"$doc4"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"documents":"$doc1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"documents":"$doc2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"documents":"$doc3.key"} -> 200
as 丁 POST /api/lots/$L/keys {"documents":"$doc4.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=screening
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=opened lacks 46800000
