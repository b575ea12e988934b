# Two bids for the lot $L.
seal bid1 $L $甲 {"price":{"amount":"46800000.00","currency":"CNY"},"duration_days":300}
documents doc1 $L 甲 施工组织设计
seal bid2 $L $乙 {"price":{"amount":"47250000.00","currency":"CNY"},"duration_days":300}
documents doc2 $L 乙 施工组织设计
as 甲 POST /api/lots/$L/bids {"form":"$bid1","documents":"$doc1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2","documents":"$doc2"} -> 201
