# A school: the price against a drawn benchmark and the scores of five members (综合评估法).
set KIND works-building
set TITLE 涪城新区小学施工
set LIMIT 5000000.00
set SECURITY 80000.00
set PRICE1 4812000.00
set PRICE2 4712000.00
set PRICE3 4950300.00
set PRICE4 4500000.00
set SHOWN1 4,812,000.00
set SHOWN2 4,712,000.00
set SHOWN3 4,950,300.00
set SHOWN4 4,500,000.00
set ENVELOPES
set RULE {"method":"comprehensive",$REVIEW"benchmark":{"drop_from":4,"drop_high":1,"drop_low":1,"second_mean":false,"factor":{"kind":"multiply","choices":[{"value":970000},{"value":980000}]},"mean_unit":1,"base_unit":1,"deviation_places":2,"full":600000,"above":10000,"below":5000,"least":0,"places":2,"corrected":false},"scoring":{"trim_from":5,"places":2,"criteria":[{"id":"S1","title":"施工方案","section":"技术","full":300000,"objective":false},{"id":"S2","title":"类似业绩","section":"商务","full":100000,"objective":true}]},"ties":[{"by":"price"},{"by":"draw"}]}
include setup_intake.t
set DRAWN 201
