# A riverside road: the lowest evaluated price, low ones asked about (经评审的最低投标价法).
set KIND works-municipal
set TITLE 涪城新区滨河路施工
set LIMIT 50000000.00
set SECURITY 800000.00
set PRICE1 41000000.00
set PRICE2 45250000.00
set PRICE3 30900000.00
set PRICE4 43000000.00
set SHOWN1 41,000,000.00
set SHOWN2 45,250,000.00
set SHOWN3 30,900,000.00
set SHOWN4 43,000,000.00
set ENVELOPES
set RULE {"method":"lowest-price",$REVIEW"asking":{"of_mean":850000,"of_next":0,"of_ceiling":0},"ties":[{"by":"draw"}]}
include setup_intake.t
set DRAWN 409 WRONG_STATE
