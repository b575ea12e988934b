# A highway in two envelopes: first the documents of all, then the prices of those who passed (合理低价法).
set KIND works-highway
set TITLE 涪城新区连接线公路施工
set LIMIT 50000000.00
set SECURITY 800000.00
set PRICE1 46800000.00
set PRICE2 47250000.00
set PRICE3 45900000.00
set PRICE4 30000000.00
set SHOWN1 46,800,000.00
set SHOWN2 47,250,000.00
set SHOWN3 45,900,000.00
set SHOWN4 30,000,000.00
set ENVELOPES "documentsPart":true,"twoEnvelopes":true,
set RULE {"method":"highway",$REVIEW"benchmark":{"drop_from":5,"drop_high":1,"drop_low":1,"second_mean":false,"factor":{"kind":"reduce","choices":[{"value":20000},{"value":30000}]},"mean_unit":100,"base_unit":100,"deviation_places":2,"full":1000000,"above":20000,"below":10000,"least":0,"places":2,"corrected":false},"ties":[{"by":"price"},{"by":"draw"}]}
include setup_intake.t
