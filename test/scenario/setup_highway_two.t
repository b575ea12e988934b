# Two sealed bids, each with its documents part.
seal b1 $L $甲 {"price":{"amount":"$PRICE1","currency":"CNY"},"duration_days":300,"quality":"合格"}
documents d1 $L 甲 施工组织设计
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 422 BID_INCOMPLETE check /field=/documents
as 甲 POST /api/lots/$L/bids {"form":"$b1","documents":"$d1"} -> 201 check /result/replaced=false
seal b2 $L $乙 {"price":{"amount":"$PRICE2","currency":"CNY"},"duration_days":300,"quality":"合格"}
documents d2 $L 乙 施工组织设计
as 乙 POST /api/lots/$L/bids {"form":"$b2","documents":"$d2"} -> 201
